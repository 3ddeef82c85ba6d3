/** The administrator token: who may change the configuration. */
import { fail, type Failure } from '#shared/contracts/problem.ts'

const digest = (text: string): Promise<ArrayBuffer> =>
  crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))

/**
 * `Authorization: Bearer <token>` compared by digest in constant time; null when it is the token,
 * else `unauthorized`.
 */
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
  const [a, b] = await Promise.all([digest(given), digest(token)])
  return crypto.subtle.timingSafeEqual(a, b)
    ? null
    : fail('unauthorized', 'The administrator token is wrong.')
}
