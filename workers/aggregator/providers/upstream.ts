/**
 * Where calls to providers go: to the real hosts, or to a local stand-in if one is configured. The
 * stand-in receives `https://host/path` as `{UPSTREAM_ORIGIN}/host/path` and serves tests and
 * development only.
 */
import { forbiddenTarget } from './outbound.ts'

/** Settings that decide where calls go. */
export interface UpstreamEnv {
  UPSTREAM_ORIGIN?: string | undefined
  SEC_WWW_BASE_URL?: string | undefined
  SEC_DATA_BASE_URL?: string | undefined
}

const base = (url: URL, origin: string, path: string): string =>
  `${origin.replace(/\/$/, '')}${path}${url.search}`

/** The address to which a call to `url` is really sent. */
export const upstreamUrl = (env: UpstreamEnv, url: URL): string => {
  if (url.hostname === 'www.sec.gov' && env.SEC_WWW_BASE_URL)
    return base(url, env.SEC_WWW_BASE_URL, url.pathname)
  if (url.hostname === 'data.sec.gov' && env.SEC_DATA_BASE_URL)
    return base(url, env.SEC_DATA_BASE_URL, url.pathname)
  return env.UPSTREAM_ORIGIN
    ? base(url, env.UPSTREAM_ORIGIN, `/${url.host}${url.pathname}`)
    : url.href
}

/**
 * Fetches without following redirects. A call that is not https or not to a public host is rejected
 * like an unreachable host, unless it goes to the stand-in.
 */
export const upstreamFetch =
  (env: UpstreamEnv): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, { ...init, redirect: 'manual' })
    const url = new URL(request.url)
    const to = upstreamUrl(env, url)
    if (to !== url.href) return fetch(new Request(to, request))
    const forbidden = forbiddenTarget(url)
    if (forbidden) throw new TypeError(`no call is made to ${forbidden}`)
    return fetch(request)
  }
