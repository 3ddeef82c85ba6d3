/**
 * What a QuoteCell holds, whether its price may be shown, and what must still reach the database.
 * Pure: every function that depends on time takes `now`, the cell's own clock in epoch
 * milliseconds. Only that clock decides how old a price is.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import { elapsed } from './clock.ts'

export type Quote = ItemOf<'quote'>

/** A quote as the cell has accepted it. */
export interface Observed {
  quote: Quote
  /** The source of the quote: the id of a provider, or the writer of a pushed quote. */
  source: string
  /**
   * When its request was sent, or when it was pushed, on the cell's clock. The age counts from
   * here.
   */
  observed_at: number
  /**
   * True when a provider was asked for it. A pushed quote that is pushed again says nothing about
   * the current price.
   */
  asked: boolean
}

export interface LastFailure {
  at: number
  reason: string
  detail: string
}

/** A quote from another source with the same exchange time as the newest quote. */
export interface Peer {
  key: string
  price: string
}

export interface Cell {
  /** The quote with the newest exchange time. */
  newest: Observed | null
  /**
   * True when the clock was seen behind the observation of `newest`. The clock was set back, so the
   * age of that price can no longer be known. A new observation ends this state.
   */
  clock_behind: boolean
  /** Quotes of other sources with that exchange time, kept to recognise one that is sent again. */
  peers: readonly Peer[]
  /** Accepted quotes that the database has not confirmed yet, by key. */
  outbox: ReadonlyMap<string, Observed>
  /** The reason why the last refresh brought nothing newer; null when it did. */
  failure: LastFailure | null
}

export const EMPTY: Cell = {
  newest: null,
  clock_behind: false,
  peers: [],
  outbox: new Map(),
  failure: null,
}

/**
 * The clocks of the exchanges and ours differ a little. A quote from further in the future than
 * this is refused.
 */
export const FUTURE_TOLERANCE_MS = 5_000

export const keyOf = ({ quote, source }: Pick<Observed, 'quote' | 'source'>): string =>
  `${source} ${quote.quoted_at}`

/**
 * Records that the clock is behind the newest observation. Returns the same cell when there is
 * nothing to record.
 */
export const noticeClock = (cell: Cell, now: number): Cell =>
  !cell.clock_behind && cell.newest && cell.newest.observed_at > now
    ? { ...cell, clock_behind: true }
    : cell

export type QuoteReading =
  | { state: 'fresh'; observed: Observed; age_ms: number; expires_in_ms: number }
  | {
      state: 'expired'
      /** Null when the age is unknown because the clock was set back. */
      age_ms: number | null
      quote_age_ms: number | null
      failure: LastFailure | null
    }
  | { state: 'missing'; failure: LastFailure | null }

export interface ReadRule {
  max_age_ms: number
  /** Also limits the age by exchange time, for readers that must not act on a delayed price. */
  max_quote_age_ms: number | null
}

/** The age by exchange time. The exchange's clock may be a little ahead of ours. */
const quoteAge = ({ quote }: Observed, now: number): number => {
  const at = Date.parse(quote.quoted_at)
  return at <= now + FUTURE_TOLERANCE_MS ? Math.max(0, now - at) : Number.POSITIVE_INFINITY
}

const ifKnown = (ms: number): number | null => (Number.isFinite(ms) ? ms : null)

/**
 * Reads the price. A price is returned only while its age is known and not above the requested
 * limit. An expired reading contains no price.
 */
export const read = (
  cell: Cell,
  { max_age_ms, max_quote_age_ms }: ReadRule,
  now: number,
): QuoteReading => {
  const { newest, failure } = cell
  if (!newest) return { state: 'missing', failure }
  const age_ms = cell.clock_behind ? Number.POSITIVE_INFINITY : elapsed(newest.observed_at, now)
  const quote_age_ms = quoteAge(newest, now)
  if (age_ms > max_age_ms || (max_quote_age_ms !== null && quote_age_ms > max_quote_age_ms))
    return {
      state: 'expired',
      age_ms: ifKnown(age_ms),
      quote_age_ms: ifKnown(quote_age_ms),
      failure,
    }
  const left =
    max_quote_age_ms === null ? Number.POSITIVE_INFINITY : max_quote_age_ms - quote_age_ms
  return {
    state: 'fresh',
    observed: newest,
    age_ms,
    expires_in_ms: Math.min(max_age_ms - age_ms, left),
  }
}

/**
 * Records that a refresh brought nothing newer. The next price that is accepted as the newest
 * clears this.
 */
export const noteFailure = (cell: Cell, failure: LastFailure): Cell => ({ ...cell, failure })

/** Returns the quotes that must still reach the database, oldest exchange time first. */
export const unconfirmed = (cell: Cell, limit: number): Observed[] =>
  [...cell.outbox.values()]
    .sort((a, b) => Date.parse(a.quote.quoted_at) - Date.parse(b.quote.quoted_at))
    .slice(0, limit)

/** Records that the database has these rows. */
export const confirm = (cell: Cell, keys: readonly string[]): Cell => {
  const outbox = new Map(cell.outbox)
  for (const key of keys) outbox.delete(key)
  return { ...cell, outbox }
}
