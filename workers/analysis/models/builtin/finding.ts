/**
 * The findings of the rules: typed facts about a company, with the citations that support them.
 * This file contains no text in any language.
 */
import type { Evidence, Point, Ref } from './evidence.ts'
import type { RatedTests } from './rating.ts'

export type Topic = 'growth' | 'profitability' | 'cash' | 'balance' | 'owners'
export type Level = 'exceptional' | 'healthy' | 'ordinary' | 'thin' | 'negative'

/** A figure and its period, in the form that prose needs. */
export interface Cite {
  ref: Ref
  period: string
  /** Chooses the form of words; prose never writes it. */
  value: number
}
export const cite = ({ ref, period, value }: Point): Cite => ({ ref, period, value })

/** A figure in two years, and the number of years between them. */
export interface YearSpan {
  from: Cite
  to: Cite
  years: number
}
export const span = (from: Point, to: Point): YearSpan => ({
  from: cite(from),
  to: cite(to),
  years: to.year - from.year,
})

/** A balance that moved ahead of revenue: it rose faster, or fell less. */
export interface Stretch {
  span: YearSpan
  rose: boolean
  revenue: Cite | null
  days: Cite | null
  repeated: boolean
}

/**
 * The newest year compared with the long record: growth is faster or slower, growth has turned to
 * decline, or a decline deepens, eases or ends.
 */
export type Pace = 'faster' | 'slower' | 'turned_down' | 'deeper' | 'milder' | 'recovering'

