/** Groups of industries by SIC code, as the tables of the test bed show them. */

const GROUPS: readonly (readonly [from: number, to: number, group: string])[] = [
  [1000, 1299, 'mining'],
  [1300, 1399, 'oil and gas'],
  [1400, 1499, 'mining'],
  [1500, 1799, 'building'],
  [2900, 2999, 'oil and gas'],
  [2000, 3999, 'makers'],
  [4000, 4799, 'transport'],
  [4800, 4899, 'media, telecom'],
  [4900, 4999, 'utilities'],
  [5000, 5999, 'trade'],
  [6000, 6199, 'banks, credit'],
  [6200, 6299, 'brokers'],
  [6300, 6499, 'insurers'],
  [6500, 6799, 'property, funds'],
  [7000, 8999, 'services'],
]

export const INDUSTRIES: readonly string[] = [...new Set(GROUPS.map(([, , g]) => g)), 'other']

export const industryOf = (sic: string | null): string => {
  const code = Number(sic ?? 0)
  return GROUPS.find(([from, to]) => code >= from && code <= to)?.[2] ?? 'other'
}
