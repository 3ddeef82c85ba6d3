/**
 * A running `npm start`, and requests that the page of another site could make a browser send: to
 * every route of the contracts that changes or costs something. Each is refused and leaves nothing
 * behind: no row, no version of the configuration, no watch, no call to a provider or a model. The
 * table is made from the contracts, so a new route is covered by itself.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { accessContract } from '#shared/contracts/access.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { configContract } from '#shared/contracts/config.ts'
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { problemSchema } from '#shared/contracts/problem.ts'
import type { Contract, Route } from '#shared/contracts/route.ts'
import { type LocalDatabase, openEmbedded } from '../dev/database.ts'
import { freePort } from '../dev/ports.ts'
import { type StackProcess, startStackProcess } from '../dev/stack-process.ts'
import { SECURITY_HEADERS } from '#shared/http/security-headers.ts'
import { checkOut } from './checkout.ts'

/** On no watchlist, so that whatever names it was caused by a request of this test. */
const SYMBOL = 'IBM'
const FOREIGN = 'http://pages.example'

interface PublicRoute {
  operation: string
  route: Route
  /** With `{name}` parameters. */
  public: string
}

const CONTRACTS: Contract[] = [
  accessContract,
  aggregatorContract,
  analysisContract,
  configContract,
  orchestratorContract,
]
const PUBLIC_ROUTES: PublicRoute[] = CONTRACTS.flatMap((contract) =>
  Object.entries(contract).flatMap(([operation, route]) =>
    route.public ? [{ operation, route, public: route.public }] : [],
  ),
)

/** Asks for something, or changes something. */
const COSTLY = PUBLIC_ROUTES.filter(
  ({ route: { method, access, stream } }) =>
    method !== 'GET' || access === 'writer' || access === 'admin' || stream === 'websocket',
)
const rows = COSTLY.map((target) => ({
  name: `${target.route.method} ${target.public}`,
  target,
}))

const PATH: Record<string, string> = {
  market: 'US',
  symbol: SYMBOL,
  id: 'rep_12345678',
  key: 'system',
  version: '1',
}
const pathOf = ({ public: address }: PublicRoute): string =>
  address.replaceAll(/\{(\w+)\}/g, (_, name: string) => PATH[name] ?? 'x')

/** What would have an effect; a route that is not here is sent an empty object. */
const BODIES: Record<string, unknown> = {
  createReport: { market: 'US', symbol: SYMBOL, model: 'builtin' },
  watchQuotes: { instruments: [`US:${SYMBOL}`] },
  refreshQuotes: { instruments: [`US:${SYMBOL}`] },
  putWatchlist: { expected_version: 0, value: [{ market: 'US', symbol: SYMBOL }] },
  putPrompt: { expected_version: 0, value: `On {company} ${SYMBOL}:\n{figures}` },
  writeQuotes: {
    market: 'US',
    symbol: SYMBOL,
    source: 'test',
    price: '1',
    currency: 'USD',
    quoted_at: '2026-11-20T15:00:00Z',
  },
}

const checkout = checkOut()
let stack: StackProcess
let database: LocalDatabase
let token = ''
/** The URLs of all calls to providers and models; every one is answered 404. */
const calls: string[] = []
const upstream = createServer((request, response) => {
  calls.push(request.url ?? '')
  response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
})

