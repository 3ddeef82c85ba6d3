/**
 * The decisions of a QuoteCell about the quotes that are given to it. Pure: `now` is the cell's own
 * clock in epoch milliseconds.
 */
import { Decimal } from 'decimal.js'
import { type Cell, FUTURE_TOLERANCE_MS, keyOf, noticeClock, type Observed } from './freshness.ts'

/**
 * The decision about a quote. `stored`: it is new. `unchanged`: the cell already holds it. `older`:
 * the cell holds a quote with a later exchange time, so this one is history. `conflict`: the same
 * source gave another price for this exchange time before, and the first price stays on record.
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
 * Largest number of peers that are remembered. A repeat of a forgotten one counts as new, which
 * only costs the database a look-up.
 */
const MOST_PEERS = 16

const isSamePrice = (a: string, b: string): boolean => new Decimal(a).eq(b)

/** Everything a cell holds except its outbox. */
type HeldState = Omit<Cell, 'outbox'>

const refuse = (
  held: HeldState,
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
  // A quote that a provider gave when asked is trusted more than a quote that somebody pushed.
  if (newest && newest.quote.currency !== quote.currency && (newest.asked || !asked))
    return {
      outcome: 'refused',
      reason: 'wrong_currency',
      detail: `it is quoted in ${newest.quote.currency}, not in ${quote.currency}`,
    }
  return null
}

/** Decides about a quote with the same exchange time as the newest one. */
const decideAtSameTime = (
  held: HeldState,
  newest: Observed,
  observed: Observed,
): { decision: Decision; held: HeldState } => {
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
  // of that second, so its last answer is shown. A quote that a writer sends again is a correction.
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
 * Decides about one quote. A quote with an older exchange time never replaces a newer one; it is
 * history. The same quote again (same source and exchange time) is `unchanged` as a record. If a
 * provider was asked, this is a new observation: a price that has not moved is as fresh as its
 * newest observation. A pushed quote with the exchange time that is held is only a record and does
 * not make a price younger. No observation lies in the future of the clock, and none replaces a
 * later one.
 */
const decide = (
  given: HeldState,
  observed: Observed,
  now: number,
): { decision: Decision; held: HeldState } => {
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

/** Returns whether the quote goes to the database. */
const isRecord = ({ outcome }: Decision): boolean => outcome === 'stored' || outcome === 'older'

/**
 * Accepts quotes in the given order and returns the decision about each. New quotes go to the
 * outbox. With `written` the database already has all of them, and they leave the outbox.
 */
export const acceptAll = (
  cell: Cell,
  given: readonly Observed[],
  now: number,
  written = false,
): { cell: Cell; decisions: Decision[] } => {
  const { outbox: before, ...rest } = noticeClock(cell, now)
  // Copied once for all quotes, and only if it changes.
  let outbox: Map<string, Observed> | null = null
  let held: HeldState = rest
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

/** Accepts one quote. */
export const accept = (cell: Cell, observed: Observed, now: number): Decision & { cell: Cell } => {
  const next = acceptAll(cell, [observed], now)
  const [decision] = next.decisions
  if (!decision) throw new Error('a quote was given and not decided about')
  return { ...decision, cell: next.cell }
}
