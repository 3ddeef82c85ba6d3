/** Reads `Retry-After` (RFC 9110, 10.2.3) in the answers of others. Pure. */

/**
 * Longest wait in seconds that is taken from an answer: a year. What is stored from it is a time,
 * and a number without a bound is no time.
 */
const LONGEST_WAIT_SECONDS = 31_536_000

/** An HTTP date begins with the name of a day. */
const HTTP_DATE = /^[A-Z][a-z]{2}, /

/**
 * The seconds from `now`, in ms since 1970. Some write a number with a fraction. Undefined when the
 * header is absent or neither a number nor an HTTP date.
 */
export const retryAfterSeconds = (
  header: string | null | undefined,
  now: number,
): number | undefined => {
  const text = header?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text), LONGEST_WAIT_SECONDS)
  const at = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) return undefined
  return Math.min(Math.max(0, Math.ceil((at - now) / 1_000)), LONGEST_WAIT_SECONDS)
}
