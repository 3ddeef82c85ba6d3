/**
 * Live prices on their way from a simulated exchange to the reader: they are watched, refreshed in
 * batches and pushed, they expire, and they come back.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import type {
  RealTimeQuoteResponse,
  RealtimeBatch,
  StreamMessage,
} from '#shared/contracts/quotes.ts'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import type { DataSources, SystemConfig } from '#shared/contracts/config-documents.ts'
import type { Exchange } from '../dev/exchange/exchange.ts'
import { startExchange } from '../dev/exchange/start-exchange.ts'
import { ADMIN_TOKEN, NOBODY, startSystem, type System } from './harness.ts'

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` }
let exchange: Exchange
let system: System

beforeAll(async () => {
  exchange = await startExchange()
  system = await startSystem({ secrets: { aggregator: { SIMULATED_EXCHANGE_URL: exchange.url } } })
  await system.configure<SystemConfig>('system', (value) => ({
    ...value,
    quotes: {
      ...value.quotes,
      refresh_seconds: { watched: 1, watched_closed: 1, listed: 60, listed_closed: 60 },
    },
  }))
  await system.configure<DataSources>('data-sources', (value) => ({
    ...value,
    breaker: { failures: 3, open_seconds: 1 },
    timeout_ms: 25_000,
    chain_timeout_ms: 28_000,
  }))
})
afterEach(() => {
  exchange.outage(false)
  exchange.fault(null)
  exchange.delay(0)
})
afterAll(async () => {
  await system?.stop()
  await exchange?.close()
})

const realtime = (id: string, seconds: number) =>
  system.get(`/api/financials/${id.replace(':', '/')}/realtime?max_age_seconds=${seconds}`)
const watch = (...instruments: string[]) => system.post('/api/market-data/watches', { instruments })
const priceOf = (answer: { body: unknown }) => (answer.body as RealTimeQuoteResponse).price
const isFresh = async (id: string, seconds: number) => (await realtime(id, seconds)).status === 200
const within = { timeout: 10_000, interval: 100 }

describe('a watch', () => {
  test('has the price asked for at once and again and again, with its source and its time', async () => {
    expect(await realtime('US:AAPL', 30)).toMatchObject({
      status: 404,
      body: { reason: 'quote_missing' },
    })
    expect(await watch('us:aapl')).toMatchObject({
      status: 200,
      body: { lease_seconds: 120, watches: [{ instrument: 'US:AAPL', outcome: 'watched' }] },
    })
    await expect.poll(() => isFresh('US:AAPL', 30), within).toBe(true)
    const first = await realtime('US:AAPL', 30)
    expect(first.body).toMatchObject({
      source: 'simulated',
      currency: 'USD',
      session: expect.stringMatching(/open|closed|break/),
      max_age_seconds: 30,
    })
    exchange.setPrice('US:AAPL', '321.25')
    await expect.poll(async () => priceOf(await realtime('US:AAPL', 30)), within).toBe('321.25')
  })
  test('of many instruments costs one upstream call a round', async () => {
    const ids = Array.from(
      { length: 30 },
      (_, i) => `US:AB${String.fromCharCode(65 + i / 26, 65 + (i % 26))}`,
    )
    exchange.resetCounts()
    const { body } = await watch(...ids)
    // Not on the shipped list of tickers, and never heard of.
    expect(body).toMatchObject({
      watches: expect.arrayContaining([
        {
          asked: 'US:ABBD',
          instrument: 'US:ABBD',
          outcome: 'refused',
          reason: 'unknown_symbol',
          detail: expect.any(String),
        },
      ]),
    })
    const jp = Array.from({ length: 30 }, (_, i) => `JP:${7200 + i}`)
    await watch(...jp)
    exchange.resetCounts()
    const began = Date.now()
    await expect.poll(() => exchange.asked('JP:7229'), within).toBeGreaterThanOrEqual(4)
    const rounds = Math.ceil((Date.now() - began) / 1_000) + 2
    expect(exchange.symbols()).toBeGreaterThan(100)
    expect(exchange.calls()).toBeLessThanOrEqual(4 * rounds)
  })
  test('refuses what is no instrument, each by itself', async () => {
    expect((await watch('US:AAPL', 'XX:1', 'JP:toyota', 'AAPL')).body).toMatchObject({
      watches: [
        { outcome: 'watched' },
        { outcome: 'refused', reason: 'unknown_market', instrument: null },
        { outcome: 'refused', reason: 'malformed_symbol' },
        { outcome: 'refused', reason: 'malformed_symbol' },
      ],
    })
    expect((await watch(...Array.from({ length: 101 }, () => 'US:AAPL'))).status).toBe(422)
    expect((await watch()).status).toBe(422)
  })
})

test('an exchange that is gone lets the price expire with the reason, and it comes back after', async () => {
  await watch('HK:00700')
  await expect.poll(() => isFresh('HK:00700', 3), within).toBe(true)
  exchange.outage(true)
  await expect.poll(() => isFresh('HK:00700', 3), within).toBe(false)
  const gone = await realtime('HK:00700', 3)
  expect(gone).toMatchObject({
    status: 404,
    body: { reason: 'quote_expired', age_seconds: expect.any(Number) },
  })
  expect(gone.body).not.toHaveProperty('price')
  await expect
    .poll(async () => JSON.stringify((await realtime('HK:00700', 1)).body), within)
    .toMatch(/last refresh failed: \w+, .*simulated/i)
  exchange.outage(false)
  await expect.poll(() => isFresh('HK:00700', 3), within).toBe(true)
})

test('an answer that comes after 20 s is as old as its request', { timeout: 60_000 }, async () => {
  exchange.delay(20_000)
  const asked = Date.now()
  await watch('CN:600519.SH')
  await expect
    .poll(() => isFresh('CN:600519.SH', 86_400), { timeout: 30_000, interval: 50 })
    .toBe(true)
  exchange.delay(0)
  const answer = await realtime('CN:600519.SH', 86_400)
  const { age_seconds, observed_at } = answer.body as RealTimeQuoteResponse
  expect(Date.parse(observed_at) - asked).toBeLessThan(3_000)
  expect(age_seconds).toBeGreaterThanOrEqual(20)
  expect(await realtime('CN:600519.SH', 20)).toMatchObject({
    status: 404,
    body: { reason: 'quote_expired' },
  })
})

test('many are read at once, each with its price or why there is none', async () => {
  await watch('US:MSFT', 'JP:7203')
  await expect
    .poll(async () => (await isFresh('US:MSFT', 30)) && isFresh('JP:7203', 30), within)
    .toBe(true)
  const read = await system.get(
    '/api/market-data/realtime?instruments=us:msft,JP:7203.T,US:TSLA,XX:1,JP:toyota&max_age_seconds=30',
  )
  expect(read.headers.get('cache-control')).toBe('no-store')
  const { quotes } = read.body as RealtimeBatch
  expect(quotes.map(({ instrument, problem }) => [instrument, problem?.reason ?? null])).toEqual([
    ['US:MSFT', null],
    ['JP:7203', null],
    ['US:TSLA', 'quote_missing'],
    [null, 'unknown_market'],
    [null, 'malformed_symbol'],
  ])
  expect(quotes[1]?.quote).toMatchObject({ currency: 'JPY', source: 'simulated' })
  for (const bad of [
    '',
    'instruments=',
    `instruments=${Array.from({ length: 101 }, () => 'US:A').join(',')}`,
    'instruments=US:A&max_age_seconds=0',
  ])
    expect((await system.get(`/api/market-data/realtime?${bad}`)).status, bad).toBe(422)
})

describe('the stream', () => {
  const open = async (path: string) => {
    const socket = new WebSocket(`${system.url.replace('http', 'ws')}${path}`, {
      headers: system.headers(),
    })
    const messages: StreamMessage[] = []
    socket.on('message', (data) => messages.push(JSON.parse(String(data)) as StreamMessage))
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return { socket, messages }
  }
  const lastQuote = (messages: StreamMessage[]) =>
    messages.findLast((m) => m.type === 'quote')?.quote

  test('pushes each new price, is a watch by itself, tells the time, and says when a refresh failed', async () => {
    const { socket, messages } = await open('/api/financials/US/NVDA/stream?max_age_seconds=30')
    try {
      await expect
        .poll(() => messages[0], within)
        .toMatchObject({ type: 'none', problem: { reason: 'quote_missing' } })
      exchange.setPrice('US:NVDA', '777')
      await expect.poll(() => lastQuote(messages)?.price, within).toBe('777')
      exchange.setPrice('US:NVDA', '778.5')
      await expect.poll(() => lastQuote(messages)?.price, within).toBe('778.5')
      expect(lastQuote(messages)).toMatchObject({
        instrument: 'US:NVDA',
        source: 'simulated',
        max_age_seconds: 30,
      })
      const sent = Date.now()
      socket.send('{"time":7}')
      await expect
        .poll(() => messages.find((m) => m.type === 'time'), within)
        .toMatchObject({ id: 7 })
      const time = messages.find((m) => m.type === 'time')
      expect(Math.abs(Date.parse(time?.now ?? '') - sent)).toBeLessThan(2_000)
      exchange.outage(true)
      await expect
        .poll(() => messages.findLast((m) => m.type === 'failed'), within)
        .toMatchObject({ reason: expect.any(String) })
    } finally {
      socket.close()
    }
  })
  test.each([1000, 1001])('finishes a close that its reader begins with %i', async (code) => {
    const { socket } = await open('/api/financials/US/AAPL/stream?max_age_seconds=30')
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.close(code, 'done')
    expect(await closed).toBe(code)
  })
  test('shows out who says what it does not understand', async () => {
    const { socket } = await open('/api/financials/US/AAPL/stream')
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.send('hello')
    expect(await closed).toBe(1003)
  })
  test.each([
    ['/api/financials/US/AAPL/stream?max_age_seconds=30', 426, 'upgrade_required'],
    ['/api/financials/US/AAPL/stream', 426, 'upgrade_required'],
    ['/api/financials/XX/AAPL/stream?max_age_seconds=30', 422, 'unknown_market'],
    ['/api/financials/US/AAPL/stream?max_age_seconds=0', 422, 'invalid_request'],
  ])('%s without an upgrade is %i %s', async (path, status, reason) => {
    expect(await system.get(path)).toMatchObject({ status, body: { reason } })
  })
})

describe('refreshes', () => {
  const runs = async () =>
    ((await system.get('/api/market-data/refreshes?limit=50')).body as { runs: RefreshRun[] }).runs
  const ended = (id: string) =>
    expect
      .poll(async () => (await runs()).find((run) => run.id === id)?.ended_at, within)
      .toEqual(expect.any(String))

  test('by the cron trigger: the watchlist in batch calls, with a summary that stays', async () => {
    await system.configure('watchlist', () =>
      ['JP:6758', 'JP:9984', 'JP:8306', 'CN:600000.SH'].map((id) => ({
        market: id.slice(0, 2),
        symbol: id.slice(3),
      })),
    )
    // The trigger names no version; with this read the aggregator has the new list.
    await system.get('/api/data-sources')
    const before = (await runs()).map(({ id }) => id)
    await system.harness
      .getWorker('api-gateway')
      .scheduled({ cron: '* * * * *', scheduledTime: new Date() })
    await expect.poll(() => isFresh('JP:8306', 60), { timeout: 60_000, interval: 200 }).toBe(true)
    const fresh = (await runs()).filter(({ id, market }) => market === 'JP' && !before.includes(id))
    expect(fresh).toHaveLength(1)
    expect(fresh[0]).toMatchObject({
      cause: 'cron',
      served: expect.any(Number),
      unserved: 0,
      providers: [{ provider: 'simulated', calls: 1, failure: null }],
    })
    // Asked for a moment ago: of the list nothing is due. (What is watched is due every second
    // here.)
    const again = await system.post('/api/market-data/refreshes', {}, admin)
    expect(
      (again.body as { runs: RefreshRun[] }).runs.find(({ market }) => market === 'JP')?.not_due,
    ).toBeGreaterThanOrEqual(3)
  }, 90_000)

  test('on request: what is named, due or not; what no provider knows is counted, the rest is served', async () => {
    exchange.missing(['US:IBM'])
    const answer = await system.post(
      '/api/market-data/refreshes',
      { instruments: ['US:IBM', 'US:AMZN', 'us:goog'] },
      admin,
    )
    expect(answer.status).toBe(200)
    const [run] = (answer.body as { runs: RefreshRun[] }).runs
    expect(run).toMatchObject({
      market: 'US',
      cause: 'request',
      instruments: 3,
      batches: 1,
      ended_at: null,
    })
    await ended(run?.id ?? '')
    expect((await runs()).find(({ id }) => id === run?.id)).toMatchObject({
      served: 2,
      unserved: 1,
    })
    exchange.missing([])
    expect(await isFresh('US:GOOG', 30)).toBe(true)
    expect((await system.get('/api/market-data/quotes/GOOG?market=US')).body).toMatchObject({
      source: 'simulated',
      live: false,
    })
  })

  test('of a market that must wait do not fail those of the others', async () => {
    exchange.delay(8_000)
    const named = (instruments: string[]) =>
      system.post('/api/market-data/refreshes', { instruments, spread_seconds: 20 }, admin)
    for (const symbol of ['00005', '00011', '00016']) await named([`HK:${symbol}`])
    expect(await named(['HK:00002'])).toMatchObject({
      status: 429,
      body: { reason: 'rate_limited' },
    })
    expect(await named(['HK:00002', 'JP:4063'])).toMatchObject({
      status: 200,
      body: {
        runs: [{ market: 'JP' }],
        refused: [{ market: 'HK', reason: 'rate_limited', retry_after_seconds: 10 }],
      },
    })
  })

  test('need the administrator, and instruments that are some', async () => {
    expect((await system.post('/api/market-data/refreshes', {})).status).toBe(403)
    expect((await system.post('/api/market-data/refreshes', {}, NOBODY)).status).toBe(401)
    expect(
      await system.post(
        '/api/market-data/refreshes',
        { instruments: ['US:AAPL', 'nonsense'] },
        admin,
      ),
    ).toMatchObject({
      status: 422,
      body: { reason: 'invalid_request', errors: [{ path: 'body.instruments.1' }] },
    })
    expect(
      (await system.post('/api/market-data/refreshes', { spread_seconds: 51 }, admin)).status,
    ).toBe(422)
  })
})
