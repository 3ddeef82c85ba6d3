/**
 * What a QuoteCell decides: whether a quote is taken in, whether a price may be shown, and what has
 * still to reach the database. Pure: every function that depends on time takes `now`, the cell's
 * own clock in epoch milliseconds. That clock alone decides how old a price is.
 */
import { Decimal } from 'decimal.js'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { elapsed } from './clock.ts'

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
  /**
   * True when a provider was asked for it. A pushed quote that is pushed again says nothing about
   * the price of now.
   */
  asked: boolean
}

export interface LastFailure {
  at: number
  reason: string
  detail: string
}

/** A quote of the same exchange time as the newest, from another source. */
export interface Peer {
  key: string
  price: string
}

export interface Cell {
  /** The quote of the newest exchange time. */
  newest: Observed | null
  /**
   * The clock has been seen behind the observation of `newest`: it was set back, and how old that
   * price is can no longer be known. A new observation ends it.
   */
  clock_behind: boolean
  /** Other sources' quotes of that exchange time: one that is sent again is recognised. */
  peers: readonly Peer[]
  /** Taken in and not yet confirmed by the database, by key. */
  outbox: ReadonlyMap<string, Observed>
  /** Why the last refresh brought nothing newer; null when it did. */
  failure: LastFailure | null
}

export const EMPTY: Cell = {
  newest: null,
  clock_behind: false,
  peers: [],
  outbox: new Map(),
  failure: null,
}

/** Exchange clocks and ours differ by a little. A quote from further ahead than this is refused. */
export const FUTURE_TOLERANCE_MS = 5_000

export const keyOf = ({ quote, source }: Pick<Observed, 'quote' | 'source'>): string =>
  `${source} ${quote.quoted_at}`

/**
 * What became of a quote. `stored`: it is new. `unchanged`: it is held already. `older`: a quote of
 * a later exchange time is held, this one is history. `conflict`: its source gave another price for
 * this exchange time before, and the first one stays on record.
 */
export type Decision =
  | { outcome: 'stored' | 'older' | 'unchanged' }
  | { outcome: 'conflict'; reason: 'other_price_on_record'; detail: string }
  | {
      outcome: 'refused'
      reason: 'from_the_future' | 'sent_in_the_future' | 'wrong_currency'
      detail: string
    }

/**
 * Most peers that are remembered. A repeat of one that is not remembered counts as new, which costs
 * the database a look-up and nothing else.
 */
const MOST_PEERS = 16

const isSamePrice = (a: string, b: string): boolean => new Decimal(a).eq(b)

/**
 * Notes that the clock is behind the newest observation. The same cell is given back where there is
 * nothing to note.
 */
export const noticeClock = (cell: Cell, now: number): Cell =>
  !cell.clock_behind && cell.newest && cell.newest.observed_at > now
    ? { ...cell, clock_behind: true }
    : cell

/** What a cell holds besides its outbox. */
type Held = Omit<Cell, 'outbox'>

const refuse = (
  held: Held,
  { quote, observed_at, asked }: Observed,
  now: number,
): Extract<Decision, { outcome: 'refused' }> | null => {
  if (Date.parse(quote.quoted_at) > now + FUTURE_TOLERANCE_MS)
    return {
      outcome: 'refused',
      reason: 'from_the_future',
      detail: `${quote.quoted_at} is ahead of ${new Date(now).toISOString()}`,
    }
  if (observed_at > now)
    return {
      outcome: 'refused',
      reason: 'sent_in_the_future',
      detail: 'it was observed after it arrived',
    }
  const { newest } = held
  // What a provider gives when asked is believed over what somebody pushed.
  if (newest && newest.quote.currency !== quote.currency && (newest.asked || !asked))
    return {
      outcome: 'refused',
      reason: 'wrong_currency',
      detail: `it is quoted in ${newest.quote.currency}, not in ${quote.currency}`,
    }
  return null
}

/** A quote of the same exchange time as the newest one. */
const decideAtSameTime = (
  held: Held,
  newest: Observed,
  observed: Observed,
): { decision: Decision; held: Held } => {
  const { quote, observed_at, asked } = observed
  const key = keyOf(observed)
  const known = [{ key: keyOf(newest), price: newest.quote.price }, ...held.peers].find(
    (peer) => peer.key === key,
  )
  const peers =
    known || held.peers.length >= MOST_PEERS
      ? held.peers
      : [...held.peers, { key, price: quote.price }]
  // A provider that is asked again within one second of the exchange's clock may have a later trade
  // of that second: its last answer is shown. What a writer sends again is a correction.
  const decision: Decision =
    known && !asked && !isSamePrice(known.price, quote.price)
      ? {
          outcome: 'conflict',
          reason: 'other_price_on_record',
          detail: `${observed.source} gave ${known.price} for ${quote.quoted_at} before; the first price of a source and exchange time stays`,
        }
      : { outcome: known ? 'unchanged' : 'stored' }
  const replaces = asked && (held.clock_behind || observed_at > newest.observed_at)
  if (!replaces) return { decision, held: { ...held, peers } }
  return {
    decision,
    held: {
      newest: observed,
      clock_behind: false,
      peers: [
        ...peers.filter((peer) => peer.key !== key),
        ...(keyOf(newest) === key ? [] : [{ key: keyOf(newest), price: newest.quote.price }]),
      ].slice(-MOST_PEERS),
      failure: null,
    },
  }
}

