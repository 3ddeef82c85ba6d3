/**
 * Time as the live prices use it: a clock that runs over sleep, and a timer. Given to the models,
 * so that tests turn both by hand.
 */
import { elapsedClock } from './elapsed.ts'

export interface Beat {
  /** Never goes back; ms. */
  now(): number
  /** Runs it once, so much later; returns what calls it off. */
  later(ms: number, run: () => void): () => void
}

/** setTimeout takes no longer one. */
const LONGEST_MS = 2 ** 31 - 1

export const browserBeat = (): Beat => ({
  now: elapsedClock(() => ({ monotonic: performance.now(), wall: Date.now() })),
  later(ms, run) {
    const timer = setTimeout(run, Math.min(Math.ceil(ms), LONGEST_MS))
    return () => clearTimeout(timer)
  },
})