export interface FindingData {
  growth_record: {
    cagr: Cite | null
    span: YearSpan
    pace: 'fast' | 'strong' | 'moderate' | 'slow' | 'shrinking'
    /** Goodwill over the same years, where much of the growth may have been bought. */
    bought: YearSpan | null
  }
  /** `broken`: earlier years are known, but stand on another basis. */
  growth_year: {
    growth: Cite
    revenue: Cite | null
    direction: 'up' | 'flat' | 'down'
    broken: boolean
    /** The fall of the year before, which much of a rise may only make good. */
    fallen: Cite | null
    /** The growth of the share count, where the growth may have been paid for with shares. */
    issued: Cite | null
  }
  growth_pace: { recent: Cite; record: Cite; direction: Pace }
  /** `latest`: whether the falls are the newest years, one directly after the other. */
  growth_falls: { count: number; of: number; worst: Cite; latest: boolean }
  growth_steady: { of: number; slowest: Cite }
  /** `fell_less`, `fell_more`: both fell, so that a smaller fall is not called faster. */
  turning_quarter: {
    quarter: Cite
    year: Cite
    direction: 'faster' | 'slower' | 'reversed' | 'fell_less' | 'fell_more'
  }
  /** The profit of a quarter after the year, where it fell far or became a loss. */
  quarter_profit: { growth: Cite | null; net: Cite; fall: 'far' | 'most' | 'to_loss' }
  /** `way`: how the two moved, so that a fall is never called growth. */
  /** Where no year can be compared: the newest part of a year against that of the year before. */
  part_growth: { revenue: Cite; profit: Cite | null; direction: 'up' | 'flat' | 'down' }
  profit_growth: {
    revenue: Cite
    profit: Cite
    way:
      | 'ahead'
      | 'behind'
      | 'against'
      | 'lagging'
      | 'fell_less'
      | 'fell_more'
      | 'rose_alone'
      | 'fell_alone'
    compound: boolean
    /** Of a bank or an insurer, which has income and no sales. */
    financial: boolean
  }
  /** `rising`: whether the newest year is above the one before; null when that is not known. */
  profit_below_peak: { peak: Cite; now: Cite; rising: boolean | null }
  profit_only: { now: Cite; before: Cite | null; direction: 'up' | 'down' | null }
  /**
   * `since`: the net income of the interim period after the newest fiscal year, when it is a loss
   * too.
   */
  loss: { now: Cite; count: number; of: number; since: Cite | null }
  margin_level: {
    margin: Cite
    kind: 'operating' | 'net'
    /** `unproven`: above zero now, after years below it. */
    level: Level | 'unproven'
    gross: Cite | null
    net: Cite | null
    losses: number
    of: number
    /** What the margin is made of, where levels of other trades say nothing of it. */
    trade: 'sales' | 'rents' | 'tariffs'
  }
  margin_trend: {
    span: YearSpan
    kind: 'operating' | 'net'
    direction: 'wider' | 'narrower'
    gross: YearSpan | null
    /**
     * `absorbed`: the gross margin moved further than the margin itself; `against`: the other way.
     */
    cause: 'gross' | 'absorbed' | 'overheads' | 'against' | 'unknown'
    /** A year in between that lies outside of both ends. */
    between: Cite | null
    /** Whether sales grew over the same years; null when that is not known. */
    sales_up: boolean | null
    /** One end is below zero: a margin that is not there cannot widen. */
    below_zero: boolean
  }
  outside_income: { net: Cite; operating: Cite }
  /** The same in a quarter after the fiscal year, which the trailing twelve months contain. */
  outside_quarter: { net: Cite; operating: Cite }
  research: { share_of: Cite; revenue: Cite; heavy: boolean }
  equity_return: {
    roe: Cite
    /** `lost`: below zero. */
    level: 'high' | 'good' | 'ordinary' | 'low' | 'lost'
    parts: { margin: Cite; turnover: Cite; multiplier: Cite } | null
    /** How a bank or an insurer earns it: little on its assets, many times its equity. */
    lent: { assets: Cite; multiplier: Cite } | null
    geared: boolean
    /** Whether a gain from outside the business is in the result. */
    flattered: boolean
  }
  /** `none`: at or below zero. */
  capital_return: { roic: Cite; level: 'high' | 'good' | 'low' | 'none' }
  cash_conversion: {
    now: Cite
    weak: number
    of: number
    level: 'full' | 'partial' | 'weak' | 'chronic'
    profit: Cite | null
    cash: Cite | null
    outside: boolean
  }
  accruals: { ratio: Cite }
  free_cash: {
    now: Cite
    margin: Cite | null
    level: 'high' | 'good' | 'low' | 'negative'
    negative: number
    of: number
  }
  /**
   * `acquired`: much of the depreciation belongs to purchased intangibles, which capital
   * expenditure does not replace.
   */
  reinvestment: {
    capex: Cite
    depreciation: Cite
    direction: 'building' | 'shrinking' | 'even' | 'acquired'
  }
  stock_pay: { pay: Cite; revenue: Cite }
  payout: { dividends: Cite | null; buybacks: Cite | null; free_cash: Cite; covered: boolean }
  /** `lent`: what the company lends itself, where it borrows to lend. */
  net_cash: { net: Cite; positive: boolean; lent: Cite | null }
  /** Of a company that loses money: how long what it has may last. */
  cash_at_hand: { cash: Cite; before: Cite | null; flow: Cite; level: 'fed' | 'lasting' | 'short' }
  debt_load: { ratio: Cite; level: 'light' | 'middling' | 'heavy'; debt: Cite | null }
  interest: { cover: Cite; level: 'ample' | 'adequate' | 'tight' | 'thin' | 'none' }
  liquidity: { ratio: Cite; level: 'ample' | 'adequate' | 'short'; cash_rich: boolean }
  /** What a bank spends of its income. */
  bank_costs: { ratio: Cite; level: 'lean' | 'ordinary' | 'heavy' }
  bank_funding: { ratio: Cite; covered: boolean }
  credit_cost: { ratio: Cite; provision: Cite | null; level: 'low' | 'ordinary' | 'high' }
  underwriting: { combined: Cite; loss: Cite; expense: Cite; profitable: boolean }
  medical_losses: { loss: Cite; level: 'low' | 'ordinary' | 'high' }
  trust_payout: { payout: Cite; funds: Cite | null; covered: boolean }
  negative_equity: { equity: Cite; by_buybacks: boolean }
  goodwill: { goodwill: Cite; assets: Cite }
  liabilities: { ratio: Cite }
  receivables: Stretch
  inventory: Stretch
  share_count: {
    change: Cite
    direction: 'fewer' | 'more' | 'many_more'
    /** The change of the newest year, when it goes the other way. */
    turned: Cite | null
    /** The change of the newest year, when the count has hardly moved since it grew. */
    since: Cite | null
    years: number
    eps: Cite | null
    profit: Cite | null
  }
}
export type FindingKind = keyof FindingData

export interface Finding<K extends FindingKind = FindingKind> {
  kind: K
  topic: Topic
  /**
   * From -3 to 3: -3 is a danger, -1 a concern, 0 worth saying, 1 a strength, 3 an outstanding
   * strength.
   */
  score: number
  data: FindingData[K]
}
export type AnyFinding = { [K in FindingKind]: Finding<K> }[FindingKind]

export const finding = <K extends FindingKind>(
  kind: K,
  topic: Topic,
  score: number,
  data: FindingData[K],
): Finding<K> => ({ kind, topic, score, data })

/** The sentences of one language, one for each kind of finding. */
export type Phrases = { [K in FindingKind]: (data: FindingData[K]) => string }
export const tell = <K extends FindingKind>(phrases: Phrases, { kind, data }: Finding<K>): string =>
  phrases[kind](data)

/** Finds the facts of one area of the evidence. What the rating tests is judged as it does. */
export type Rule = (evidence: Evidence, rated: RatedTests) => Finding[]
