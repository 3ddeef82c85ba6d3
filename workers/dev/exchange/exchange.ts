/**
 * The exchange as a test, the bench or `npm start` holds it. Simulated prices only: none of them
 * was ever traded.
 */
import type { ExchangeFault } from './faults.ts'

/** What the exchange means at this moment, in decimal texts of the currency; volume in shares. */
export interface Meant {
  currency: string
  price: string
  open: string
  high: string
  low: string
  previous_close: string
  volume: string
  turnover: string
  /** Whole seconds, as ISO text with milliseconds. */
  quoted_at: string
}

export interface Exchange {
  /**
   * `http://127.0.0.1:port`; asked as `{url}/{host}/{path}`, told what to do at `{url}/control`.
   */
  url: string
  /** Calls for prices that reached it since the counts were reset; not those in an outage. */
  calls(): number
  /** Calls for a cookie or a crumb. */
  sessions(): number
  /** Instruments asked for in all those calls together, each as often as it was asked. */
  symbols(): number
  /** How often one was asked for. */
  asked(id: string): number
  resetCounts(): void
  /** Answers with prices are so late, milliseconds. The price is that of the moment of asking. */
  delay(ms: number): void
  /** What is sent in place of every answer with prices; null mends it. */
  fault(kind: ExchangeFault | null, retryAfterSeconds?: number): void
  /** Every connection is dropped unanswered, but for /control. */
  outage(on: boolean): void
  /**
   * Trading stops, and with it the exchange's time: the same price with the same time, whenever
   * asked.
   */
  freeze(on: boolean): void
  /**
   * `US:AAPL` at that price from now on, exact to four decimals; null lets it move again. Throws
   * for what is no id or price.
   */
  setPrice(id: string, price: number | string | null): void
  /** These are unknown from now on, and no others. Throws for what is no id. */
  missing(ids: readonly string[]): void
  clock: { now(): Date; advance(ms: number): void }
  /** Null for what it does not list. */
  meant(id: string): Meant | null
  close(): Promise<void>
}

export interface ExchangeOptions {
  /** Where its time comes from. Default: the machine's clock. */
  clock?: () => Date
}
