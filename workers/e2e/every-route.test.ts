/**
 * Every operation of the description of the API, by callers who may not use it: each is refused
 * with the right status, and none has an effect. The operations are read from the description, so a
 * new route is covered by itself.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request as httpRequest } from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { Access } from '#shared/contracts/route.ts'
import { signInLink } from '../dev/access-token.ts'
import { newToken } from '../gateway/principals/secrets.ts'
import { ADMIN_TOKEN, startSystem, type System } from './harness.ts'

interface Operation {
  operationId: string
  security: { token?: Access[] }[]
  requestBody?: object
}
type Method = 'get' | 'post' | 'put'

interface Target {
  operation: string
  access: Access
  method: string
  path: string
}

/** Named by no other test and by no shipped document, so whatever names it was caused here. */
const SYMBOL = 'IBM'
const HERE = '127.0.0.1'
/** How many requests are under way at once. */
const AT_ONCE = 8

let system: System
let targets: Target[] = []
let clients = 0
const tokens = { reader: '', writer: '', admin: '', metrics: '', expired: '', revoked: '' }
let writerId = ''
let endedSession = ''
/** The addresses of all calls to providers. */
const calls: string[] = []
const upstream = createServer((request, response) => {
  calls.push(request.url ?? '')
  response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
})

/** What would have an effect; an operation that is not here is sent an empty object. */
const BODIES: Record<string, object> = {
  createReport: { market: 'US', symbol: SYMBOL, model: 'builtin' },
  watchQuotes: { instruments: [`US:${SYMBOL}`] },
  refreshQuotes: { instruments: [`US:${SYMBOL}`] },
  putWatchlist: { expected_version: 0, value: [{ market: 'US', symbol: SYMBOL }] },
  putPrompt: { expected_version: 0, value: `On {company} ${SYMBOL}:\n{figures}` },
  setKey: { value: 'key-of-somebody' },
  makeToken: { name: 'of somebody', scopes: ['admin'] },
  createScreen: { name: SYMBOL, text: 'roe >= 15%', markets: ['US'], columns: ['roe'] },
  writeQuotes: {
    market: 'US',
    symbol: SYMBOL,
    source: 'test',
    price: '1',
    currency: 'USD',
    quoted_at: '2026-11-20T15:00:00Z',
  },
}
const parameters = (): Record<string, string> => ({
  market: 'US',
  symbol: SYMBOL,
  key: 'system',
  version: '0',
  name: 'FMP_API_KEY',
  id: writerId,
})

interface Sent {
  status: number
  reason: string | null
}

