/**
 * The version of the configuration that a caller has written and wants to see at once. The answer
 * to a write carries it; the writer sends it with later requests.
 */
export const CONFIG_VERSION_HEADER = 'x-config-version'

/** Digits of a version at most: more are no version of ours. */
const VERSION = /^\d{1,9}$/

/** 0 when the caller wants none: then any version will do. */
export const configVersionOf = (headers: Headers): number => {
  const given = headers.get(CONFIG_VERSION_HEADER)
  return given && VERSION.test(given) ? Number(given) : 0
}
