/**
 * Tests every route of every contract, by the caller and the origin of the request. A request that
 * the gate refuses reaches no service.
 */
import { describe, expect, it, test } from 'vitest'
import type { Access } from '#shared/contracts/route.ts'
import { ADMIN_TOKEN, gateway } from '../gateway.fixture.ts'
import { PUBLIC_ROUTES, type PublicRoute } from '../public-routes.ts'
import { SERVICES } from '../services.ts'
import { grantAccess } from './access.ts'
import { originOf, refuseHost } from './hosts.ts'
import type { GateEnv } from './identify.ts'

const EXAMPLES: Record<string, string> = {
  market: 'US',
  symbol: 'AAPL',
  id: 'rep_12345678',
  key: 'system',
}

/** The short way of a price read asks for an age; everywhere else the query is the service's. */
const pathOf = ({ public: address, operation }: PublicRoute): string =>
  address.replace(/\{([a-z_]+)\}/g, (_, name: string) => EXAMPLES[name] ?? 'x') +
  (operation === 'getRealtimeQuote' ? '?max_age_seconds=5' : '')

/** Of the routes that the gateway answers itself, where an empty body does not fit. */
const BODIES: Record<string, object> = {
  signIn: { code: 'x' },
  makeToken: { name: 'of a test', scopes: ['reader'] },
}
/** The route asks nobody, or only the store who the caller is. */
const ASKS_NOBODY: ReadonlySet<string> = new Set(['whoAmI', 'signOut'])

const ownOrigin = 'http://localhost:8787'
const authorization = `Bearer ${ADMIN_TOKEN}`

/** A request that is let in. */
const good = ({ route }: PublicRoute): { method: string; headers: Record<string, string> } => ({
  method: route.method,
  headers: {
    ...(route.access !== 'public' && { authorization }),
    ...(route.body && { 'content-type': 'application/json' }),
    ...(route.stream === 'websocket' && { upgrade: 'websocket' }),
  },
})

const send = async (
  target: PublicRoute,
  headers: Record<string, string | null> = {},
  { origin = ownOrigin, overrides = {} }: { origin?: string; overrides?: object } = {},
) => {
  const { request, reached } = gateway(overrides)
  const init = good(target)
  const sent = new Headers(init.headers)
  for (const [name, value] of Object.entries(headers))
    if (value === null) sent.delete(name)
    else sent.set(name, value)
  const response = await request(`${origin}${pathOf(target)}`, {
    as: null,
    method: init.method,
    headers: sent,
    ...(target.route.body && { body: JSON.stringify(BODIES[target.operation] ?? {}) }),
  })
  const body: unknown = await response.json()
  const reason = body instanceof Object && 'reason' in body ? body.reason : null
  return { status: response.status, reason, reached: reached(), headers: response.headers }
}

const named = PUBLIC_ROUTES.map((target) => ({ name: target.operation, target }))
const reads = (access: Access) => access === 'reader' || access === 'public'
const REACHED = ({ operation }: PublicRoute) => (ASKS_NOBODY.has(operation) ? 0 : 1)
const isRefused = { reached: 0, status: 403 }

