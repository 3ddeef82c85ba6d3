/**
 * Where calls to providers go: to the world, or to a local stand-in when one is named, which gets
 * `https://host/path` as `{UPSTREAM_ORIGIN}/host/path`. Tests and development only.
 */
import { forbiddenTarget } from './outbound.ts'

/** Settings of where calls go. */
export interface UpstreamEnv {
  UPSTREAM_ORIGIN?: string | undefined
  SEC_WWW_BASE_URL?: string | undefined
  SEC_DATA_BASE_URL?: string | undefined
}

const base = (url: URL, origin: string, path: string): string =>
  `${origin.replace(/\/$/, '')}${path}${url.search}`

/** The address a call to `url` is really made to. */
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
 * Fetches without following redirects. Rejects, as an unreachable host does, what is asked for
 * outside https and public hosts, unless it goes to the stand-in.
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
