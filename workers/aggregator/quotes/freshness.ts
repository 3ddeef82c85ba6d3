/**
 * What a QuoteCell decides: whether a quote is taken in, whether a price may be shown, when it is
 * refreshed, and what has still to reach the database. Pure: every transition takes `now`, the
 * cell's own clock in epoch milliseconds, which alone decides freshness (design: quotes.md).
 */
import type { ItemOf } from '#shared/contracts/datasets.ts'

export type Quote = ItemOf<'quote'>

/** A quote as the cell has taken it in. */
export interface Observed {
  quote: Quote
  /** Who gave it: a provider's id, or the writer of a pushed quote. */
  source: string
  /**
   * When its request was sent, or when it was pushed, on the cell's clock. Age counts from here.
   */
  observed_at: number
  /** A provider was asked for it. A pushed quote says nothing of now when it is pushed again. */
  asked: boolean
}

export interface LastFailure {
  at: number
  reason: string
  detail: string
}

export interface Cell {
  /** The quote of the newest exchange time. */
  newest: Observed | null
  /**
   * Other keys of that exchange time that were taken in: a quote that is sent again is known again.
   */
  peers: readonly string[]
  /** Taken in and not yet confirmed by the database, by its key. */
  outbox: ReadonlyMap<string, Observed>
  /** Somebody looks at the price until then; 0 when nobody does. */
  watched_until: number
  /** Between two refreshes while somebody does, as whoever refreshes last said. */
  interval_ms: number
  /** A refresh is under way since then; 0 when none is. */
  refreshing_since: number
  /** When the last one began that has ended. */
  refreshed_at: number
  failure: LastFailure | null
}

/** Until it is said otherwise: the first refresh is due at once, whatever the interval. */
const INTERVAL_MS = 10_000

export const EMPTY: Cell = {
  newest: null,
  peers: [],
  outbox: new Map(),
  watched_until: 0,
  interval_ms: INTERVAL_MS,
  refreshing_since: 0,
  refreshed_at: 0,
  failure: null,
}

/** Exchange clocks and ours differ by a little; a price from further ahead than this is none. */
export const FUTURE_TOLERANCE_MS = 5_000

export const keyOf = ({ quote, source }: Pick<Observed, 'quote' | 'source'>): string =>
  `${source} ${quote.quoted_at}`

export type Acceptance =
  | { outcome: 'stored' | 'older'; cell: Cell }
  | { outcome: 'unchanged'; cell: Cell }
  | {
      outcome: 'refused'
      reason: 'from_the_future' | 'sent_in_the_future' | 'wrong_currency'
      detail: string
      cell: Cell
    }

/**
 * Sources that give one exchange time; beyond these a repeat is told as new, which costs the
 * database a look.
 */
const MOST_PEERS = 16

/**
 * Takes a quote in. One of an older exchange time never replaces a newer one: it is history, and
 * goes to the database alone. The same quote again (same source and exchange time) is `unchanged`
 * as a record. Where a provider was asked, it was observed again: a price that has not moved is as
 * fresh as its newest observation, and of several trades within one second of the exchange's clock
 * the last that was asked for is shown. A pushed quote says nothing of now: at the exchange time of
 * the one held it is a record and no more. An observation never lies ahead of the clock, nor goes
 * back.
 */
export const accept = (cell: Cell, observed: Observed, now: number): Acceptance => {
  const { quote, observed_at, asked } = observed
  const quotedAt = Date.parse(quote.quoted_at)
  if (quotedAt > now + FUTURE_TOLERANCE_MS)
    return {
      outcome: 'refused',
      reason: 'from_the_future',
      detail: `${quote.quoted_at} is ahead of ${new Date(now).toISOString()}`,
      cell,
    }
  if (observed_at > now)
    return {
      outcome: 'refused',
      reason: 'sent_in_the_future',
      detail: 'it was observed after it arrived',
      cell,
    }
  const { newest } = cell
  // What a provider gives when asked is believed over what somebody pushed.
  if (newest && newest.quote.currency !== quote.currency && (newest.asked || !asked))
    return {
      outcome: 'refused',
      reason: 'wrong_currency',
      detail: `it is quoted in ${newest.quote.currency}, not in ${quote.currency}`,
      cell,
    }
  const key = keyOf(observed)
  const outbox = () =>
    cell.outbox.has(key) ? cell.outbox : new Map(cell.outbox).set(key, observed)
  const newestAt = newest ? Date.parse(newest.quote.quoted_at) : Number.NEGATIVE_INFINITY
  if (quotedAt < newestAt) return { outcome: 'older', cell: { ...cell, outbox: outbox() } }
  if (!newest || quotedAt > newestAt)
    return {
      outcome: 'stored',
      cell: { ...cell, outbox: outbox(), newest: observed, peers: [], failure: null },
    }
  const known = keyOf(newest) === key || cell.peers.includes(key)
  const peers = known || cell.peers.length >= MOST_PEERS ? cell.peers : [...cell.peers, key]
  const next = { ...cell, peers, outbox: known ? cell.outbox : outbox() }
  const outcome = known ? 'unchanged' : 'stored'
  if (!asked || observed_at <= newest.observed_at) return { outcome, cell: next }
  return {
    outcome,
    cell: {
      ...next,
      newest: observed,
      peers: [...peers.filter((peer) => peer !== key), keyOf(newest)].slice(-MOST_PEERS),
      failure: null,
    },
  }
}