describe.each(named)('$name', ({ target }) => {
  const { access, method, body, stream, stored_only } = target.route

  it('is reached by a program, which sends neither Origin nor Sec-Fetch-Site', async () => {
    expect((await send(target)).reached).toBe(REACHED(target))
  })
  it('is reached by our own page', async () => {
    for (const origin of [ownOrigin, 'http://127.0.0.1:8787', 'http://[::1]:1'])
      expect(
        (await send(target, { origin, 'sec-fetch-site': 'same-origin' }, { origin })).reached,
      ).toBe(REACHED(target))
  })
  it.each([
    'http://evil.test',
    'http://evil.test:8787',
    'http://localhost.evil.test',
    'http://localhost.',
    'http://10.0.0.1:8787',
  ])('is not reached under the name %s', async (origin) => {
    expect(await send(target, {}, { origin })).toMatchObject({
      ...isRefused,
      reason: 'host_not_allowed',
    })
  })
  it('is not reached when the Host header says another name than the address', async () => {
    expect(await send(target, { host: 'evil.test:8787' })).toMatchObject({
      ...isRefused,
      reason: 'host_not_allowed',
    })
  })
  it.each([
    { origin: 'http://evil.test' },
    { origin: 'null' },
    { origin: 'http://localhost:3000' },
    { origin: 'https://localhost' },
    { origin: 'chrome-extension://localhost:8787' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ])('is not reached by a page of another site: %o', async (headers) => {
    expect(await send(target, headers)).toMatchObject({ ...isRefused, reason: 'cross_site' })
  })
  it('is reached by a link of another site only where that changes nothing and asks nobody', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await send(target, link)).reached).toBe(stored_only ? 1 : 0)
  })
  if (stored_only)
    it('only reads', () => {
      expect([method, reads(access), body, stream === 'websocket']).toEqual([
        'GET',
        true,
        undefined,
        false,
      ])
    })
  if (method !== 'GET')
    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
      'application/jsonx',
      'application/json; charset=gbk',
      'application/json; charset="utf-16"',
    ])('takes no %s', async (type) => {
      expect(await send(target, { 'content-type': type })).toMatchObject({
        reached: 0,
        status: 415,
        reason: 'unsupported_media_type',
      })
    })
  if (body)
    it('takes no body without a type', async () => {
      expect(await send(target, { 'content-type': '' })).toMatchObject({ reached: 0, status: 415 })
    })
  if (method !== 'GET')
    it.each(['application/json', 'APPLICATION/JSON; Charset=UTF-8', 'application/problem+json'])(
      'takes %s',
      async (type) => {
        expect((await send(target, { 'content-type': type })).reached).toBe(REACHED(target))
      },
    )
  if (access !== 'public')
    it('is not reached with no token', async () => {
      expect(await send(target, { authorization: null })).toMatchObject({
        reached: 0,
        status: 401,
        reason: 'sign_in_required',
      })
    })
  if (access !== 'public')
    it.each([
      ['a wrong token', 'Bearer token-of-somebody-else'],
      ['a wrong token as long as the right one', `Bearer ${'x'.repeat(ADMIN_TOKEN.length)}`],
      ['the beginning of the token', `Bearer ${ADMIN_TOKEN.slice(0, -1)}`],
      ['the token and more', `Bearer ${ADMIN_TOKEN}x`],
      ['the token in capitals', `Bearer ${ADMIN_TOKEN.toUpperCase()}`],
      ['the token alone', ADMIN_TOKEN],
      ['an empty token', 'Bearer '],
      ['another scheme', `Basic ${ADMIN_TOKEN}`],
    ])('is not reached with %s', async (_, given) => {
      expect(await send(target, { authorization: given })).toMatchObject({
        reached: 0,
        status: 401,
        reason: 'unauthorized',
      })
    })
  if (access !== 'public')
    it.each(['', undefined])('is not reached where the gateway has no token: %o', async (token) => {
      const overrides = { ADMIN_TOKEN: token }
      for (const given of [authorization, 'Bearer ', 'Bearer undefined'])
        expect(await send(target, { authorization: given }, { overrides })).toMatchObject({
          reached: 0,
          status: 401,
        })
    })
  it('carries the security headers, whether it is let in or not', async () => {
    for (const { headers } of [await send(target), await send(target, { origin: 'null' })])
      expect([
        headers.get('content-security-policy'),
        headers.get('x-frame-options'),
        headers.get('x-content-type-options'),
      ]).toEqual([expect.stringContaining("script-src 'self';"), 'DENY', 'nosniff'])
  })
})

describe('a gateway behind a front', () => {
  const overrides = { FRONT_TOKEN: 'of-the-front' }
  const isPriceRead = ({ operation }: PublicRoute) => operation === 'getRealtimeQuote'
  const targets = [
    PUBLIC_ROUTES.find((target) => !isPriceRead(target)),
    PUBLIC_ROUTES.find(isPriceRead),
  ].flatMap((target) => (target ? [{ name: target.operation, target }] : []))
  it.each(targets)('answers $name only to what came through it', async ({ target }) => {
    expect(targets).toHaveLength(2)
    for (const [token, reached] of [
      ['of-the-front', 1],
      ['of-another', 0],
      ['of-the-front, of-the-front', 0],
      ['', 0],
      [null, 0],
    ] as const) {
      const answer = await send(target, { 'x-front-token': token }, { overrides })
      expect([token, answer.reached]).toEqual([token, reached])
      if (reached === 0) expect(answer).toMatchObject({ status: 403, reason: 'host_not_allowed' })
    }
  })
  it('gives the page and health to nobody else', async () => {
    const { request } = gateway(overrides)
    for (const path of ['/', '/healthz', '/openapi.json'])
      expect((await request(path)).status).toBe(403)
    expect((await request('/', { headers: { 'x-front-token': 'of-the-front' } })).status).toBe(200)
  })
  it('does not hand the secret on to a service', async () => {
    const { request, CONFIG } = gateway(overrides)
    await request('/api/config/system', { headers: { 'x-front-token': 'of-the-front' } })
    expect(CONFIG.requests.map(({ headers }) => headers.get('x-front-token'))).toEqual([null])
  })
})

