/**
 * What a screen is evaluated over: the companies of one or several markets on one day, and one
 * column a figure. Rows of all columns stand in the order of the companies.
 */

/**
 * Why a cell has no value. A cell's byte is its reason's place in this list; `IN_DOUBT` is added
 * where there is a value whose figure failed a check.
 */
export const CELL_REASONS = [
  /** There is a value. */
  'known',
  'not_reported',
  'not_applicable',
  'provider_failed',
  'not_yet_known',
  'not_in_recording',
  'refused',
  /** The newest fiscal year ended more than 18 months before the day. */
  'out_of_date',
  /** No close of the day, so nothing can be held against a price. */
  'no_price',
  /** In a currency for which no rate is at hand. */
  'no_rate',
  /** Fewer fiscal years are known than the form needs. */
  'too_few_years',
  /** Fewer than ten companies to be ranked among. */
  'too_few_peers',
  /**
   * The computation has no result: a division by zero, a growth from a base that is not positive.
   */
  'undefined',
] as const
export type CellReason = (typeof CELL_REASONS)[number]
export const IN_DOUBT = 0x80

export interface Column {
  /** NaN where there is no value. Ratios are fractions, money is in the company's own currency. */
  values: Float64Array
  reasons: Uint8Array
  /**
   * Of each value, the place of the moment at which it became known in the company's `known_times`.
   * `NO_MOMENT` where it rests on nothing that was filed. What was computed from columns has none.
   */
  known?: Uint8Array
}

export const NO_MOMENT = 0xff

/** The companies of a snapshot, by row. Lists have one entry a company. */
export interface Companies {
  /** `US:AAPL`, or `US:CIK0000930835` where no code of the day is known. */
  ids: readonly string[]
  names: readonly { en?: string | undefined; zh?: string | undefined; ja?: string | undefined }[]
  markets: readonly string[]
  exchanges: readonly (string | null)[]
  /** The industry's name as the scheme has it; companies of one industry have the same text. */
  industries: readonly (string | null)[]
  /** `IndustryKind` of shared/industry.ts. */
  kinds: readonly (string | null)[]
  /** The reporting currency, in which the company's money stands. */
  currencies: readonly (string | null)[]
  /** End of the newest fiscal year that is known, as a date. */
  year_ends: readonly (string | null)[]
  /** When the newest of its figures became known. */
  known_at: readonly (string | null)[]
  /** The moments at which its figures became known, the newest first. */
  known_times: readonly (readonly string[])[]
}

/** A table for the engine. `column` gives null where the snapshot has no such column. */
export interface ScreenTable {
  companies: Companies
  column(field: string, lag: number): Column | null
  /** Units of `to` for one unit of `from`, both ISO codes; null where no rate is at hand. */
  rate(from: string, to: string): number | null
}
