/** Compares secrets. */
const HMAC = { name: 'HMAC', hash: 'SHA-256' }
const SECRET_BYTES = 32

/**
 * Compares two texts in constant time. The platform compares keyed codes of both texts, and nobody
 * knows the key, so the time taken does not show where the texts differ.
 */
export const isSame = async (given: string, expected: string): Promise<boolean> => {
  const text = new TextEncoder()
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  const key = await crypto.subtle.importKey('raw', secret, HMAC, false, ['sign', 'verify'])
  const code = await crypto.subtle.sign(HMAC, key, text.encode(expected))
  return crypto.subtle.verify(HMAC, key, code, text.encode(given))
}