describe('names of a deployment', () => {
  const [target] = PUBLIC_ROUTES
  if (!target) throw new Error('no route')
  const overrides = { PUBLIC_HOSTS: 'api.example.com, Other.example.com' }
  it.each(['https://api.example.com', 'https://other.example.com', 'http://localhost:1'])(
    'takes %s',
    async (origin) => {
      expect((await send(target, {}, { origin, overrides })).reached).toBe(1)
    },
  )
  it.each(['https://example.com', 'https://api.example.com.evil.test', 'https://evil.test'])(
    'refuses %s',
    async (origin) => {
      expect((await send(target, {}, { origin, overrides })).reached).toBe(0)
    },
  )
  it('takes a page over https behind a proxy that ends TLS, and none over http where we see https', async () => {
    for (const [own, page, reached] of [
      ['http://api.example.com', 'https://api.example.com', 1],
      ['https://api.example.com', 'http://api.example.com', 0],
    ] as const)
      expect((await send(target, { origin: page }, { origin: own, overrides })).reached).toBe(
        reached,
      )
  })
})

describe('a Host header', () => {
  const reasonFor = (host: string, address = host) => {
    const url = `http://${address}/api/reports`
    return refuseHost({ url, headers: new Headers({ host }) })?.reason ?? null
  }
  it.each(['localhost', 'LocalHost:8787', '127.0.0.1:1', '127.0.0.1:65535', '[::1]', '[::1]:8787'])(
    '%s is ours',
    (host) => {
      expect(reasonFor(host)).toBeNull()
    },
  )
  it.each([
    '127.0.0.1:8787, 127.0.0.1:8787',
    '127.0.0.1:8787, evil.test',
    'evil.test,localhost',
    'localhost:65536',
    'localhost:99999999',
    'localhost:port',
    'localhost:-1',
    'localhost:',
    'localhost/path',
    'localhost?a',
    'localhost#a',
    'user@localhost',
    'localhost@evil.test',
    'localhost\\evil.test',
    'local host',
    '[::1',
    '::1',
    '*',
    '',
  ])('%j is malformed', (host) => {
    expect(reasonFor(host)).toBe('malformed_host')
  })
  it('is malformed where only the address says so', () => {
    expect(reasonFor('localhost', 'localhost, evil.test')).toBe('malformed_host')
  })
  it.each(['evil.test', 'localhost.', '127.1', '0x7f.1', 'xn--80ak6aa92e.com', '[::2]:8787'])(
    '%s is another name',
    (host) => {
      expect(reasonFor(host)).toBe('host_not_allowed')
    },
  )
})

test('the page and the documents are not shown under a foreign name either', async () => {
  for (const path of ['/', '/docs', '/openapi.json', '/healthz', '/favicon.svg', '/api/nothing']) {
    const { request, ASSETS, reached } = gateway()
    const response = await request(`http://evil.test${path}`)
    expect([response.status, reached(), ASSETS.requests.length]).toEqual([403, 0, 0])
  }
})

test('internal routes are reached under no address', async () => {
  const internal = SERVICES.flatMap(({ contract }) => Object.values(contract)).filter(
    ({ access }) => access === 'internal',
  )
  expect(internal.length).toBeGreaterThan(2)
  for (const { method, path } of internal)
    for (const address of [path, path.replace('/api/v1/', '/api/')]) {
      const { request, reached } = gateway()
      const init = { method, headers: { authorization, 'content-type': 'application/json' } }
      const response = await request(address, init)
      expect([[404, 405].includes(response.status), reached()]).toEqual([true, 0])
    }
})

test('an internal route does not exist for a caller from outside, with any token', async () => {
  const env = { ADMIN_TOKEN } as unknown as GateEnv
  for (const headers of [{}, { authorization }])
    expect(
      await grantAccess('internal', new Request('http://localhost/', { headers }), env),
    ).toMatchObject({ reason: 'route_not_found' })
})

test('a gateway without an administrator token says so, and does not blame the caller', async () => {
  const request = new Request('http://localhost/', { headers: { authorization } })
  for (const env of [{ ADMIN_TOKEN: '' }, {}] as unknown as GateEnv[])
    expect(await grantAccess('admin', request, env)).toMatchObject({
      reason: 'unauthorized',
      detail: expect.stringContaining('ADMIN_TOKEN'),
    })
})

test.each([
  ['https://name:8787/path', 'https://name:8787'],
  ['https://name/', 'https://name'],
  ['https://name', 'https://name'],
  ['http://[::1]:1//evil.test/', 'http://[::1]:1'],
])('the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin)
})
