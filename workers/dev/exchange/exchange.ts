/**
 * The exchange as a test, the bench or `npm start` uses it. All its prices are simulated: none of
 * them was ever traded.
 */
import type { ExchangeFault } from './faults.ts'

/**
 * The figures of an instrument at this moment, as decimal texts in its currency; volume is in
 * shares.
 */
export interface Meant {
  currency: string
  price: string
  open: string
  high: string
  low: string
  previous_close: string
  volume: string
  turnover: string
  /** ISO text with milliseconds, in whole seconds. */
  quoted_at: string
}

export interface Exchange {
  /**
   * `http://127.0.0.1:port`. Calls for prices go to `{url}/{host}/{path}`, and commands to
   * `{url}/control`.
   */
  url: string
  /**
   * How many calls for prices arrived since the counts were reset. Calls in an outage do not count.
   */
  calls(): number
  /** How many calls for a cookie or a crumb arrived. */
  sessions(): number
  /**
   * How many instruments all those calls asked for. An instrument counts each time it is asked for.
   */
  symbols(): number
  /** How often this instrument was asked for. */
  asked(id: string): number
  resetCounts(): void
  /**
   * Delays all answers with prices by `ms`. The price is that of the moment when it was asked for.
   */
  delay(ms: number): void
  /** Sends this fault in place of every answer with prices. Null ends it. */
  fault(kind: ExchangeFault | null, retryAfterSeconds?: number): void
  /** Drops every connection without an answer, except those to /control. */
  outage(on: boolean): void
  /**
   * Stops trading together with the clock of the exchange: every answer then has the same price
   * with the same time.
   */
  freeze(on: boolean): void
  /**
   * Keeps an instrument such as `US:AAPL` at this price from now on, exact to four decimals. Null
   * lets the price move again. Throws when the id is no instrument or the price is no price.
   */
  setPrice(id: string, price: number | string | null): void
  /** From now on exactly these instruments are unknown. Throws when an id is no instrument. */
  missing(ids: readonly string[]): void
  clock: { now(): Date; advance(ms: number): void }
  /** Null for an instrument that the exchange does not list. */
  meant(id: string): Meant | null
  close(): Promise<void>
}

export interface ExchangeOptions {
  /** The clock of the exchange. Default: the machine's clock. */
  clock?: () => Date
}
