/**
 * The live price of one instrument, as the page may show it. Every age is an upper bound, so that a
 * price is taken down too early rather than too late. Pure: each transition takes `at`, in ms on
 * the clock of elapsed.ts.
 */
import type {
  RealTimeQuoteResponse,
  RealtimeBatch,
  StreamMessage,
} from '#shared/contracts/quotes.ts'

export type LiveQuote = RealTimeQuoteResponse
export type QuoteProblem = NonNullable<RealtimeBatch['quotes'][number]['problem']>
export interface Why {
  /**
   * A reason of the problems' table, one of the page's own (`offline`, `waiting`), or a provider's.
   */
  reason: string
  detail: string
}

export type LiveEvent =
  /** An answer to a question sent at `sent`. */
  | { type: 'answered'; sent: number; quote: LiveQuote | null; problem: QuoteProblem | null }
  /** A question that got no answer. */
  | { type: 'unreached'; why: Why }
  /** The connection is new. What was known of the cell's clock no longer holds. */
  | { type: 'connected' }
  | Exclude<StreamMessage, { type: 'time' }>
  /** The cell's clock, in the answer to a question sent at `sent`. */
  | { type: 'time'; sent: number; now: string }

export interface Live {
  max_age_ms: number
  /** The newest price by exchange time, whether fresh or not, with its age at `at`. */
  held: { quote: LiveQuote; age_ms: number; at: number } | null
  /** Pushed before the cell's clock was known: its age is not known either. */
  pending: LiveQuote | null
  exchange: { sent: number; now_ms: number } | null
  /** What the service last said in place of a price. */
  problem: (Why & { age_ms: number | null; at: number }) | null
  /** Why the service is not reached now. */
  unreached: Why | null
  /** The last refresh that failed since the price held was observed. */
  failure: Why | null
}

export const startLive = (maxAgeSeconds: number): Live => ({
  max_age_ms: maxAgeSeconds * 1_000,
  held: null,
  pending: null,
  exchange: null,
  problem: null,
  unreached: null,
  failure: null,
})

const newer = (quote: LiveQuote, than: LiveQuote | null): boolean =>
  than === null ||
  Date.parse(quote.quoted_at) > Date.parse(than.quoted_at) ||
  (quote.quoted_at === than.quoted_at && observed(quote) >= observed(than))
const observed = (quote: LiveQuote): number => Date.parse(quote.observed_at)

const ageAt = ({ age_ms, at: then }: { age_ms: number; at: number }, at: number): number =>
  age_ms + Math.max(0, at - then)

/** Takes a price in. A price with an older exchange time never replaces a newer one. */
const hold = (live: Live, quote: LiveQuote, age_ms: number, at: number): Live => {
  const { held } = live
  if (!newer(quote, held?.quote ?? null)) return live
  const known = { quote, age_ms: Math.max(0, age_ms), at }
  // The same observation again: both ages are upper bounds, and the smaller one is the truer.
  const again =
    held !== null && observed(held.quote) === observed(quote) && ageAt(held, at) < known.age_ms
  const seenAgain = held !== null && observed(held.quote) === observed(quote)
  return {
    ...live,
    held: again ? { ...held, quote } : known,
    problem: null,
    failure: seenAgain ? live.failure : null,
  }
}

/**
 * The latest time that the cell's clock can show now: its answer was written after the question was
 * sent.
 */
const cellClock = (exchange: { sent: number; now_ms: number }, at: number): number =>
  exchange.now_ms + (at - exchange.sent)

const push = (live: Live, quote: LiveQuote, at: number): Live =>
  live.exchange
    ? hold(live, quote, cellClock(live.exchange, at) - observed(quote), at)
    : newer(quote, live.pending)
      ? { ...live, pending: quote }
      : live

const refuse = (
  live: Live,
  { reason, detail, age_seconds }: QuoteProblem,
  more_ms: number,
  at: number,
): Live => ({
  ...live,
  problem: {
    reason,
    detail,
    age_ms: age_seconds === undefined ? null : age_seconds * 1_000 + more_ms,
    at,
  },
})

