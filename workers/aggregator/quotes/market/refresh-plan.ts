/** What a market's refresher refreshes when, in which slices, and what it says of it. Pure. */
import type { SystemConfig } from '#shared/contracts/config.ts'
import type { RefreshRun, Session } from '#shared/contracts/quotes.ts'
import type { AskedQuotes } from './ask-quotes.ts'

type Seconds = SystemConfig['quotes']['refresh_seconds']

/**
 * Milliseconds between two refreshes of an instrument. In a break prices stand still for an hour or
 * so, and then move at once.
 */
export const intervalOf = (seconds: Seconds, session: Session, watched: boolean): number => {
  const closed = session === 'closed'
  if (watched) return (closed ? seconds.watched_closed : seconds.watched) * 1_000
  return (closed ? seconds.listed_closed : seconds.listed) * 1_000
}

export interface DueQuestion {
  listed: readonly string[]
  watched: readonly string[]
  /** Epoch milliseconds at which each was last asked for. */
  asked: ReadonlyMap<string, number>
  seconds: Seconds
  session: Session
  now: number
}

/** A trigger of every minute comes a little early or late. */
const TOLERANCE = 0.9

/** Listed or watched, each once; of both, the shorter interval holds. */
export const dueOf = ({
  listed,
  watched,
  asked,
  seconds,
  session,
  now,
}: DueQuestion): { due: string[]; not_due: number } => {
  const isWatched = new Set(watched)
  const all = [...new Set([...watched, ...listed])]
  const due = all.filter(
    (symbol) =>
      now - (asked.get(symbol) ?? 0) >=
      intervalOf(seconds, session, isWatched.has(symbol)) * TOLERANCE,
  )
  return { due, not_due: all.length - due.length }
}

/**
 * Instruments one alarm of the refresher serves: two calls to each one's cell, and a Worker may make
 * a thousand calls.
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
