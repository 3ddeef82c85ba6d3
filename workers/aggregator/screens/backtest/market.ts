/** What a backtest is run on: a market by days. The engine sees nothing else of it. */
import type { ScreenTable } from '#shared/screen/table.ts'

/**
 * `no_sessions`: no trading days are known. `no_universe`: who was listed on a day is not known,
 * and the companies of today would be those that survived. `no_prices`: there are no prices of a
 * day on which would be traded. `too_short`: fewer than two trades fit in.
 */
export const BACKTEST_REFUSALS = ['no_sessions', 'no_universe', 'no_prices', 'too_short'] as const
export type BacktestRefusal = (typeof BACKTEST_REFUSALS)[number]

export interface RefusedMarket {
  ok: false
  reason: BacktestRefusal
  detail: string
  detail_zh: string
}

/** The closing price of one company, of which splits are taken out over the whole backtest. */
export type Closes = ReadonlyMap<string, number>

export interface BacktestMarket {
  /** Trading days from the first of these days to the last, both counted, in order. */
  sessions(from: string, to: string): Promise<{ ok: true; days: readonly string[] } | RefusedMarket>
  /** Every company of that day with what was known when the day ended, and nothing later. */
  tableOn(day: string): Promise<{ ok: true; table: ScreenTable } | RefusedMarket>
  /** Closing prices of that day alone, by the companies' ids. */
  pricesOn(day: string): Promise<{ ok: true; closes: Closes } | RefusedMarket>
  /**
   * The day on which a company's shares were last traded, by what is known now; null: still are.
   */
  delistedOn(company: string): string | null
}
