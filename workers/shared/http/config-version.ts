/**
 * The configuration version that a caller has written and wants to see at once. The answer to a
 * write contains it, and the writer sends it with later requests.
 */
export const CONFIG_VERSION_HEADER = 'x-config-version'

/** A version has at most this many digits; a longer number is not a version of ours. */
const VERSION = /^\d{1,9}$/

/** Returns 0 when the caller names no version: then any version is acceptable. */
export const configVersionOf = (headers: Headers): number => {
  const given = headers.get(CONFIG_VERSION_HEADER)
  return given && VERSION.test(given) ? Number(given) : 0
}
