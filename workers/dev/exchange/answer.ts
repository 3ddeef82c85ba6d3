/**
 * One protocol of the exchange: what it answers a call with, and for which instruments it was
 * asked.
 */
import type { Board } from './board.ts'

export interface ExchangeAnswer {
  status: number
  type: string
  body: string | Uint8Array
  headers?: Record<string, string>
  /**
   * Ids of the instruments a price was asked of; null for a call that gives none (a cookie, a
   * crumb).
   */
  asked: readonly string[] | null
}

/** `url` as the provider itself would have got it. Null for what it does not speak. */
export type Protocol = (
  url: URL,
  headers: { cookie: string },
  board: Board,
) => ExchangeAnswer | null
