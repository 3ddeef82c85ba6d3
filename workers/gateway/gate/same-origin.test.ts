/** The rules about pages of other sites, also for kinds of routes that no contract has today. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type GatedRoute, refuseContentType, refuseForeign } from './same-origin.ts'

const routeOf = (change: Partial<GatedRoute> = {}): GatedRoute => ({
  method: 'GET',
  access: 'public',
  stored_only: true,
  ...change,
})
const requestOf = (headers: Record<string, string>, url = 'http://localhost:8787/api/x') => {
  const request = new Request(url)
  // A request may not be made with these headers, so they are set where they are read.
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return request
}
const LINK = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

describe('a link of another site', () => {
  test.each<[Partial<GatedRoute>, Record<string, string>, string | null]>([
    [{}, {}, null],
    [{ access: 'reader' }, {}, null],
    [{}, { 'sec-fetch-site': 'same-site' }, null],
    [{}, { origin: 'http://pages.example' }, null],
    [{ access: 'writer' }, {}, 'cross_site'],
    [{ access: 'admin' }, {}, 'cross_site'],
    [{ access: 'internal' }, {}, 'cross_site'],
    [{ method: 'POST' }, {}, 'cross_site'],
    [{ method: 'PUT' }, {}, 'cross_site'],
    [{ stream: 'websocket' }, {}, 'cross_site'],
    [{ stream: 'always' }, {}, null],
    [{}, { 'sec-fetch-mode': 'no-cors' }, 'cross_site'],
    [{}, { 'sec-fetch-mode': 'websocket' }, 'cross_site'],
  ])('to a route with %j, with %j: %s', (change, headers, reason) => {
    const refused = refuseForeign(requestOf({ ...LINK, ...headers }), routeOf(change))
    expect(refused?.reason ?? null).toBe(reason)
  })

  test('does not lead to a route that may ask a provider', () => {
    const route: GatedRoute = { method: 'GET', access: 'public' }
    expect(refuseForeign(requestOf(LINK), route)?.reason).toBe('cross_site')
  })
})

describe('the origin', () => {
  const costly = routeOf({ method: 'POST', access: 'writer' })
  test.each([
    ['http://localhost:8787/x', 'http://localhost:8787', null],
    ['http://localhost:8787/x', 'https://localhost:8787', null],
    ['https://own.example/x', 'https://own.example', null],
    ['https://own.example/x', 'http://own.example', 'cross_site'],
    ['http://localhost:8787/x', 'http://localhost:8788', 'cross_site'],
    ['http://localhost:8787/x', 'ftp://localhost:8787', 'cross_site'],
    ['http://localhost:8787/x', 'httpsx://localhost:8787', 'cross_site'],
    ['http://localhost:8787/x', 'null', 'cross_site'],
    ['http://localhost:8787/x', '', 'cross_site'],
  ])('at %s, %j: %s', (url, origin, reason) => {
    expect(refuseForeign(requestOf({ origin }, url), costly)?.reason ?? null).toBe(reason)
  })

  test.each([
    [{}, null],
    [{ 'sec-fetch-site': 'same-origin' }, null],
    [{ 'sec-fetch-site': 'none' }, null],
    [{ 'sec-fetch-site': 'cross-site' }, 'cross_site'],
    [{ 'sec-fetch-site': 'same-site' }, 'cross_site'],
    // The page's own origin does not make up for what the browser says of the request.
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8787' }, 'cross_site'],
  ] as [Record<string, string>, string | null][])('with %j: %s', (headers, reason) => {
    expect(refuseForeign(requestOf(headers), costly)?.reason ?? null).toBe(reason)
  })
})

describe('the content type', () => {
  const body = z.object({})
  test.each<[Partial<GatedRoute>, string | null, string | null]>([
    [{ method: 'GET', body }, 'text/plain', null],
    [{ method: 'GET' }, null, null],
    [{ method: 'POST', body }, 'application/json', null],
    [{ method: 'POST', body }, 'application/json; charset=utf-8', null],
    [{ method: 'POST', body }, null, 'unsupported_media_type'],
    [{ method: 'POST', body }, 'text/plain', 'unsupported_media_type'],
    [{ method: 'POST' }, null, null],
    [{ method: 'POST' }, 'application/json', null],
    [{ method: 'POST' }, 'application/x-www-form-urlencoded', 'unsupported_media_type'],
    [{ method: 'PUT' }, 'text/plain', 'unsupported_media_type'],
  ])('of a request to %j is %s: %s', (change, type, reason) => {
    const request = requestOf(type === null ? {} : { 'content-type': type })
    expect(refuseContentType(request, routeOf(change))?.reason ?? null).toBe(reason)
  })
})
