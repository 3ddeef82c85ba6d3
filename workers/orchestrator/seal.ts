/**
 * Hashes over canonical JSON (RFC 8785). The same content has the same hash in any order of its
 * keys.
 */
import canonicalize from 'canonicalize'

export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('not a JSON value')
  return text
}

/** SHA-256 of the value's canonical JSON, in hex. */
export const sha256 = async (value: unknown): Promise<string> => {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(canonicalJson(value)),
  )
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