/** Each request comes from an address of its own, so that no limit of a client is reached. */
const send = async (
  { operation, method, path }: Target,
  headers: Record<string, string>,
): Promise<Sent> => {
  const { hostname, port } = new URL(system.url)
  clients += 1
  const hasBody = method !== 'GET'
  const sent = httpRequest({
    host: hostname,
    port,
    method,
    path,
    headers: {
      'cf-connecting-ip': `2001:db8::${clients.toString(16)}`,
      ...(hasBody && { 'content-type': 'application/json' }),
      ...headers,
    },
  })
  sent.end(hasBody ? JSON.stringify(BODIES[operation] ?? {}) : undefined)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  const isProblem = response.headers['content-type'] === 'application/problem+json'
  const body = isProblem ? (JSON.parse(text) as { reason: string }) : null
  return { status: response.statusCode ?? 0, reason: body?.reason ?? null }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const asAdmin = bearer(ADMIN_TOKEN)

/** Does `work` for each of the list, some at once. */
const forEach = async <T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const rest = [...list]
  const worker = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const makeToken = async (
  scope: string,
  expires_in_seconds: number | null = null,
): Promise<{ token: string; id: string }> => {
  const wish = { name: scope, scopes: [scope], expires_in_seconds }
  const { body } = await system.post('/api/access/tokens', wish, asAdmin)
  const { token, principal } = body as { token: string; principal: { id: string } }
  return { token, id: principal.id }
}

/** The cookie of a session that has signed out again. */
const signedOut = async (): Promise<string> => {
  const link = new URL(await signInLink({ url: system.url, token: ADMIN_TOKEN }))
  const answer = await system.post('/api/sign-in', { code: link.hash.slice(1) })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { authorization: '', cookie }
  expect(await system.post('/api/sign-out', {}, headers)).toMatchObject({
    body: { signed_out: true },
  })
  return cookie
}

/** As much of a KV namespace as is read here. */
interface PublishedCopies {
  list(): Promise<{ keys: { name: string }[] }>
  get(name: string): Promise<string | null>
}

/**
 * What is stored anywhere: every row of the database but those of the log, which tells of the
 * refusals too, the configuration, keys and principals.
 */
const everything = async (): Promise<Record<string, string>> => {
  const client = new pg.Client({ connectionString: system.database.url })
  await client.connect()
  const state: Record<string, string> = {}
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name::text as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'log\\_%'`,
    )
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest from "${name}" t`,
      )
      state[name] = found[0]?.digest ?? ''
    }
  } finally {
    await client.end()
  }
  const { CONFIG_KV } = await system.harness
    .getWorker<{ CONFIG_KV: PublishedCopies }>('config-service')
    .getEnv()
  const { keys: published } = await CONFIG_KV.list()
  for (const { name } of published) state[`kv ${name}`] = (await CONFIG_KV.get(name)) ?? ''
  const { body: exported } = await system.get('/api/config/export', asAdmin)
  const { exported_at: _, ...configuration } = exported as Record<string, unknown>
  const { body: keys } = await system.get('/api/config/keys', asAdmin)
  const { body: known } = await system.get('/api/access/principals', asAdmin)
  const { principals } = known as { principals: { id: string; revoked_at: string | null }[] }
  return {
    ...state,
    configuration: JSON.stringify(configuration),
    keys: JSON.stringify(keys),
    principals: JSON.stringify(principals.map(({ id, revoked_at }) => [id, revoked_at])),
  }
}

const operationsOf = (paths: Record<string, Partial<Record<Method, Operation>>>): Target[] =>
  Object.entries(paths).flatMap(([address, operations]) =>
    Object.entries(operations).map(([method, { operationId, security }]) => ({
      operation: operationId,
      access: security[0]?.token?.[0] ?? 'public',
      method: method.toUpperCase(),
      path: address.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters()[name] ?? 'x'),
    })),
  )

let before: Record<string, string> = {}

beforeAll(async () => {
  upstream.listen(0, HERE)
  await once(upstream, 'listening')
  const address = upstream.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')
  system = await startSystem({
    secrets: {
      gateway: { BEHIND_CLOUDFLARE: 'true' },
      aggregator: { UPSTREAM_ORIGIN: `http://${HERE}:${address.port}` },
    },
  })
  for (const scope of ['reader', 'admin', 'metrics'] as const)
    tokens[scope] = (await makeToken(scope)).token
  const writer = await makeToken('writer')
  tokens.writer = writer.token
  writerId = writer.id
  tokens.expired = (await makeToken('admin', 1)).token
  const revoked = await makeToken('admin')
  tokens.revoked = revoked.token
  await system.post(`/api/access/principals/${revoked.id}/revocation`, {}, asAdmin)
  endedSession = await signedOut()
  const { body } = await system.get('/openapi.json')
  targets = operationsOf((body as { paths: Parameters<typeof operationsOf>[0] }).paths)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  before = await everything()
})
afterAll(async () => {
  await system?.stop()
  upstream.closeAllConnections()
  upstream.close()
})

const asked = () => targets.filter(({ access }) => access !== 'public')

test('every operation says who may use it, and to nobody in particular only these are open', () => {
  expect(targets.length).toBeGreaterThan(60)
  const open = targets.filter(({ access }) => access === 'public')
  expect(open.map(({ operation }) => operation).sort()).toEqual(['signIn', 'whoAmI'])
  const known = new Set(targets.map(({ access }) => access))
  expect([...known].sort()).toEqual(['admin', 'metrics', 'public', 'reader', 'writer'])
})

const flipped = (token: string) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')