/**
 * Decides about one quote. One of an older exchange time never replaces a newer one: it is history.
 * The same quote again (same source and exchange time) is `unchanged` as a record. Where a provider
 * was asked, it was observed again: a price that has not moved is as fresh as its newest
 * observation. A pushed quote of the exchange time that is held is a record and makes no price
 * younger. No observation lies ahead of the clock, and none replaces a later one.
 */
const decide = (
  given: Held,
  observed: Observed,
  now: number,
): { decision: Decision; held: Held } => {
  const refused = refuse(given, observed, now)
  if (refused) return { decision: refused, held: given }
  const { newest } = given
  const quotedAt = Date.parse(observed.quote.quoted_at)
  const newestAt = newest ? Date.parse(newest.quote.quoted_at) : Number.NEGATIVE_INFINITY
  if (quotedAt < newestAt) return { decision: { outcome: 'older' }, held: given }
  if (newest && quotedAt === newestAt) return decideAtSameTime(given, newest, observed)
  return {
    decision: { outcome: 'stored' },
    held: { newest: observed, clock_behind: false, peers: [], failure: null },
  }
}

/** What goes to the database. */
const isRecord = ({ outcome }: Decision): boolean => outcome === 'stored' || outcome === 'older'

/**
 * Takes quotes in, in the order given, and says what became of each. What is new goes to the
 * outbox; with `written` the database has all of them already, and they leave it.
 */
export const acceptAll = (
  cell: Cell,
  given: readonly Observed[],
  now: number,
  written = false,
): { cell: Cell; decisions: Decision[] } => {
  const { outbox: before, ...rest } = noticeClock(cell, now)
  // Copied once for all of them, and only when it changes.
  let outbox: Map<string, Observed> | null = null
  let held: Held = rest
  const decisions = given.map((observed) => {
    const next = decide(held, observed, now)
    held = next.held
    const key = keyOf(observed)
    const listed = (outbox ?? before).has(key)
    if (written && listed && next.decision.outcome !== 'refused') {
      outbox ??= new Map(before)
      outbox.delete(key)
    } else if (!written && !listed && isRecord(next.decision)) {
      outbox ??= new Map(before)
      outbox.set(key, observed)
    }
    return next.decision
  })
  return { cell: { ...held, outbox: outbox ?? before }, decisions }
}

/** Takes one quote in. */
export const accept = (cell: Cell, observed: Observed, now: number): Decision & { cell: Cell } => {
  const next = acceptAll(cell, [observed], now)
  const [decision] = next.decisions
  if (!decision) throw new Error('a quote was given and not decided about')
  return { ...decision, cell: next.cell }
}

export type Reading =
  | { state: 'fresh'; observed: Observed; age_ms: number; expires_in_ms: number }
  | {
      state: 'expired'
      /** Null where it is not known: the clock was set back. */
      age_ms: number | null
      quote_age_ms: number | null
      failure: LastFailure | null
    }
  | { state: 'missing'; failure: LastFailure | null }

export interface ReadRule {
  max_age_ms: number
  /** Bounds the exchange time too, for whoever must not act on a delayed price. */
  max_quote_age_ms: number | null
}

/** Age by the exchange's time. Its clock may be a little ahead of ours. */
const quoteAge = ({ quote }: Observed, now: number): number => {
  const at = Date.parse(quote.quoted_at)
  return at <= now + FUTURE_TOLERANCE_MS ? Math.max(0, now - at) : Number.POSITIVE_INFINITY
}

const ifKnown = (ms: number): number | null => (Number.isFinite(ms) ? ms : null)

/**
 * A price is given only while its age is known and at most what was asked for. An expired reading
 * holds no price.
 */
export const read = (
  cell: Cell,
  { max_age_ms, max_quote_age_ms }: ReadRule,
  now: number,
): Reading => {
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

/** A refresh brought nothing newer. The next price that is taken in as the newest ends it. */
export const noteFailure = (cell: Cell, failure: LastFailure): Cell => ({ ...cell, failure })

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
