/**
 * The configuration version that a caller has written and wants to see at once. The answer to a
 * write has this header, and the writer sends it with later requests.
 */
export const CONFIG_VERSION_HEADER = 'x-config-version'

/** A version has at most this many digits; a longer number is not a version of ours. */
const VERSION = /^\d{1,9}$/

/** Returns 0 when the caller names no version: then any version is acceptable. */
export const configVersionOf = (headers: Headers): number => {
  const given = headers.get(CONFIG_VERSION_HEADER)
  return given && VERSION.test(given) ? Number(given) : 0
}

/**
 * Remembers for a client the highest version that it was told, so that it sees its own writes at
 * once and not only when everybody does.
 */
export class SeenConfigVersion {
  #version = 0

  /** Takes the version from the headers of an answer. */
  note(answer: Headers): void {
    this.#version = Math.max(this.#version, configVersionOf(answer))
  }

  /** The header to send; none before the first write. */
  headers(): Record<string, string> {
    return this.#version === 0 ? {} : { [CONFIG_VERSION_HEADER]: String(this.#version) }
  }
}
