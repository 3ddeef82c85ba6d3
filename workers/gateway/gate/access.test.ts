/** Sessions, tokens and the operator at the gate, with the real store over SQLite. */
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { gateway } from '../gateway.fixture.ts'
import { newToken } from '../principals/secrets.ts'
import { REMEMBERED_MS } from './remembered.ts'

const START = Date.parse('2026-11-20T10:00:00Z')
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
})
afterEach(() => {
  vi.useRealTimers()
})
const later = (ms: number) => void vi.setSystemTime(Date.now() + ms)

type Gateway = ReturnType<typeof gateway>
const READ = '/api/config/system'
const PRICE = '/api/financials/US/AAPL/realtime?max_age_seconds=5'

const send = async (
  { request }: Gateway,
  path: string,
  init: { as?: string | null; cookie?: string; body?: object; method?: string } = {},
) => {
  const { as = null, cookie, body, method = body ? 'POST' : 'GET' } = init
  const response = await request(path, {
    as,
    method,
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Record<string, unknown>
  return { status: response.status, reason: answer.reason, answer, headers: response.headers }
}

const OPERATOR = 'token-of-the-administrator'
const tokenOf = async (
  of: Gateway,
  ...scopes: string[]
): Promise<{ token: string; id: string }> => {
  const { answer } = await send(of, '/api/access/tokens', {
    as: OPERATOR,
    body: { name: 'программа', scopes },
  })
  const { token, principal } = answer as { token: string; principal: { id: string } }
  return { token, id: principal.id }
}
const codeOf = async (of: Gateway, body: object = {}): Promise<string> => {
  const { answer } = await send(of, '/api/access/sign-in-links', { as: OPERATOR, body })
  return String(answer.path).replace('/sign-in#', '')
}
const cookieOf = async (of: Gateway, body: object = {}): Promise<string> => {
  const { headers } = await send(of, '/api/sign-in', { body: { code: await codeOf(of, body) } })
  return headers.get('set-cookie')?.split(';')[0] ?? ''
}
const REPORT = { path: '/api/reports', body: {} }

describe('a token', () => {
  it.each([
    ['reader', 200, 403, 403],
    ['writer', 200, 200, 403],
    ['admin', 200, 200, 200],
    ['metrics', 403, 403, 403],
  ])('with the scope %s reads, writes and administers with %i, %i, %i', async (scope, ...codes) => {
    const of = gateway()
    const { token } = await tokenOf(of, scope)
    const statuses = [
      (await send(of, READ, { as: token })).status,
      (await send(of, REPORT.path, { as: token, body: REPORT.body })).status,
      (await send(of, '/api/config/keys', { as: token })).status,
    ]
    expect(statuses).toEqual(codes)
  })
  it('of too small a scope is told so, and reaches nothing', async () => {
    const of = gateway()
    const { token } = await tokenOf(of, 'reader')
    const before = of.reached()
    expect(await send(of, REPORT.path, { as: token, body: {} })).toMatchObject({
      status: 403,
      reason: 'scope_missing',
    })
    expect(of.reached()).toBe(before)
  })
  it('whose check sum does not fit is refused without asking the store', async () => {
    const of = gateway()
    const { token } = await tokenOf(of, 'admin')
    const asked = of.asked.length
    const last = token.endsWith('0') ? '1' : '0'
    for (const wrong of [`${token.slice(0, -1)}${last}`, token.slice(0, -1), 'fsx_', `${token}0`])
      expect(await send(of, READ, { as: wrong })).toMatchObject({
        status: 401,
        reason: 'unauthorized',
      })
    expect(of.asked).toHaveLength(asked)
    expect(await send(of, READ, { as: newToken() })).toMatchObject({ status: 401 })
    expect(of.asked).toHaveLength(asked + 1)
  })
  it('is passed on by its name, in any language, and never itself', async () => {
    const of = gateway()
    const { token } = await tokenOf(of, 'writer')
    await send(of, REPORT.path, { as: token, body: {} })
    const headers = of.ORCHESTRATOR.requests.at(-1)?.headers
    expect(decodeURIComponent(headers?.get('x-principal') ?? '')).toBe('программа')
    expect(JSON.stringify([...(headers ?? [])])).not.toContain(token)
  })
  it('that has expired is refused, also where it was remembered', async () => {
    const of = gateway()
    const { answer } = await send(of, '/api/access/tokens', {
      as: OPERATOR,
      body: { name: 'a day', scopes: ['reader'], expires_in_seconds: 24 * 60 * 60 },
    })
    const as = String(answer.token)
    later(24 * 60 * 60_000 - 1)
    expect((await send(of, READ, { as })).status).toBe(200)
    later(1)
    expect(await send(of, READ, { as })).toMatchObject({ status: 401, reason: 'unauthorized' })
  })
  it('that was revoked is refused at once, also where it was remembered', async () => {
    const of = gateway()
    const { token, id } = await tokenOf(of, 'reader')
    expect((await send(of, READ, { as: token })).status).toBe(200)
    const path = `/api/access/principals/${id}/revocation`
    expect(await send(of, path, { as: OPERATOR, body: {} })).toMatchObject({
      status: 200,
      answer: { id, revoked_at: '2026-11-20T10:00:00.000Z' },
    })
    expect(await send(of, READ, { as: token })).toMatchObject({ status: 401 })
  })
})

describe('a principal that was just looked up', () => {
  const checks = ({ asked }: Gateway) => asked.filter((method) => method === 'check').length

  it('reads prices for some seconds without the store being asked', async () => {
    const of = gateway()
    const { token } = await tokenOf(of, 'reader')
    for (let i = 0; i < 50; i++) {
      await send(of, PRICE, { as: token })
      later(REMEMBERED_MS / 100)
    }
    expect(checks(of)).toBe(1)
    later(REMEMBERED_MS)
    await send(of, PRICE, { as: token })
    expect(checks(of)).toBe(2)
  })
  it('is looked up again for each write', async () => {
    const of = gateway()
    const { token } = await tokenOf(of, 'writer')
    for (let i = 0; i < 3; i++) await send(of, REPORT.path, { as: token, body: {} })
    expect(checks(of)).toBe(3)
  })
  it('that another isolate revoked reads on for these seconds, and writes no more', async () => {
    const of = gateway()
    const { token, id } = await tokenOf(of, 'writer')
    await send(of, READ, { as: token })
    of.store.revoke(id)
    expect((await send(of, READ, { as: token })).status).toBe(200)
    expect((await send(of, REPORT.path, { as: token, body: {} })).status).toBe(401)
    later(REMEMBERED_MS)
    expect((await send(of, READ, { as: token })).status).toBe(401)
  })
  it('is nobody to a clock that was set back', async () => {
    const of = gateway()
    const { token, id } = await tokenOf(of, 'reader')
    await send(of, READ, { as: token })
    of.store.revoke(id)
    later(-60_000)
    expect((await send(of, READ, { as: token })).status).toBe(401)
  })
})

describe('a sign-in link', () => {
  it('signs in once, by a cookie that no script reads and no other site sends', async () => {
    const of = gateway()
    const code = await codeOf(of)
    const first = await send(of, 'http://127.0.0.1:8787/api/sign-in', { body: { code } })
    expect(first.status).toBe(200)
    expect(first.headers.get('set-cookie')).toMatch(
      /^session-8787=[0-9A-Za-z]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(await send(of, '/api/sign-in', { body: { code } })).toMatchObject({
      status: 410,
      reason: 'sign_in_link_used',
    })
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
    for (const [origin, status] of [
      ['http://127.0.0.1:8787', 200],
      // The cookie of a gateway at another port.
      ['http://127.0.0.1:8788', 401],
    ] as const)
      expect((await send(of, `${origin}${READ}`, { cookie })).status).toBe(status)
  })
  it('sets a cookie of this host alone where there is TLS', async () => {
    const of = gateway({ PUBLIC_HOSTS: 'api.example.com' })
    const body = { code: await codeOf(of) }
    const { headers } = await send(of, 'https://api.example.com/api/sign-in', { body })
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-session=[0-9A-Za-z]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
  })
  it('that is too old, cut or made up says which', async () => {
    const of = gateway()
    const code = await codeOf(of)
    for (const wrong of [code.slice(1), 'x'])
      expect(await send(of, '/api/sign-in', { body: { code: wrong } })).toMatchObject({
        status: 404,
        reason: 'sign_in_link_unknown',
      })
    later(10 * 60_000)
    expect(await send(of, '/api/sign-in', { body: { code } })).toMatchObject({
      status: 410,
      reason: 'sign_in_link_expired',
    })
  })
  it('gives the scope that it was made for', async () => {
    const of = gateway()
    const cookie = await cookieOf(of, { scope: 'reader', name: 'Bea' })
    expect((await send(of, '/api/access/me', { cookie })).answer).toMatchObject({
      principal: { kind: 'session', name: 'Bea', scopes: ['reader'] },
      is_open: false,
    })
    expect((await send(of, '/api/config/keys', { cookie })).status).toBe(403)
  })
  it('is not accepted from the page of another site', async () => {
    const of = gateway()
    const response = await of.request('/api/sign-in', {
      method: 'POST',
      headers: { origin: 'http://evil.test', 'content-type': 'application/json' },
      body: JSON.stringify({ code: await codeOf(of) }),
    })
    expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null])
  })
})

describe('a session', () => {
  it('ends when its browser signs out', async () => {
    const of = gateway()
    const cookie = await cookieOf(of)
    expect((await send(of, READ, { cookie })).status).toBe(200)
    const out = await send(of, '/api/sign-out', { cookie, body: {} })
    expect([out.answer, out.headers.get('set-cookie')]).toEqual([
      { signed_out: true },
      expect.stringContaining('Max-Age=0'),
    ])
    expect(await send(of, READ, { cookie })).toMatchObject({ status: 401, reason: 'unauthorized' })
    expect((await send(of, '/api/access/me', { cookie })).answer).toEqual({
      principal: null,
      is_open: false,
    })
  })
  it.each(['session-80=', 'session-80=x', `session-80=${'x'.repeat(43)}`, 'other=1', ';;=', 'é=1'])(
    '%j is none',
    async (cookie) => {
      expect((await send(gateway(), READ, { cookie })).status).toBe(401)
    },
  )
  it('is told in the list, without its secret, beside the tokens', async () => {
    const of = gateway()
    const cookie = await cookieOf(of)
    const { token, id } = await tokenOf(of, 'reader')
    const { answer } = await send(of, '/api/access/principals', { cookie })
    expect(answer).toMatchObject({
      principals: expect.arrayContaining([
        expect.objectContaining({ id, kind: 'token', made_by: 'administrator' }),
        expect.objectContaining({ kind: 'session', name: 'operator' }),
      ]),
    })
    const told = JSON.stringify(answer)
    for (const secret of [token, cookie.split('=')[1] ?? '']) expect(told).not.toContain(secret)
  })
})

describe('whoever guesses', () => {
  const cloudflare = { BEHIND_CLOUDFLARE: 'true' }
  const guess = async ({ request }: Gateway, path: string, address: string, as: string) => {
    const isSignIn = path === '/api/sign-in'
    const response = await request(path, {
      method: isSignIn ? 'POST' : 'GET',
      headers: {
        'cf-connecting-ip': address,
        ...(isSignIn ? { 'content-type': 'application/json' } : {}),
        ...(!isSignIn && { authorization: `Bearer ${as}` }),
      },
      ...(isSignIn && { body: JSON.stringify({ code: as }) }),
    })
    return { status: response.status, retry: response.headers.get('retry-after') }
  }
  it.each([
    [READ, 401],
    ['/api/sign-in', 404],
  ])('at %s is stopped before the right one, alone, and for a minute', async (path, wrong) => {
    const of = gateway(cloudflare)
    const right = path === READ ? OPERATOR : await codeOf(of)
    for (let i = 0; i < 60; i++)
      expect((await guess(of, path, '192.0.2.1', `guess-${i}`)).status).toBe(wrong)
    expect(await guess(of, path, '192.0.2.1', right)).toEqual({ status: 429, retry: '60' })
    expect((await guess(of, path, '192.0.2.2', 'another')).status).toBe(wrong)
    later(60_000)
    expect((await guess(of, path, '192.0.2.1', right)).status).toBe(200)
  })
  it('does not stop the sessions of the same address', async () => {
    const of = gateway()
    const cookie = await cookieOf(of)
    for (let i = 0; i < 70; i++) await send(of, READ, { as: `guess-${i}` })
    expect((await send(of, REPORT.path, { as: OPERATOR, body: {} })).status).toBe(429)
    expect((await send(of, REPORT.path, { cookie, body: {} })).status).toBe(200)
  })
})

describe('an open gateway', () => {
  const open = { OPEN_ACCESS: 'true' }
  it('lets anybody read and write, and nobody administer', async () => {
    const of = gateway(open)
    expect((await send(of, READ)).status).toBe(200)
    expect((await send(of, REPORT.path, { body: {} })).status).toBe(200)
    expect(await send(of, '/api/config/keys')).toMatchObject({
      status: 403,
      reason: 'scope_missing',
    })
    expect((await send(of, '/api/access/me')).answer).toMatchObject({
      principal: { kind: 'open' },
      is_open: true,
    })
  })
  it('takes a browser whose session has ended as anybody, and refuses a wrong token', async () => {
    const of = gateway(open)
    const cookie = await cookieOf(of)
    expect((await send(of, '/api/config/keys', { cookie })).status).toBe(200)
    await send(of, '/api/sign-out', { cookie, body: {} })
    expect((await send(of, READ, { cookie })).status).toBe(200)
    expect((await send(of, READ, { as: newToken() })).status).toBe(401)
  })
  it.each(['', 'false', 'TRUE', '1', undefined])('is none with %j', async (OPEN_ACCESS) => {
    expect((await send(gateway({ OPEN_ACCESS }), READ)).status).toBe(401)
  })
  it('is none where the platform brings the clients', async () => {
    expect((await send(gateway({ ...open, BEHIND_CLOUDFLARE: 'true' }), READ)).status).toBe(401)
  })
})

test('where the store is away, nobody is let in but the operator', async () => {
  const away = { getByName: () => ({ check: () => Promise.reject(new Error('away')) }) }
  const of = gateway({ PRINCIPALS: away })
  expect(await send(of, READ, { as: newToken() })).toMatchObject({
    status: 503,
    reason: 'service_unavailable',
  })
  expect((await send(of, READ, { as: OPERATOR })).status).toBe(200)
})
