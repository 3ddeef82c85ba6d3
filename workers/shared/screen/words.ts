/** The words of the language: operators, functions, scales, currencies, names of markets. Data. */
import type { CompareOp, CrossForm, OverForm, TextField, Within } from './ast.ts'
import type { Market } from '../names.ts'

export const OVER_FORMS = ['avg', 'min', 'max', 'sum', 'cagr', 'stdev', 'trend'] as const
export const CROSS_FORMS = ['rank', 'percentile'] as const
export const WITHIN = ['market', 'industry', 'passing'] as const
export const TEXT_FIELDS = ['market', 'industry', 'exchange', 'kind', 'currency'] as const
export const COMPARE_OPS = ['>=', '>', '<=', '<', '=', '!='] as const

type Covers<List extends readonly string[], Name extends string> = [Name] extends [List[number]]
  ? List
  : never
OVER_FORMS satisfies Covers<typeof OVER_FORMS, OverForm>
CROSS_FORMS satisfies Covers<typeof CROSS_FORMS, CrossForm>
TEXT_FIELDS satisfies Covers<typeof TEXT_FIELDS, TextField>
COMPARE_OPS satisfies Covers<typeof COMPARE_OPS, CompareOp>

export type Keyword =
  | 'and'
  | 'or'
  | 'not'
  | 'in'
  | 'each'
  | 'by'
  | 'order'
  | 'asc'
  | 'desc'
  | 'limit'

/** Words that join conditions, in every spelling. */
export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  and: 'and',
  且: 'and',
  并且: 'and',
  而且: 'and',
  与: 'and',
  和: 'and',
  or: 'or',
  或: 'or',
  或者: 'or',
  not: 'not',
  非: 'not',
  不: 'not',
  in: 'in',
  属于: 'in',
  each: 'each',
  每年: 'each',
  order: 'order',
  sort: 'order',
  by: 'by',
  asc: 'asc',
  ascending: 'asc',
  升序: 'asc',
  desc: 'desc',
  descending: 'desc',
  降序: 'desc',
  limit: 'limit',
}

/** Comparisons in Chinese words. */
export const COMPARE_WORDS: Readonly<Record<string, CompareOp>> = {
  大于等于: '>=',
  不低于: '>=',
  不少于: '>=',
  不小于: '>=',
  至少: '>=',
  大于: '>',
  高于: '>',
  超过: '>',
  小于等于: '<=',
  不高于: '<=',
  不超过: '<=',
  不大于: '<=',
  至多: '<=',
  小于: '<',
  低于: '<',
  少于: '<',
  等于: '=',
  不等于: '!=',
}

export const COMPARE_SYMBOLS: Readonly<Record<string, CompareOp>> = {
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
  '≧': '>=',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '≦': '<=',
  '!=': '!=',
  '<>': '!=',
  '≠': '!=',
  '==': '=',
  '>': '>',
  '<': '<',
  '=': '=',
}

export const TEXT_FIELD_WORDS: Readonly<Record<string, TextField>> = {
  market: 'market',
  市场: 'market',
  industry: 'industry',
  行业: 'industry',
  exchange: 'exchange',
  交易所: 'exchange',
  kind: 'kind',
  公司类型: 'kind',
  currency: 'currency',
  货币: 'currency',
  币种: 'currency',
}

export const WITHIN_WORDS: Readonly<Record<string, Within>> = {
  market: 'market',
  市场: 'market',
  industry: 'industry',
  行业: 'industry',
  passing: 'passing',
  通过: 'passing',
}

export const MARKET_WORDS: Readonly<Record<string, Market>> = {
  cn: 'CN',
  china: 'CN',
  a股: 'CN',
  沪深: 'CN',
  hk: 'HK',
  'hong kong': 'HK',
  港股: 'HK',
  香港: 'HK',
  us: 'US',
  usa: 'US',
  美股: 'US',
  美国: 'US',
  jp: 'JP',
  japan: 'JP',
  日股: 'JP',
  日本: 'JP',
}

/** The currency in which a market's shares trade: that of an amount without a currency. */
export const MARKET_CURRENCIES: Readonly<Record<Market, string>> = {
  CN: 'CNY',
  HK: 'HKD',
  US: 'USD',
  JP: 'JPY',
}

/** Powers of ten. */
export const SCALES: Readonly<Record<string, number>> = {
  thousand: 3,
  k: 3,
  千: 3,
  million: 6,
  mn: 6,
  m: 6,
  billion: 9,
  bn: 9,
  b: 9,
  trillion: 12,
  tn: 12,
  t: 12,
  万: 4,
  萬: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
  兆: 12,
}

export const CURRENCIES: readonly string[] = [
  'USD',
  'CNY',
  'HKD',
  'JPY',
  'EUR',
  'GBP',
  'CHF',
  'CAD',
  'AUD',
  'NZD',
  'SGD',
  'TWD',
  'KRW',
  'INR',
  'IDR',
  'MYR',
  'THB',
  'PHP',
  'VND',
  'MOP',
  'BRL',
  'MXN',
  'ARS',
  'CLP',
  'COP',
  'PEN',
  'ZAR',
  'ILS',
  'TRY',
  'RUB',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'KZT',
  'SAR',
  'AED',
  'BMD',
  'KYD',
  'EGP',
]

/** Stands for the currency in which the company's shares trade. */
export const LOCAL = 'local'

/** Words for currencies, after a number or before it. */
export const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CURRENCIES.map((code) => [code.toLowerCase(), code])),
  rmb: 'CNY',
  cnh: 'CNY',
  dollars: 'USD',
  yuan: 'CNY',
  yen: 'JPY',
  euros: 'EUR',
  人民币: 'CNY',
  美元: 'USD',
  美金: 'USD',
  港元: 'HKD',
  港币: 'HKD',
  港幣: 'HKD',
  日元: 'JPY',
  日圆: 'JPY',
  円: 'JPY',
  欧元: 'EUR',
  英镑: 'GBP',
  新台币: 'TWD',
  元: LOCAL,
  local: LOCAL,
}

/** Both yuan and yen are written so. */
export const YUAN_OR_YEN = '¥'
export const CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  us$: 'USD',
  hk$: 'HKD',
  nt$: 'TWD',
  a$: 'AUD',
  c$: 'CAD',
  s$: 'SGD',
  'cn¥': 'CNY',
  'jp¥': 'JPY',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  [YUAN_OR_YEN]: YUAN_OR_YEN,
}

export const NUMBER_UNITS: Readonly<Record<string, 'percent' | 'x' | 'days' | 'years'>> = {
  '%': 'percent',
  percent: 'percent',
  pct: 'percent',
  x: 'x',
  times: 'x',
  倍: 'x',
  days: 'days',
  day: 'days',
  天: 'days',
  日: 'days',
  years: 'years',
  year: 'years',
  yrs: 'years',
  yr: 'years',
  y: 'years',
  年: 'years',
}
