/**
 * Reckoning with a clock that may be set back while the program runs. Instants are epoch
 * milliseconds. Pure.
 */

/**
 * Milliseconds from `since` to `now`. Infinity where `since` lies ahead: the clock was set back, and
 * how long ago it was is not known.
 */
export const elapsed = (since: number, now: number): number =>
  since > now ? Number.POSITIVE_INFINITY : now - since

/**
 * The instant `at`, or `now` where `at` is more than `longest_ms` ahead: nothing is planned so far
 * ahead, so the clock was set back after it was planned.
 */
export const atMostAhead = (at: number, longest_ms: number, now: number): number =>
  at > now + longest_ms ? now : at
