/**
 * What a request shows of who makes it: a bearer, an assertion of Cloudflare Access, or the cookie
 * of a session. Pure.
 */
import { parse, serialize } from 'hono/utils/cookie'
import { type TeamSettings, usesCloudflareAccess } from './cloudflare-access.ts'
import { hostOf, originOf } from './hosts.ts'

export type Credential =
  | { kind: 'bearer'; secret: string }
  /** What Cloudflare Access says of who was signed in. */
  | { kind: 'assertion'; secret: string }
  | { kind: 'session'; secret: string }
  /** An Authorization header that is no bearer. */
  | { kind: 'malformed' }

/** Where a browser's requests may be read on their way, the cookie must not go. */
const isSecure = (url: string, behindCloudflare = ''): boolean =>
  url.startsWith('https://') || behindCloudflare === 'true'

/**
 * Cookies of one host are shared by all of its ports, so the name has the port where there may be
 * several gateways on one machine.
 */
const cookieName = (url: string, secure: boolean): string =>
  secure ? '__Host-session' : `session-${/:(\d+)$/.exec(hostOf(originOf(url)))?.[1] ?? '80'}`

interface CookieSettings {
  BEHIND_CLOUDFLARE?: string | undefined
}

/** Null when the request shows nothing. They go before each other in the order of their kinds. */
export const credentialOf = (
  { url, headers }: Pick<Request, 'url' | 'headers'>,
  env: CookieSettings & TeamSettings,
): Credential | null => {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const secret = /^Bearer (.+)$/i.exec(authorization)?.[1]
    return secret === undefined ? { kind: 'malformed' } : { kind: 'bearer', secret }
  }
  const assertion = usesCloudflareAccess(env) ? headers.get('cf-access-jwt-assertion') : null
  if (assertion !== null) return { kind: 'assertion', secret: assertion }
  const cookies = headers.get('cookie')
  if (cookies === null) return null
  const name = cookieName(url, isSecure(url, env.BEHIND_CLOUDFLARE))
  const secret = parse(cookies, name)[name]
  return secret ? { kind: 'session', secret } : null
}

/** The `Set-Cookie` that begins a session, or ends it where `secret` is null. */
export const sessionCookie = (
  url: string,
  { BEHIND_CLOUDFLARE }: CookieSettings,
  secret: string | null,
  seconds: number,
): string => {
  const secure = isSecure(url, BEHIND_CLOUDFLARE)
  return serialize(cookieName(url, secure), secret ?? '', {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure,
    maxAge: secret === null ? 0 : seconds,
  })
}