export const apply = (live: Live, event: LiveEvent, at: number): Live => {
  if (event.type === 'unreached') return { ...live, unreached: event.why }
  const reached = { ...live, unreached: null }
  switch (event.type) {
    case 'answered':
      if (event.quote)
        return hold(reached, event.quote, event.quote.age_seconds * 1_000 + (at - event.sent), at)
      return event.problem ? refuse(reached, event.problem, at - event.sent, at) : reached
    case 'connected':
      return { ...reached, exchange: null, pending: null }
    case 'quote':
      return push(reached, event.quote, at)
    case 'none':
      return refuse(reached, event.problem, 0, at)
    case 'failed':
      return { ...reached, failure: { reason: event.reason, detail: event.detail } }
    case 'time': {
      if (live.exchange && live.exchange.sent > event.sent) return reached
      const known = {
        ...reached,
        exchange: { sent: event.sent, now_ms: Date.parse(event.now) },
        pending: null,
      }
      return live.pending ? push(known, live.pending, at) : known
    }
  }
}

/**
 * Drawing takes time, so a price is taken down this much early, in ms. It is then gone when its
 * time comes.
 */
export const PAINT_MS = 40

/**
 * For how many ms the price may still be shown; 0 or less when it may not, null when there is none.
 */
export const freshFor = ({ held, max_age_ms }: Live, at: number): number | null =>
  held ? max_age_ms - PAINT_MS - ageAt(held, at) : null

export type LiveStatus = 'fresh' | 'expired' | 'missing' | 'error'
export interface LiveView {
  status: LiveStatus
  /** Only when fresh. */
  quote?: LiveQuote
  /** Whole seconds since the newest known price was observed; null when none is known. */
  age: number | null
  /** Why there is no price; null when there is. */
  why: Why | null
  /** The cause of that: the last failed refresh, or that the service cannot be reached. */
  behind: Why | null
}

export const WAITING: LiveView = {
  status: 'missing',
  age: null,
  why: { reason: 'waiting', detail: '' },
  behind: null,
}

const STATUS: Record<string, LiveStatus> = { quote_expired: 'expired', quote_missing: 'missing' }

/** What may be shown at this moment. */
export const viewAt = (live: Live, at: number): LiveView => {
  const { held, problem, unreached, failure } = live
  const left = freshFor(live, at)
  if (held && left !== null && left > 0)
    return {
      status: 'fresh',
      quote: held.quote,
      age: Math.floor(ageAt(held, at) / 1_000),
      why: null,
      behind: failure,
    }
  const status = problem ? (STATUS[problem.reason] ?? 'error') : held ? 'expired' : 'missing'
  const ages = [
    held && ageAt(held, at),
    problem?.age_ms != null ? ageAt({ age_ms: problem.age_ms, at: problem.at }, at) : null,
  ].filter((age) => age !== null)
  const age = status === 'expired' && ages.length > 0 ? Math.ceil(Math.min(...ages) / 1_000) : null
  if (status === 'expired')
    return {
      status,
      age,
      why: { reason: 'quote_expired', detail: problem?.detail ?? '' },
      behind: unreached ?? failure,
    }
  if (unreached) return { status: 'error', age, why: unreached, behind: failure }
  return problem ? { status, age, why: problem, behind: failure } : WAITING
}

/**
 * In how many ms the view changes by time alone: at the next second of the age, or when the price
 * expires.
 */
export const nextChange = (live: Live, at: number): number | null => {
  const since = live.held
    ? ageAt(live.held, at)
    : live.problem?.age_ms != null
      ? live.problem.age_ms + (at - live.problem.at)
      : null
  if (since === null) return null
  const second = 1_000 - (since % 1_000)
  const left = freshFor(live, at) ?? 0
  return left > 0 ? Math.min(second, left) : second
}
