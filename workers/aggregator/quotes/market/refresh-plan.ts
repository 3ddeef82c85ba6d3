/**
 * Refreshes of many instruments: which are due, in which slices they go out, and the summary of what
 * was done. Pure.
 */
import type { SystemConfig } from '#shared/contracts/config.ts'
import { MAX_SPREAD_SECONDS, type RefreshRun, type Session } from '#shared/contracts/quotes.ts'
import { atMostAhead } from '../clock.ts'
import type { AskedQuotes } from './ask-quotes.ts'

type Seconds = SystemConfig['quotes']['refresh_seconds']

/**
 * Milliseconds between two refreshes of an instrument. A break counts as open: prices may move the
 * moment it ends. So does a session that is not known.
 */
export const intervalOf = (seconds: Seconds, session: Session, watched: boolean): number => {
  const closed = session === 'closed'
  if (watched) return (closed ? seconds.watched_closed : seconds.watched) * 1_000
  return (closed ? seconds.listed_closed : seconds.listed) * 1_000
}

export interface DueQuestion {
  listed: readonly string[]
  watched: readonly string[]
  /** Milliseconds since an instrument was last asked for with an answer. */
  sinceAnswered(symbol: string): number
  seconds: Seconds
  session: Session
}

/** A trigger of every minute comes a little early or late. */
const TOLERANCE = 0.9

/** Listed or watched, each once; of both, the shorter interval holds. */
export const dueOf = ({
  listed,
  watched,
  sinceAnswered,
  seconds,
  session,
}: DueQuestion): { due: string[]; not_due: number } => {
  const isWatched = new Set(watched)
  const all = [...new Set([...watched, ...listed])]
  const due = all.filter(
    (symbol) =>
      sinceAnswered(symbol) >= intervalOf(seconds, session, isWatched.has(symbol)) * TOLERANCE,
  )
  return { due, not_due: all.length - due.length }
}

/**
 * Instruments one alarm of the refresher serves: a call to each one's cell and some for the
 * providers' gates, and a Worker may make a thousand calls.
 */
export const SLICE = 300

export const slicesOf = (symbols: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(symbols.length / SLICE) }, (_, i) =>
    symbols.slice(i * SLICE, (i + 1) * SLICE),
  )

/** A refresh under way. */
export interface Running {
  run: RefreshRun
  pending: string[][]
  /** Epoch milliseconds at which the next slice is to go, and what lies between two. */
  next_at: number
  gap_ms: number
}

const LONGEST_SPREAD_MS = MAX_SPREAD_SECONDS * 1_000

/**
 * Markets that are refreshed by one trigger begin within so long of each other: they share
 * providers.
 */
const STAGGER_MS = 4_000

/** `offset` is 0 to 1: this market's place among those that one trigger refreshes. */
export const begin = (
  run: RefreshRun,
  due: readonly string[],
  spread_ms: number,
  offset: number,
  now: number,
): Running => {
  const pending = slicesOf(due)
  const gap_ms = spread_ms / Math.max(1, pending.length)
  return {
    run: { ...run, batches: pending.length },
    pending,
    next_at: now + offset * Math.min(gap_ms, STAGGER_MS),
    gap_ms,
  }
}

/** Ahead of the clock by more than a refresh may be spread over: the clock was set back. */
export const nextAt = ({ next_at, gap_ms }: Running, now: number): number =>
  atMostAhead(next_at, gap_ms + LONGEST_SPREAD_MS, now)

/** A slice that had to wait is tried again after so long. */
const TRY_AGAIN_MS = 1_000

/**
 * The next slice without what is being asked for at this moment, so that nothing is asked for twice
 * at once. In a run of the cron trigger such an instrument was not due after all. In a run that
 * names its instruments it comes again as a slice at the end.
 */
export const nextSlice = (
  running: Running,
  isInFlight: (symbol: string) => boolean,
  now: number,
): { slice: string[]; running: Running } => {
  const [next = [], ...rest] = running.pending
  const slice = next.filter((symbol) => !isInFlight(symbol))
  const busy = next.filter(isInFlight)
  const { run } = running
  if (busy.length === 0) return { slice, running }
  if (run.cause === 'cron')
    return {
      slice,
      running: {
        ...running,
        pending: [slice, ...rest],
        run: {
          ...run,
          instruments: run.instruments - busy.length,
          not_due: run.not_due + busy.length,
        },
      },
    }
  return {
    slice,
    running: {
      ...running,
      pending: [slice, ...rest, busy],
      next_at: Math.max(running.next_at, now - running.gap_ms + TRY_AGAIN_MS),
    },
  }
}

/** The same with one slice done. */
export const advance = (
  { run, pending, next_at, gap_ms }: Running,
  { outcomes, tallies }: AskedQuotes,
  now: number,
): Running => {
  const served = [...outcomes.values()].filter(({ ok }) => ok).length
  const providers = [...run.providers]
  for (const tally of tallies) {
    const at = providers.findIndex(({ provider }) => provider === tally.provider)
    const sum = providers[at]
    if (!sum) providers.push(tally)
    else
      providers[at] = {
        provider: tally.provider,
        calls: sum.calls + tally.calls,
        served: sum.served + tally.served,
        held: sum.held + tally.held,
        failure: tally.failure ?? sum.failure,
      }
  }
  const rest = pending.slice(1)
  return {
    run: {
      ...run,
      providers,
      served: run.served + served,
      unserved: run.unserved + outcomes.size - served,
      ended_at: rest.length === 0 ? new Date(now).toISOString() : null,
    },
    pending: rest,
    next_at: next_at + gap_ms,
    gap_ms,
  }
}
