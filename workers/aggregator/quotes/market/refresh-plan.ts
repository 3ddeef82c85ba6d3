/**
 * Plans refreshes of many instruments: which are due, in which slices they are sent, and the
 * summary of the result. Pure.
 */
import { slicesOf } from '#shared/slices.ts'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import { MAX_SPREAD_SECONDS, type RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import type { Session } from '#shared/contracts/quotes.ts'
import { atMostAhead } from '../clock.ts'
import type { AskedQuotes } from './ask-quotes.ts'

type Seconds = SystemConfig['quotes']['refresh_seconds']

/**
 * Returns the milliseconds between two refreshes of an instrument. A break counts as open, because
 * prices may move the moment it ends. An unknown session counts as open too.
 */
export const intervalOf = (seconds: Seconds, session: Session, watched: boolean): number => {
  const closed = session === 'closed'
  if (watched) return (closed ? seconds.watched_closed : seconds.watched) * 1_000
  return (closed ? seconds.listed_closed : seconds.listed) * 1_000
}

export interface DueQuestion {
  listed: readonly string[]
  watched: readonly string[]
  /** Milliseconds since the last request for an instrument that was answered. */
  sinceAnswered(symbol: string): number
  seconds: Seconds
  session: Session
}

/** A part of the interval, because a trigger that comes every minute is a little early or late. */
const TOLERANCE = 0.9

/**
 * Returns the instruments that are due, listed or watched, each once. If an instrument is both, the
 * shorter interval applies.
 */
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
 * Instruments that one alarm of the refresher serves. Each needs a call to its cell, and there are
 * some calls for the gates of the providers; a Worker may make a thousand calls.
 */
export const SLICE = 300

/** A refresh that is running. */
export interface Running {
  run: RefreshRun
  pending: string[][]
  /** When the next slice is sent (epoch milliseconds), and the time between two slices. */
  next_at: number
  gap_ms: number
}

const LONGEST_SPREAD_MS = MAX_SPREAD_SECONDS * 1_000

/**
 * Markets that one trigger refreshes begin within this time of each other. They are spread because
 * they share providers.
 */
const STAGGER_MS = 4_000

/**
 * Starts a refresh. `offset` is 0 to 1: the place of this market among those that one trigger
 * refreshes.
 */
export const begin = (
  run: RefreshRun,
  due: readonly string[],
  spread_ms: number,
  offset: number,
  now: number,
): Running => {
  const pending = slicesOf(due, SLICE)
  const gap_ms = spread_ms / Math.max(1, pending.length)
  return {
    run: { ...run, batches: pending.length },
    pending,
    next_at: now + offset * Math.min(gap_ms, STAGGER_MS),
    gap_ms,
  }
}

/**
 * Returns when the next slice is sent. A time further ahead than a refresh may be spread over means
 * that the clock was set back.
 */
export const nextAt = ({ next_at, gap_ms }: Running, now: number): number =>
  atMostAhead(next_at, gap_ms + LONGEST_SPREAD_MS, now)

/** A slice that had to wait is tried again after this time. */
const TRY_AGAIN_MS = 1_000

/**
 * Returns the next slice without the instruments that are being asked for right now, so that no
 * instrument is asked for twice at once. In a run of the cron trigger such an instrument was not
 * due. In a run that names its instruments it returns in a slice at the end.
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

/** Returns the refresh after one slice is done. */
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
