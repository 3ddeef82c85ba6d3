/**
 * Time that never stops: the monotonic clock stops while a laptop sleeps, and the wall clock may be
 * set back. Between two readings the larger advance of the two counts, so that an age is rather too
 * high than too low. Pure.
 */

/** What the browser's clocks say at one moment, ms. */
export interface Clocks {
  /** performance.now() */
  monotonic: number
  /** Date.now() */
  wall: number
}
export interface Elapsed {
  read: Clocks
  /** Since the first reading. */
  ms: number
}

export const startElapsed = (read: Clocks): Elapsed => ({ read, ms: 0 })

export const advance = (before: Elapsed, read: Clocks): Elapsed => ({
  read,
  ms: before.ms + Math.max(0, read.monotonic - before.read.monotonic, read.wall - before.read.wall),
})

/** A clock over readings of the browser's: each call reads them once. */
export const elapsedClock = (read: () => Clocks): (() => number) => {
  let elapsed = startElapsed(read())
  return () => {
    elapsed = advance(elapsed, read())
    return elapsed.ms
  }
}