beforeAll(async () => {
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const address = upstream.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')
  const origin = `http://127.0.0.1:${address.port}`
  database = await openEmbedded(null)
  stack = await startStackProcess({
    root: checkout.root,
    env: {
      PORT: String(await freePort(9700)),
      DATA_DIR: '',
      DATABASE_URL: database.url,
      UPSTREAM_ORIGIN: origin,
      GEMINI_API_KEY: 'test-key',
      GEMINI_BASE_URL: origin,
    },
  })
  const settings = readFileSync(join(checkout.root, '.dev.vars'), 'utf8')
  token = /ADMIN_TOKEN="([^"]+)"/.exec(settings)?.[1] ?? ''
}, 180_000)
afterAll(async () => {
  await stack?.interrupt()
  await database?.close()
  upstream.closeAllConnections()
  upstream.close()
  checkout.remove()
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  reason: string | null
}

/** Sends these headers and no others, as `fetch` would not. */
const send = async (
  path: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> => {
  const sent = httpRequest(new URL(path, stack.url), { method, headers })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  const isProblem = response.headers['content-type'] === 'application/problem+json'
  const problem = isProblem ? problemSchema.safeParse(JSON.parse(text)) : null
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    reason: problem?.success ? problem.data.reason : null,
  }
}

/** The same request as from our own page, but for these headers. */
const attack = (target: PublicRoute, headers: Record<string, string>): Promise<Answer> => {
  const { operation, route } = target
  const hasBody = route.method !== 'GET'
  return send(
    pathOf(target),
    route.method,
    {
      authorization: `Bearer ${token}`,
      ...(hasBody && { 'content-type': 'application/json' }),
      ...headers,
    },
    hasBody ? JSON.stringify(BODIES[operation] ?? {}) : undefined,
  )
}

const own = () => new URL(stack.url).origin
/** Where to connect to; a path is then sent as it stands, with its dots. */
const connection = () => {
  const { hostname: host, port } = new URL(stack.url)
  return { host, port }
}
const FORGED: [string, string, () => Record<string, string>][] = [
  ['the Origin of another site', 'cross_site', () => ({ origin: FOREIGN })],
  ['no origin that can be told', 'cross_site', () => ({ origin: 'null' })],
  ['Sec-Fetch-Site: cross-site', 'cross_site', () => ({ 'sec-fetch-site': 'cross-site' })],
  [
    'Sec-Fetch-Site: same-site, of another port',
    'cross_site',
    () => ({ 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }),
  ],
  ['the name of another site', 'host_not_allowed', () => ({ host: 'pages.example' })],
  [
    'the name of another site and our own Origin',
    'host_not_allowed',
    () => ({ host: 'pages.example', origin: own() }),
  ],
  [
    'our own address behind a proxy, stated by the client',
    'host_not_allowed',
    () => ({
      host: 'pages.example',
      'x-forwarded-host': new URL(own()).host,
      'x-forwarded-proto': 'http',
    }),
  ],
  // The local proxy believes this header. A page whose name leads to our address (DNS rebinding) is
  // of the same origin there, so its script may set it, and no other header tells it from ours.
  [
    'our own address in the header of the local proxy',
    'header_not_allowed',
    () => ({ host: 'pages.example', 'MF-Original-URL': `${own()}/api/nothing` }),
  ],
  [
    'our own address in that header, and what our own page sends',
    'header_not_allowed',
    () => ({
      host: 'pages.example',
      'mf-original-url': `${own()}/api/nothing`,
      origin: own(),
      'sec-fetch-site': 'same-origin',
    }),
  ],
]

describe.each(FORGED)('with %s', (_, reason, headers) => {
  test.each(rows)('$name is refused', async ({ target }) => {
    const forged = headers()
    for (const name of Object.keys(forged).filter((one) => /^mf-/i.test(one)))
      forged[name] = `${own()}${pathOf(target)}`
    expect(await attack(target, forged)).toMatchObject({ status: 403, reason })
  })
})

const changing = rows.filter(({ target }) => target.route.method !== 'GET')
describe.each([
  'text/plain',
  'text/plain;charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
])('as %s', (type) => {
  test.each(changing)('$name is refused', async ({ target }) => {
    expect(await attack(target, { 'content-type': type })).toMatchObject({
      status: 415,
      reason: 'unsupported_media_type',
    })
  })
})

describe('a socket', () => {
  const sockets = rows.filter(({ target }) => target.route.stream === 'websocket')
  const statusOf = (path: string, headers: Record<string, string>, origin?: string) =>
    new Promise<number>((resolve, reject) => {
      const url = new URL(path, stack.url.replace('http:', 'ws:'))
      const socket = new WebSocket(url, { headers, ...(origin !== undefined && { origin }) })
      socket.on('unexpected-response', (_, response) => {
        resolve(response.statusCode ?? 0)
        socket.terminate()
      })
      socket.on('open', () => {
        resolve(101)
        socket.close()
      })
      socket.on('error', reject)
    })
  test.each(sockets)('$name of the page of another site is refused', async ({ target }) => {
    const path = pathOf(target)
    expect(await statusOf(path, {}, FOREIGN)).toBe(403)
    expect(await statusOf(path, {}, 'null')).toBe(403)
    expect(await statusOf(path, { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await statusOf(path, { host: 'pages.example' })).toBe(403)
    const forged = { host: 'pages.example', 'mf-original-url': `${own()}${path}` }
    expect(await statusOf(path, forged)).toBe(403)
  })
})

describe('the local proxy', () => {
  const workers = ['config-service', 'data-aggregator', 'report-orchestrator', 'api-gateway']
  test.each(workers)('leads no request to %s', async (worker) => {
    const answer = await send('/api/v1/snapshot', 'GET', { 'mf-route-override': worker })
    expect(answer).toMatchObject({ status: 403, reason: 'header_not_allowed' })
  })

  test('is not reached with two Host headers', async () => {
    const { host, port, hostname } = new URL(own())
    for (const hosts of [
      [host, 'pages.example'],
      ['pages.example', host],
      [host, host],
    ]) {
      const socket = connect(Number(port), hostname)
      const lines = hosts.map((name) => `Host: ${name}`)
      socket.write(
        ['GET /api/reports HTTP/1.1', ...lines, 'Connection: close', '', ''].join('\r\n'),
      )
      const answer = await readText(socket)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('"reason":"malformed_host"')
    }
  })

  test.each([
    '/cdn-cgi/local/scheduled?cron=*+*+*+*+*',
    '/cdn-cgi/handler/scheduled',
    '/cdn-cgi/mf/scheduled',
    '/cdn-cgi/explorer',
    '/cdn-cgi/local/explorer/api',
    '/cdn-cgi/local/platform-proxy',
    '/cdn-cgi/live-reload',
    '/__cf_local/stream/x',
    '/x/../cdn-cgi/local/explorer',
  ])('serves %s to nobody outside', async (path) => {
    const sent = httpRequest({ ...connection(), path })
    sent.end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    expect([response.statusCode, await readText(response)]).toEqual([
      404,
      expect.stringContaining('"reason":"route_not_found"'),
    ])
  })
})

describe('through the front', () => {
  test('a body that is too large is refused as by the gateway, and the connection is of use', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(5_000_000) })
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
    const answer = await send(
      '/api/reports',
      'POST',
      { ...headers, authorization: `Bearer ${token}` },
      body,
    )
    expect(answer).toMatchObject({ status: 413, reason: 'body_too_large' })
    expect(await send('/api/reports', 'GET', { authorization: `Bearer ${token}` })).toMatchObject({
      status: 200,
    })
  })
})

