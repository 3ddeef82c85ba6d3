/**
 * Decides whether a request may come from a page of another site. A browser states the origin of a
 * request in `Origin` and `Sec-Fetch-Site`, and a page cannot change these headers. A program that
 * is not a browser sends neither header and is accepted. Pure.
 */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import type { Access, Route } from '#shared/contracts/route.ts'
import { isJson } from '#shared/http/content-type.ts'
import { hostOf, originOf } from './hosts.ts'

export type GatedRoute = Pick<Route, 'access' | 'method' | 'body' | 'stream' | 'stored_only'>

/** The kinds of access with which a request can do no harm, whoever sends it. */
const HARMLESS: readonly Access[] = ['public', 'reader']

/**
 * Returns whether both origins have the same host. Behind a proxy that ends TLS we see http where
 * the page sees https, which is allowed. The reverse (a page over http, an address over https) is
 * not our page.
 */
const isOwnOrigin = (origin: string, own: string): boolean =>
  hostOf(origin) === hostOf(own) &&
  (origin.startsWith('https://') || (origin.startsWith('http://') && own.startsWith('http://')))

const isForeign = (request: Request): boolean => {
  const site = request.headers.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return true
  const origin = request.headers.get('origin')
  return origin !== null && !isOwnOrigin(origin, originOf(request.url))
}

/**
 * A link on another site may lead to the export of a report, because it changes nothing and asks
 * nobody.
 */
const isHarmlessLink = (
  request: Request,
  { access, method, stream, stored_only }: GatedRoute,
): boolean =>
  stored_only === true &&
  method === 'GET' &&
  stream !== 'websocket' &&
  HARMLESS.includes(access) &&
  request.headers.get('sec-fetch-mode') === 'navigate'

/** Null unless the page of another site sends the request. */
export const refuseForeign = (request: Request, route: GatedRoute): Failure | null =>
  isForeign(request) && !isHarmlessLink(request, route)
    ? fail('cross_site', 'The request comes from a page of another site.')
    : null

/**
 * Null when the request changes nothing or its body is JSON. Forms and simple posts of other sites
 * can send only other types.
 */
export const refuseContentType = (request: Request, route: GatedRoute): Failure | null => {
  if (route.method === 'GET') return null
  const type = request.headers.get('content-type')
  const isNeeded = route.body !== undefined || type !== null
  return isNeeded && !isJson(type)
    ? fail('unsupported_media_type', 'Send content-type: application/json, in UTF-8.')
    : null
}