export type Reading =
  | { state: 'fresh'; observed: Observed; age_ms: number; expires_in_ms: number }
  | { state: 'expired'; age_ms: number; quote_age_ms: number; failure: LastFailure | null }
  | { state: 'missing'; failure: LastFailure | null }

export interface ReadRule {
  max_age_ms: number
  /** Bounds the exchange time too, for whoever must not act on a delayed price. */
  max_quote_age_ms: number | null
}

/**
 * A price is given only while its age is at most what was asked for; an expired reading holds no
 * price.
 */
export const read = (
  cell: Cell,
  { max_age_ms, max_quote_age_ms }: ReadRule,
  now: number,
): Reading => {
  if (!cell.newest) return { state: 'missing', failure: cell.failure }
  const age_ms = Math.max(0, now - cell.newest.observed_at)
  const quote_age_ms = Math.max(0, now - Date.parse(cell.newest.quote.quoted_at))
  if (age_ms > max_age_ms || (max_quote_age_ms !== null && quote_age_ms > max_quote_age_ms))
    return { state: 'expired', age_ms, quote_age_ms, failure: cell.failure }
  const left =
    max_quote_age_ms === null ? Number.POSITIVE_INFINITY : max_quote_age_ms - quote_age_ms
  return {
    state: 'fresh',
    observed: cell.newest,
    age_ms,
    expires_in_ms: Math.min(max_age_ms - age_ms, left),
  }
}

/** Somebody looks: for so long, or for longer if somebody else does. */
export const watch = (cell: Cell, until: number): Cell => ({
  ...cell,
  watched_until: Math.max(cell.watched_until, until),
})

/**
 * A refresh that nobody came back from does not hold the next one up for ever. Beyond what a whole
 * chain may take.
 */
export const REFRESH_LOST_MS = 30_000
/** Nobody knew the instrument: it is not asked about again so soon. */
const UNKNOWN_INTERVAL_MS = 300_000
/** Refreshes begin on whole seconds, so that those of many cells fall into one batch call. */
const GRID_MS = 1_000

const isRefreshing = (cell: Cell, now: number): boolean =>
  cell.refreshing_since > 0 && now - cell.refreshing_since < REFRESH_LOST_MS

/** When the next refresh of a watched cell is due; null when nobody watches. */
export const due = (cell: Cell, now: number): number | null => {
  if (cell.watched_until <= now) return null
  if (isRefreshing(cell, now)) return cell.refreshing_since + REFRESH_LOST_MS
  const observed = cell.newest?.asked ? cell.newest.observed_at : 0
  const unknown = cell.newest === null && cell.failure?.reason === 'not_found'
  const next =
    Math.max(observed, cell.refreshed_at) + (unknown ? UNKNOWN_INTERVAL_MS : cell.interval_ms)
  return next <= now ? now : Math.ceil(next / GRID_MS) * GRID_MS
}

/** One call in flight at most: null when one is. */
export const beginRefresh = (cell: Cell, now: number): Cell | null =>
  isRefreshing(cell, now) ? null : { ...cell, refreshing_since: now }

/**
 * `failure`: why it brought nothing newer; what it did bring was accepted before, and has ended the
 * failure before it.
 */
export const endRefresh = (cell: Cell, interval_ms: number, failure: LastFailure | null): Cell => ({
  ...cell,
  interval_ms,
  refreshing_since: 0,
  refreshed_at: cell.refreshing_since,
  failure: failure ?? cell.failure,
})

/** What has still to reach the database, oldest exchange time first. */
export const unconfirmed = (cell: Cell, limit: number): Observed[] =>
  [...cell.outbox.values()]
    .sort((a, b) => Date.parse(a.quote.quoted_at) - Date.parse(b.quote.quoted_at))
    .slice(0, limit)

/** The database has these rows. */
export const confirm = (cell: Cell, keys: readonly string[]): Cell => {
  const outbox = new Map(cell.outbox)
  for (const key of keys) outbox.delete(key)
  return { ...cell, outbox }
}
