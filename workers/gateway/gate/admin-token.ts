/** Checks the administrator token, which a caller sends as `Authorization: Bearer <token>`. */
import { fail, type Failure } from '#shared/contracts/problem.ts'

const HMAC = { name: 'HMAC', hash: 'SHA-256' }
const SECRET_BYTES = 32

/**
 * Compares two texts in constant time. The platform compares keyed codes of both texts, and nobody
 * knows the key, so the time taken does not show where the texts differ.
 */
const isSame = async (given: string, expected: string): Promise<boolean> => {
  const text = new TextEncoder()
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  const key = await crypto.subtle.importKey('raw', secret, HMAC, false, ['sign', 'verify'])
  const code = await crypto.subtle.sign(HMAC, key, text.encode(expected))
  return crypto.subtle.verify(HMAC, key, code, text.encode(given))
}

/** Null when the headers contain the token, otherwise `unauthorized`. */
export const refuseUnlessAdmin = async (
  headers: Headers,
  token: string | undefined,
): Promise<Failure | null> => {
  if (!token)
    return fail(
      'unauthorized',
      'No administrator token is set on this gateway (ADMIN_TOKEN), so nothing can be changed.',
    )
  const given = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (given === undefined)
    return fail('unauthorized', 'Send Authorization: Bearer with the administrator token.')
  return (await isSame(given, token))
    ? null
    : fail('unauthorized', 'The administrator token is wrong.')
}
