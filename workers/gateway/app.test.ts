/**
 * The gateway with test services: which requests are refused before a service sees them, and what
 * is passed on.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail } from '#shared/contracts/problem.ts'
import { problemResponse } from '#shared/http/respond.ts'
import { app } from './app.ts'
import { ADMIN_TOKEN, gateway, limiter, service } from './gateway.fixture.ts'
import { PUBLIC_ROUTES } from './public-routes.ts'
import { HEALTHY_FOR_MS } from './routes/health.ts'

afterEach(() => {
  vi.useRealTimers()
})

const json = { 'content-type': 'application/json' }

describe('an unknown query parameter', () => {
  const forwarded = new Set<string>(PUBLIC_ROUTES.map((route) => route.public))
  // Every address that the gateway itself answers. The services check the query of the others.
  const own = new Set(
    app.routes.flatMap(({ method, path }) =>
      method === 'GET' && !/[*:]|^\/api\//.test(path) && !forwarded.has(path) ? [path] : [],
    ),
  )
  it.each([...own])('is refused at %s', async (path) => {
    const { request, reached } = gateway()
    const answer = await request(`${path}?colour=red`)
    expect([answer.status, reached()]).toEqual([422, 0])
    expect(await answer.json()).toMatchObject({
      reason: 'invalid_request',
      errors: [{ path: 'query.colour', message: 'no parameter of this route' }],
    })
    expect((await gateway().request(path)).status).toBe(200)
  })
  it('is looked for at the addresses that there are', () => {
    expect([...own].sort()).toEqual(['/docs', '/healthz', '/openapi.json'])
  })
})

describe('forwarding', () => {
  it.each([
    ['br, gzip', 'identity', 'identity'],
    ['br, gzip', '', ''],
    ['gzip', undefined, 'gzip'],
  ])('of %s, put there by the platform for %s, sends %s', async (put, client, sent) => {
    const { request, AGGREGATOR } = gateway()
    await request(`/api/columns/${'0'.repeat(64)}`, {
      headers: { 'accept-encoding': put },
      ...(client !== undefined && { cf: { clientAcceptEncoding: client } }),
    })
    expect(AGGREGATOR.requests.at(-1)?.headers.get('accept-encoding')).toBe(sent)
  })

  it.each([
    ['PUT', '/api/config/prompts/profile', 'administrator'],
    ['GET', '/api/config/prompts/profile', 'administrator'],
  ])(
    'of %s %s names who asks by itself, whoever the client claims to be',
    async (method, path, name) => {
      const { request, CONFIG } = gateway()
      const headers = {
        ...json,
        authorization: `Bearer ${ADMIN_TOKEN}`,
        'x-principal': 'somebody',
        'if-match': '"3"',
      }
      await request(path, { method, headers, ...(method === 'PUT' && { body: '{}' }) })
      const sent = CONFIG.requests.at(-1)?.headers
      expect([sent?.get('x-principal'), sent?.get('if-match')]).toEqual([name, '"3"'])
    },
  )

  it('passes request id, idempotency key and body, and keeps the administrator token to itself', async () => {
    const { request, ORCHESTRATOR } = gateway()
    const headers = {
      ...json,
      'x-request-id': 'request-123',
      'idempotency-key': 'k',
      authorization: `Bearer ${ADMIN_TOKEN}`,
      cookie: 'a=b',
    }
    const answer = await request('/api/reports', {
      method: 'POST',
      headers,
      body: '{"market":"US"}',
    })
    expect(answer.headers.get('x-request-id')).toBe('request-123')
    const [seen] = ORCHESTRATOR.requests
    expect(seen?.headers.get('x-request-id')).toBe('request-123')
    expect(seen?.headers.get('idempotency-key')).toBe('k')
    expect([seen?.headers.get('authorization'), seen?.headers.get('cookie')]).toEqual([null, null])
    expect(await seen?.text()).toBe('{"market":"US"}')
  })

  it('hands an unknown market on: the aggregator knows the markets', async () => {
    const { request, AGGREGATOR } = gateway()
    await request('/api/financials/XX/AAPL')
    expect(AGGREGATOR.requests[0]?.url).toBe(
      'https://data-aggregator.internal/api/v1/financials/AAPL?market=XX',
    )
  })

  it('passes an event stream on as it comes', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const { request } = gateway({
      ORCHESTRATOR: service(
        () => new Response(readable, { headers: { 'content-type': 'text/event-stream' } }),
      ),
    })
    const answer = await request('/api/reports/rep_12345678/events')
    const reader = answer.body?.getReader()
    const writer = writable.getWriter()
    const written = writer.write(new TextEncoder().encode('id: 1\n\n'))
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('id: 1\n\n')
    await written
    await writer.close()
  })
})

describe('refusals', () => {
  it('takes no packed body', async () => {
    const { request, ORCHESTRATOR } = gateway()
    const answer = await request('/api/reports', {
      method: 'POST',
      headers: { ...json, 'content-encoding': 'gzip' },
      body: '{}',
    })
    expect(await answer.json()).toMatchObject({ status: 415, reason: 'unsupported_media_type' })
    expect(ORCHESTRATOR.requests).toHaveLength(0)
  })

  it.each([
    { method: 'GET', path: '/api/nothing', status: 404, reason: 'route_not_found' },
    { method: 'DELETE', path: '/api/reports', status: 405, reason: 'method_not_allowed' },
    { method: 'POST', path: '/api/v1/reports/resume', status: 404, reason: 'route_not_found' },
    { method: 'PUT', path: '/api/config/system', status: 401, reason: 'sign_in_required' },
    { method: 'GET', path: '/api/reports', status: 401, reason: 'sign_in_required' },
  ])('$method $path: $reason', async ({ method, path, status, reason }) => {
    const answer = await gateway().request(path, { method, as: null })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      reason,
      request_id: answer.headers.get('x-request-id'),
    })
  })

  it('names the methods a route takes', async () => {
    const answer = await gateway().request('/api/reports', { method: 'DELETE' })
    expect(answer.headers.get('allow')).toBe('POST, GET')
  })

  it('refuses a body over 1 MB by its declared length, and by its true length when none is declared', async () => {
    const { request, ORCHESTRATOR } = gateway()
    const body = 'x'.repeat(1_048_577)
    for (const headers of [{ ...json, 'content-length': String(body.length) }, json]) {
      const answer = await request('/api/reports', { method: 'POST', headers, body })
      expect(await answer.json()).toMatchObject({ status: 413, reason: 'body_too_large' })
    }
    expect(ORCHESTRATOR.requests).toHaveLength(0)
  })

  it('limits a client, and costly work apart from reading', async () => {
    const all = await gateway({ RATE_LIMIT: limiter(false) }).request('/api/reports')
    expect([all.status, all.headers.get('retry-after')]).toEqual([429, '60'])
    const { request } = gateway({ COSTLY_RATE_LIMIT: limiter(false) })
    expect(
      (await request('/api/reports', { method: 'POST', headers: json, body: '{}' })).status,
    ).toBe(429)
    expect((await request('/api/reports')).status).toBe(200)
  })

  it('answers service_unavailable for a service that throws or is not there', async () => {
    const throws = service(() => Promise.reject(new Error('gone')))
    const absent = service(() => new Response('not connected', { status: 503 }))
    for (const AGGREGATOR of [throws, absent]) {
      const answer = await gateway({ AGGREGATOR }).request('/api/financials/US/AAPL')
      expect(await answer.json()).toMatchObject({
        status: 503,
        reason: 'service_unavailable',
        detail: 'data-aggregator did not answer.',
      })
    }
  })
})

describe('health and page', () => {
  it('names the service that is degraded', async () => {
    const { request } = gateway({ CONFIG: service(() => Promise.reject(new Error('gone'))) })
    const answer = await request('/healthz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      status: 'degraded',
      services: {
        'config-service': { status: 'degraded', reason: 'service_unavailable' },
        'report-orchestrator': { status: 'ok' },
      },
    })
  })

  it('asks each service again only after a while, and at once while one is degraded', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
    let works = true
    const CONFIG = service(() =>
      works ? Response.json({ status: 'ok' }) : Promise.reject(new Error('gone')),
    )
    const { request, reached } = gateway({ CONFIG })
    const status = async (later = 0) => {
      vi.setSystemTime(Date.now() + later)
      return (await request('/healthz')).status
    }
    expect([await status(), await status(), await status(HEALTHY_FOR_MS - 1)]).toEqual([
      200, 200, 200,
    ])
    expect([CONFIG.requests.length, reached()]).toEqual([1, 4])
    works = false
    expect([await status(), await status(1), await status()]).toEqual([200, 503, 503])
    expect(CONFIG.requests).toHaveLength(3)
    works = true
    expect([await status(), await status()]).toEqual([200, 200])
    expect(CONFIG.requests).toHaveLength(4)
    // A clock that is set back makes nothing last longer.
    expect(await status(-1)).toBe(200)
    expect(CONFIG.requests).toHaveLength(5)
  })

  it('says why a service is degraded in the words of the service', async () => {
    const failing = (response: Response) =>
      gateway({ ORCHESTRATOR: service(() => response) }).request('/healthz')
    const reasonOf = async (response: Response) =>
      (await (await failing(response)).json()) as { services: Record<string, object> }
    const problem = problemResponse(fail('database_unavailable', 'gone'), 'request-1')
    for (const [response, reason] of [
      [problem, 'database_unavailable'],
      [new Response('<html>', { status: 502 }), 'http_502'],
    ] as const)
      expect((await reasonOf(response)).services['report-orchestrator']).toEqual({
        status: 'degraded',
        reason,
      })
  })

  it('puts a policy without inline scripts on the page and on the API', async () => {
    const { request } = gateway()
    for (const path of ['/', '/api/reports', '/docs', '/api/nothing', '/metrics', '/favicon.svg']) {
      const { headers } = await request(path)
      expect(headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it.each([
    '/',
    '/company/US/BRK.B',
    '/company/US/BRK.B/cash-flow',
    '/data-sources',
    '/settings',
    '/sign-in',
    '/reports/rep_12345678',
    '/favicon.svg',
  ])('answers %s with the page or its file', async (path) => {
    expect((await gateway().request(path)).status).toBe(200)
  })

  it.each(['/measures', '/company', '/company/US', '/reports', '/a/company/US/AAPL', '/index.php'])(
    'answers %s with 404, as a problem to a program and as the page to a person',
    async (path) => {
      const { request } = gateway()
      const problem = await request(path)
      expect(problem.status).toBe(404)
      expect(await problem.json()).toMatchObject({ reason: 'route_not_found' })
      const page = await request(path, { headers: { accept: 'text/html,*/*' } })
      expect([page.status, await page.text()]).toEqual([404, '<!doctype html>'])
    },
  )
})
