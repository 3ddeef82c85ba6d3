/**
 * Calculates with a clock that may be set back while the program runs. Instants are epoch
 * milliseconds. Pure.
 */

/**
 * Returns the milliseconds from `since` to `now`. Infinity when `since` lies in the future: then
 * the clock was set back, and the elapsed time is unknown.
 */
export const elapsed = (since: number, now: number): number =>
  since > now ? Number.POSITIVE_INFINITY : now - since

/**
 * Returns the instant `at`, or `now` when `at` is more than `longest_ms` in the future. Nothing is
 * planned that far ahead, so the clock was set back after the planning.
 */
export const atMostAhead = (at: number, longest_ms: number, now: number): number =>
  at > now + longest_ms ? now : at
