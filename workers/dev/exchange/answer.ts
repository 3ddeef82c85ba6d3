/** A protocol of the exchange: how it answers a call, and for which instruments the call asked. */
import type { Board } from './board.ts'

export interface ExchangeAnswer {
  status: number
  type: string
  body: string | Uint8Array
  headers?: Record<string, string>
  /**
   * Ids of the instruments whose prices were asked for; null for a call that gives no prices but a
   * cookie or a crumb.
   */
  asked: readonly string[] | null
}

/**
 * `url` is the URL that the provider itself would have got. Null for a call that the protocol does
 * not have.
 */
export type Protocol = (
  url: URL,
  headers: { cookie: string },
  board: Board,
) => ExchangeAnswer | null
