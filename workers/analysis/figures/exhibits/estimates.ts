/** Tokens of the exhibit `estimates`: an expectation told as a fact is another figure. */
import { ESTIMATED } from '#shared/exhibits/terms/estimates.ts'
import { type ExhibitRule, speaksOf } from './rule.ts'

const EXPECTED =
  /\b(?:consensus|estimat\w*|expect\w*|forecast\w*|analysts?|guid\w*|outlook|projected|street|target\w*|ratings?|rated?|surpris\w*|beat\w*|miss\w*|revis\w*|buy|hold|sell)\b|预期|预测|预计|一致|分析师|指引|展望|目标价|评级|超出|不及|低于|高于|上调|下调|买入|持有|卖出/

/** Names of figures by which a concept of an estimate may be called. */
const FAMILY: Readonly<Record<string, RegExp>> = {
  eps: /^eps_/,
  revenue: /^revenue(?!_growth|_cagr)/,
  ebitda: /^ebitda$/,
  operating_income: /^(?:operating_income|ebit)$/,
  net_income: /^net_income/,
}

const stemOf = (name: string): string | undefined =>
  Object.values(ESTIMATED)
    .map(({ stem }) => stem)
    .find((stem) => name.startsWith(`${stem}_`))

/** Whether the figure is a change of an expectation. A text may call such a change a growth. */
const isChange = (name: string): boolean => /_(?:revision|surprise|analysts)$/.test(name)

const QUARTERS: readonly RegExp[] = [
  /\bq1\b|\bfirst[\s-]quarter\b|第?一季|1季/,
  /\bq2\b|\bsecond[\s-]quarter\b|第?二季|2季/,
  /\bq3\b|\bthird[\s-]quarter\b|第?三季|3季/,
  /\bq4\b|\bfourth[\s-]quarter\b|第?四季|4季/,
]
const YEAR = /\d{4}/

export const estimates: ExhibitRule = {
  isFiscal: true,
  // A quarter without its year is that of the result or the expectation which is told.
  fits: ({ period }, { own }) => {
    const quarter = /Q([1-4])$/.exec(period)?.[1]
    return (
      quarter !== undefined &&
      !YEAR.test(own) &&
      (QUARTERS[Number(quarter) - 1]?.test(own) ?? false)
    )
  },
  judge: ({ name }, { text, named }) => {
    const family = FAMILY[stemOf(name) ?? '']
    if (
      family &&
      named.length > 0 &&
      !isChange(name) &&
      !named.some((one) => one === name || family.test(one))
    )
      return 'other_figure'
    return speaksOf(EXPECTED, text)
  },
}