describe('a link of another site', () => {
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  const reads = PUBLIC_ROUTES.filter(
    ({ route }) => route.method === 'GET' && route.access !== 'admin' && !route.stream,
  ).map((target) => ({ name: target.public, target }))
  test.each(reads)('to $name is followed only where no provider is asked', async ({ target }) => {
    const answer = await attack(target, link)
    if (target.route.stored_only) expect(answer.reason).not.toBe('cross_site')
    else expect(answer).toMatchObject({ status: 403, reason: 'cross_site' })
  })
})

test('nothing of it has left a row, a version, a watch or a call', async () => {
  // A watch is served within a second. That it was refused is told in the log.
  await wait(3_000)
  expect(calls.filter((url) => url.includes(SYMBOL))).toEqual([])
  expect(calls.filter((url) => /generateContent/i.test(url))).toEqual([])
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name::text as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'log\\_%'`,
    )
    expect(tables.length).toBeGreaterThan(5)
    for (const { name } of tables) {
      const { rows: left } = await client.query(
        `select * from "${name}" t where t::text like '%${SYMBOL}%'`,
      )
      expect([name, left]).toEqual([name, []])
    }
  } finally {
    await client.end()
  }
  for (const document of ['system', 'watchlist', 'data-sources', 'analysis-modules', 'prompts/x']) {
    const answer = await fetch(`${stack.url}/api/config/${document}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { version } = (await answer.json()) as { version?: number }
    expect([document, version ?? 0]).toEqual([document, 0])
  }
})

test('our own page has an effect by the same requests', async () => {
  const watch = PUBLIC_ROUTES.find(({ operation }) => operation === 'watchQuotes')
  const report = PUBLIC_ROUTES.find(({ operation }) => operation === 'createReport')
  if (!watch || !report) throw new Error('a route is gone')
  const headers = { origin: own(), 'sec-fetch-site': 'same-origin' }
  expect(await attack(watch, headers)).toMatchObject({ status: 200 })
  expect(await attack(report, headers)).toMatchObject({ status: 202 })
  await expect
    .poll(() => calls.some((url) => url.includes(SYMBOL)), { timeout: 15_000, interval: 200 })
    .toBe(true)
})

describe('the security headers', () => {
  test('stand on the page, its scripts and styles, the API and its refusals', async () => {
    const page = await (await fetch(stack.url)).text()
    const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
    expect(assets.length).toBeGreaterThan(1)
    const paths = ['/', '/boot.js', '/api/reports', '/api/nothing', '/assets/nothing.js', ...assets]
    for (const path of paths) {
      const { headers } = await send(String(path), 'GET', {})
      expect([path, headers]).toEqual([path, expect.objectContaining(SECURITY_HEADERS)])
    }
  })
})
