/**
 * The kinds of company whose statements differ, told by the SIC code or by the words of the
 * market's own scheme (China's and Hong Kong's industries, Tokyo's 33 groups). Pure.
 */
export const INDUSTRY_KINDS = [
  'general',
  'bank',
  'life_insurer',
  'health_insurer',
  'property_insurer',
  'insurer',
  'broker',
  'reit',
  'utility',
  'fund',
  'holding',
] as const
export type IndustryKind = (typeof INDUSTRY_KINDS)[number]

/** Codes between these kinds are of other companies: lenders that take no deposits, agents. */
const SIC: readonly (readonly [from: number, to: number, kind: IndustryKind])[] = [
  [4_900, 4_949, 'utility'],
  [4_960, 4_991, 'utility'],
  [6_020, 6_099, 'bank'],
  // Investment advisers (6282) have fees, no customers' balances.
  [6_200, 6_281, 'broker'],
  [6_283, 6_289, 'broker'],
  // Accident and health policies (6321) build up reserves over decades, as life policies do.
  [6_310, 6_321, 'life_insurer'],
  [6_324, 6_324, 'health_insurer'],
  [6_330, 6_399, 'property_insurer'],
  [6_719, 6_719, 'holding'],
  [6_720, 6_726, 'fund'],
  [6_770, 6_770, 'holding'],
  [6_798, 6_798, 'reit'],
]

/** In order: a narrower word stands before a wider one. */
const WORDS: readonly (readonly [RegExp, IndustryKind])[] = [
  [/\breits?\b|real estate investment trust|房地产投资信托|不動産投信/i, 'reit'],
  [/insurance brokers|保险经纪|保险代理/i, 'general'],
  [/life insurance|insurance\W+life|寿险|人寿/i, 'life_insurer'],
  [
    /health(care)? plans|managed (health)?care|accident & health insurance|健康险|健康保险/i,
    'health_insurer',
  ],
  [/property\W.{0,4}casualty|财险|财产保险|surety|title insurance/i, 'property_insurer'],
  [/insurance|保险|保険/i, 'insurer'],
  [/closed.end fund|investment trusts?\b|证券投资基金/i, 'fund'],
  [/investment banking|brokerage|brokers|capital markets|证券|券商|証券/i, 'broker'],
  [/\bbanks?\b|\bbanking\b|savings institution|银行|銀行/i, 'bank'],
  [
    /utilit|electric services|电力(?!设备|电子)|发电(?!设备)|燃气|供水|水务|供热|公用事业|公用事業|電気・ガス/i,
    'utility',
  ],
  [/blank check|shell compan|holding (company|offices)|控股公司/i, 'holding'],
]

/** Null when neither a code nor words are known: what is filed must tell. */
export const industryKind = (
  sic: string | undefined,
  words: string | null,
): IndustryKind | null => {
  if (sic && /^\d{4}$/.test(sic)) {
    const code = Number(sic)
    return SIC.find(([from, to]) => code >= from && code <= to)?.[2] ?? 'general'
  }
  if (!words) return null
  const text = words.normalize('NFKC')
  return WORDS.find(([word]) => word.test(text))?.[1] ?? 'general'
}
