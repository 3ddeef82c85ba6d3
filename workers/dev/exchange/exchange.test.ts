/** The exchange follows what it is told, through its functions and over HTTP. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { startExchange } from './start-exchange.ts'

const START = new Date('2026-11-24T17:03:21.637Z')
let now = START
let exchange: Exchange

beforeEach(async () => {
  now = START
  exchange = await startExchange({ clock: () => now })
  return () => exchange.close()
})

const chartOf = (symbol: string) =>
  `${exchange.url}/query2.finance.yahoo.com/v8/finance/chart/${symbol}?range=5d&interval=1d`
const priced = (url = chartOf('AAPL')) => fetch(url).then((response) => response.status)
const tell = async (command: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${exchange.url}/control`, {
    method: 'POST',
    headers,
    body: typeof command === 'string' ? command : JSON.stringify(command),
  })
  const body: unknown = await response.json()
  return { status: response.status, body }
}

describe('by its handle', () => {
  test('a price that is set stands, within the high and low of its day, until the path is let through again', () => {
    const before = exchange.meant('US:AAPL')
    exchange.setPrice('US:AAPL', '1234.5678')
    exchange.clock.advance(-60_000)
    expect(exchange.meant('US:AAPL')).toMatchObject({
      price: '1234.5678',
      high: '1234.5678',
      low: before?.low,
    })
    exchange.clock.advance(24 * 3_600_000)
    expect(exchange.meant('US:AAPL')).toMatchObject({
      price: '1234.5678',
      previous_close: '1234.5678',
    })
    exchange.clock.advance(60_000 - 24 * 3_600_000)
    exchange.setPrice('US:AAPL', null)
    expect(exchange.meant('US:AAPL')).toEqual({ ...before, high: '1234.5678' })
  })
  test.each([
    ['US:AAPL', '0'],
    ['US:AAPL', 'dear'],
    ['US:AAPL', -1],
    ['XX:AAPL', '1'],
    ['AAPL', '1'],
  ])('%s at %s is refused', (id, price) => {
    expect(() => exchange.setPrice(id, price)).toThrow()
  })
  test('its time is in whole seconds, goes on, may be moved, and stands still while trading is stopped', () => {
    const quotedAt = () => exchange.meant('HK:00700')?.quoted_at
    expect(quotedAt()).toBe('2026-11-24T17:03:21.000Z')
    exchange.freeze(true)
    const stopped = exchange.meant('HK:00700')
    now = new Date(START.getTime() + 90_000)
    expect(exchange.meant('HK:00700')).toEqual(stopped)
    exchange.freeze(false)
    expect(quotedAt()).toBe('2026-11-24T17:04:51.000Z')
    exchange.clock.advance(-30_000)
    expect(quotedAt()).toBe('2026-11-24T17:04:21.000Z')
  })
  test('an answer that is late has the price of the moment of asking', async () => {
    exchange.delay(150)
    const began = performance.now()
    const asked = fetch(chartOf('AAPL'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    now = new Date(START.getTime() + 60_000)
    expect(await (await asked).text()).toContain(
      `"regularMarketTime":${Math.floor(START.getTime() / 1_000)}`,
    )
    expect(performance.now() - began).toBeGreaterThan(140)
  })
  test('in an outage nobody is answered and no call is counted; /control still listens', async () => {
    exchange.outage(true)
    await expect(priced()).rejects.toThrow()
    expect((await tell({ outage: false })).body).toMatchObject({ outage: false, calls: 0 })
    expect(await priced()).toBe(200)
    expect(exchange.calls()).toBe(1)
  })
})

describe('over HTTP', () => {
  test('commands are carried out, and the state is told', async () => {
    const command = {
      delay_ms: 5,
      fault: 'rate_limited',
      retry_after_seconds: 9,
      freeze: true,
      prices: { 'CN:600519': 1500 },
      missing: ['US:MSFT'],
    }
    expect((await tell({ ...command, advance_ms: 1_000 })).body).toMatchObject({
      simulated: true,
      now: '2026-11-24T17:03:22.637Z',
      delay_ms: 5,
      fault: 'rate_limited',
      frozen: true,
      prices: { 'CN:600519.SH': '1500' },
      missing: ['US:MSFT'],
      calls: 0,
    })
    const limited = await fetch(chartOf('AAPL'))
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '9'])
    await tell({ fault: null, prices: { 'CN:600519.SH': null }, missing: [], freeze: false })
    expect(await priced()).toBe(200)
    const state: unknown = await (await fetch(`${exchange.url}/control`)).json()
    expect(state).toMatchObject({
      prices: {},
      missing: [],
      calls: 2,
      symbols: 2,
      asked: { 'US:AAPL': 2 },
    })
    expect((await tell({ reset_counts: true })).body).toMatchObject({ calls: 0, asked: {} })
  })
  test.each([
    ['{'],
    [{ dalay_ms: 1 }],
    [{ fault: 'flood' }],
    [{ prices: { 'US:AAPL': 'dear' } }],
    [{ missing: ['nothing'] }],
    ['x'.repeat(600_000)],
  ])('what is no command is refused: %.40j', async (command) => {
    expect(await tell(command)).toMatchObject({ status: 400, body: { error: expect.any(Array) } })
  })
  test('a page of another origin is not listened to', async () => {
    expect((await tell({ outage: true }, { origin: 'https://example.com' })).status).toBe(404)
    expect(await priced()).toBe(200)
  })
})

test.each([
  '/',
  '/qt.gtimg.cn/q=',
  '/qt.gtimg.cn/q=sh600519&x',
  '/web.ifzq.gtimg.cn/appstock/app/fqkline/get?param=sh600519,day,,,5,',
  '/query2.finance.yahoo.com/v8/finance/chart/AAPL',
  '/query2.finance.yahoo.com/v8/finance/chart/AAPL?period1=1&period2=2&interval=1d',
  '/query2.finance.yahoo.com/v8/finance/chart/%zz?range=5d&interval=1d',
  '/query2.finance.yahoo.com/v8/finance/chart/CNYUSD%3DX?range=5d&interval=1d',
  '/query2.finance.yahoo.com/v8/finance/chart/VOD.L?range=5d&interval=1d',
  '/query2.finance.yahoo.com/v7/finance/quote',
  '/toString/x',
  '/example.com/q=sh600519',
])('%s is answered 404, without a price', async (path) => {
  const response = await fetch(exchange.url + path)
  expect(response.status).toBe(404)
  expect(await response.text()).not.toMatch(/price/i)
})

test('a quote list without its cookie or crumb is refused as Yahoo refuses it', async () => {
  expect(
    await priced(`${exchange.url}/query2.finance.yahoo.com/v7/finance/quote?symbols=AAPL`),
  ).toBe(401)
  expect(await priced(`${exchange.url}/query2.finance.yahoo.com/v1/test/getcrumb`)).toBe(401)
})
