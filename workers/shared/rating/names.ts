/**
 * The words of the rating: groups, grades, reasons and rules. Pure data, without schemas, so that
 * the page may import them.
 */
import type { TwoLanguages } from '../valuation/refusals.ts'

export const TEST_GROUPS = ['quality', 'growth', 'balance', 'cash', 'valuation'] as const
export type TestGroup = (typeof TEST_GROUPS)[number]

export const TEST_GROUP_NAMES = {
  quality: { en: 'Quality', zh: '盈利质量' },
  growth: { en: 'Growth', zh: '成长' },
  balance: { en: 'Balance sheet', zh: '资产负债' },
  cash: { en: 'Cash and owners', zh: '现金与股东回报' },
  valuation: { en: 'Valuation', zh: '估值' },
} as const satisfies Record<TestGroup, TwoLanguages>

/** From this degree on a test is passed. */
export const PASSED_FROM = 0.5

/** Of the fundamentals: the four groups that need no price. */
export const GRADES = ['strong', 'sound', 'mixed', 'weak', 'not_rated'] as const
export type Grade = (typeof GRADES)[number]
export const GRADE_NAMES = {
  strong: { en: 'strong', zh: '强劲' },
  sound: { en: 'sound', zh: '稳健' },
  mixed: { en: 'mixed', zh: '优劣参半' },
  weak: { en: 'weak', zh: '薄弱' },
  not_rated: { en: 'not rated', zh: '不予评级' },
} as const satisfies Record<Grade, TwoLanguages>

/** Of the price: what it asks of the company. */
export const PRICE_GRADES = ['undemanding', 'fair', 'demanding', 'not_rated'] as const
export type PriceGrade = (typeof PRICE_GRADES)[number]
export const PRICE_GRADE_NAMES = {
  undemanding: { en: 'undemanding', zh: '偏低' },
  fair: { en: 'fair', zh: '适中' },
  demanding: { en: 'demanding', zh: '偏高' },
  not_rated: { en: 'not rated', zh: '不予评级' },
} as const satisfies Record<PriceGrade, TwoLanguages>

/** Why a test was not made. */
export const UNTESTED = {
  not_filed: { en: 'a figure it needs is missing', zh: '缺少所需的数据' },
  in_doubt: { en: 'a figure it rests on failed a check', zh: '所依据的数据未通过核对' },
  refused: { en: 'its figure cannot be computed', zh: '其数据无法计算' },
  not_for_kind: { en: 'it does not fit this kind of company', zh: '不适用于这类公司' },
  one_off_gains: {
    en: 'its result holds gains from outside the business',
    zh: '其中的利润含有经营以外的收益',
  },
  loss: { en: 'the result is a loss', zh: '业绩为亏损' },
  short_record: { en: 'the record is too short', zh: '历史记录太短' },
  no_price: { en: 'no price is at hand', zh: '没有可用的股价' },
  no_peers: { en: 'no figures of peers are at hand', zh: '没有可用的同业数据' },
} as const satisfies Record<string, TwoLanguages>
export type UntestedReason = keyof typeof UNTESTED
export const UNTESTED_REASONS = Object.keys(UNTESTED) as UntestedReason[]

/** Why there is no rating. */
export const UNRATED = {
  no_annual_report: { en: 'no fiscal year with a result is known', zh: '没有任何一个财年的业绩' },
  too_few_tests: { en: 'too few tests could be made', zh: '可以进行的检验太少' },
  too_few_groups: { en: 'too few groups could be tested', zh: '可以检验的类别太少' },
  too_much_doubt: {
    en: 'too many tests rest on figures that failed a check',
    zh: '过多检验所依据的数据未通过核对',
  },
  no_price: { en: 'no price is at hand', zh: '没有可用的股价' },
} as const satisfies Record<string, TwoLanguages>
export type UnratedReason = keyof typeof UNRATED
export const UNRATED_REASONS = Object.keys(UNRATED) as UnratedReason[]

/** What outweighs any number of good tests. `cap`: the best grade with it. */
export const DANGERS = {
  loss: { en: 'The company loses money', zh: '公司处于亏损', cap: 'mixed' },
  negative_equity: { en: 'Losses have used up the equity', zh: '亏损已耗尽净资产', cap: 'mixed' },
  interest_uncovered: {
    en: 'Operating profit does not safely cover interest',
    zh: '营业利润不足以稳妥地支付利息',
    cap: 'mixed',
  },
  cash_burn: {
    en: 'Free cash flow is negative in most years',
    zh: '多数年份自由现金流为负',
    cap: 'mixed',
  },
  profit_collapse: {
    en: 'Profit of the newest quarter has collapsed',
    zh: '最新季度利润大幅下滑',
    cap: 'sound',
  },
} as const satisfies Record<string, TwoLanguages & { cap: Grade }>
export type DangerCode = keyof typeof DANGERS
export const DANGER_CODES = Object.keys(DANGERS) as DangerCode[]

/** The rules by which scores become grades. Scores and weights are fractions. */
export const RATING_RULES = {
  /** What each group counts in the grade of the fundamentals. */
  weights: { quality: 0.3, growth: 0.2, balance: 0.25, cash: 0.25 },
  /** A group counts with so many tests made. */
  group_tests: 2,
  /** A grade needs so many groups and so many tests in all. */
  groups: 3,
  tests: 8,
  /**
   * With more than this part of the tests that there are figures for in doubt there is no grade.
   */
  doubt: 0.2,
  /** The least score of a grade, and the least of any one group in it. */
  strong: { score: 0.75, group: 0.5 },
  sound: { score: 0.6, group: 0.4 },
  mixed: { score: 0.4 },
  /** So many dangers of the gravest kind make any company weak. */
  dangers: 2,
  /** The price: tests that it needs, and the least scores. */
  price_tests: 2,
  undemanding: 0.65,
  fair: 0.35,
} as const

/** Where a pillar of a thesis stands. */
export const PILLAR_STATES = ['holds', 'broken', 'unknown'] as const
export type PillarState = (typeof PILLAR_STATES)[number]
export const PILLAR_STATE_NAMES = {
  holds: { en: 'holds', zh: '成立' },
  broken: { en: 'broken', zh: '已被推翻' },
  unknown: { en: 'cannot be checked', zh: '无法核对' },
} as const satisfies Record<PillarState, TwoLanguages>

export const COMPARISONS = ['at_least', 'at_most'] as const
export type LineComparison = (typeof COMPARISONS)[number]
export const COMPARISON_NAMES = {
  at_least: { en: 'at or above', zh: '不低于' },
  at_most: { en: 'at or below', zh: '不高于' },
} as const satisfies Record<LineComparison, TwoLanguages>