const REFUSED: [string, () => Record<string, string>, number, string][] = [
  ['no token', () => ({}), 401, 'sign_in_required'],
  ['a header that is no bearer', () => ({ authorization: 'Basic YTpi' }), 401, 'unauthorized'],
  ['a malformed token', () => bearer('fsx_short'), 401, 'unauthorized'],
  ['a wrong check sum', () => bearer(flipped(tokens.admin)), 401, 'unauthorized'],
  ['an unknown token', () => bearer(newToken()), 401, 'unauthorized'],
  ['an expired token', () => bearer(tokens.expired), 401, 'unauthorized'],
  ['a revoked token', () => bearer(tokens.revoked), 401, 'unauthorized'],
  ['a token for metrics alone', () => bearer(tokens.metrics), 403, 'scope_missing'],
  ['a session that has signed out', () => ({ cookie: endedSession }), 401, 'unauthorized'],
  ['a foreign Host', () => ({ ...asAdmin, host: 'pages.example' }), 403, 'host_not_allowed'],
  ['a foreign Origin', () => ({ ...asAdmin, origin: 'https://pages.example' }), 403, 'cross_site'],
]

test.each(REFUSED)('with %s every operation is refused', async (_, headers, status, reason) => {
  const targets = asked().filter(({ access }) => reason !== 'scope_missing' || access !== 'metrics')
  await forEach(targets, async (target) => {
    expect({ of: target.operation, ...(await send(target, headers())) }).toEqual({
      of: target.operation,
      status,
      reason,
    })
  })
})

test('with too small a scope every operation that needs more is refused', async () => {
  const smaller = {
    writer: ['reader'],
    metrics: ['reader', 'writer'],
    admin: ['reader', 'writer', 'metrics'],
  } as const
  for (const access of ['writer', 'metrics', 'admin'] as const)
    for (const scope of smaller[access])
      await forEach(
        asked().filter((target) => target.access === access),
        async (target) => {
          expect({
            of: target.operation,
            ...(await send(target, bearer(tokens[scope]))),
          }).toEqual({ of: target.operation, status: 403, reason: 'scope_missing' })
        },
      )
})

test('as plain text nothing that changes something is taken', async () => {
  const changing = targets.filter(({ method }) => method !== 'GET')
  expect(changing.length).toBeGreaterThan(20)
  await forEach(changing, async (target) => {
    const headers = { ...asAdmin, 'content-type': 'text/plain' }
    expect({ of: target.operation, ...(await send(target, headers)) }).toEqual({
      of: target.operation,
      status: 415,
      reason: 'unsupported_media_type',
    })
  })
})

describe('a socket', () => {
  const statusOf = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const path = `/api/financials/US/${SYMBOL}/stream?max_age_seconds=30`
      const socket = new WebSocket(`${system.url.replace('http', 'ws')}${path}`, { headers })
      socket.on('unexpected-response', (_, response) => {
        resolve(response.statusCode ?? 0)
        socket.terminate()
      })
      socket.on('error', reject)
    })
  test('is opened to nobody without a valid token', async () => {
    for (const headers of [{}, bearer(tokens.revoked), { cookie: endedSession }])
      expect(await statusOf(headers)).toBe(401)
  })
})

test('nothing of it has had an effect, anywhere', async () => {
  expect(await everything()).toEqual(before)
  expect(calls).toEqual([])
})

test('the same requests have an effect by who may make them', async () => {
  const find = (operation: string) => {
    const target = targets.find((one) => one.operation === operation)
    if (!target) throw new Error(`${operation} is gone`)
    return target
  }
  expect(await send(find('createReport'), bearer(tokens.writer))).toMatchObject({ status: 202 })
  expect(await send(find('putWatchlist'), bearer(tokens.admin))).toMatchObject({ status: 200 })
  expect(await send(find('revokePrincipal'), bearer(tokens.admin))).toMatchObject({ status: 200 })
  const after = await everything()
  for (const part of ['reports', 'configuration', 'principals'])
    expect([part, after[part] === before[part]]).toEqual([part, false])
})
