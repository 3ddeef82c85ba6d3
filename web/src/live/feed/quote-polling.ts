/** Asks for the prices of instruments every few seconds, one question at a time. */
import type { getRealtimeQuotes } from '../../api.ts'
import type { Beat } from './beat.ts'
import type { LiveEvent } from './live-quote.ts'

export const POLL_MS = 3_000
/**
 * Prices that may be shown for only a few seconds are asked for more often, so that there are no
 * gaps between them.
 */
const FASTEST_POLL_MS = 1_000
const POLLS_AN_AGE = 5
/** A service that does not answer is asked less and less often, but at least this often. */
export const SLOWEST_POLL_MS = 15_000

export interface Polled {
  /** At most a hundred. */
  instruments: readonly string[]
  maxAgeSeconds: number
  read: typeof getRealtimeQuotes
  take(instrument: string, event: LiveEvent): void
  /** After each round that was answered. */
  onAnswer?(): void
}

/** Returns what stops it; an answer that is still on its way is then dropped. */
export const startPolling = (
  { instruments, maxAgeSeconds, read, take, onAnswer }: Polled,
  { now, later }: Beat,
): (() => void) => {
  const every = Math.min(POLL_MS, Math.max(FASTEST_POLL_MS, (maxAgeSeconds * 1_000) / POLLS_AN_AGE))
  let gone = false
  let failures = 0
  let callOff = () => {}
  const ask = async () => {
    const sent = now()
    const result = await read(instruments, maxAgeSeconds)
    if (gone) return
    failures = result.ok ? 0 : failures + 1
    if (result.ok)
      for (const { asked, quote, problem } of result.data.quotes)
        take(asked, { type: 'answered', sent, quote, problem })
    else
      for (const instrument of instruments)
        take(instrument, { type: 'unreached', why: result.problem })
    // The receiver of the answer may have stopped the polling.
    if (gone) return
    callOff = later(
      Math.min(every * 2 ** failures, result.ok ? every : SLOWEST_POLL_MS),
      () => void ask(),
    )
    if (result.ok) onAnswer?.()
  }
  void ask()
  return () => {
    gone = true
    callOff()
  }
}
