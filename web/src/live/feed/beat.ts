/**
 * The time of live prices: a clock that keeps counting while the computer sleeps, and a timer.
 * Models are given both, so that tests can set them.
 */
import { elapsedClock } from './elapsed.ts'

export interface Beat {
  /** Milliseconds; never goes back. */
  now(): number
  /** Calls `run` once, `ms` later. Returns a function that cancels it. */
  later(ms: number, run: () => void): () => void
}

/** The longest delay that setTimeout takes. */
const LONGEST_MS = 2 ** 31 - 1

export const browserBeat = (): Beat => ({
  now: elapsedClock(() => ({ monotonic: performance.now(), wall: Date.now() })),
  later(ms, run) {
    const timer = setTimeout(run, Math.min(Math.ceil(ms), LONGEST_MS))
    return () => clearTimeout(timer)
  },
})
