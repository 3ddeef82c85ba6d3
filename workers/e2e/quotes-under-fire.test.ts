/**
 * No price that is too old is given, even under load: there are several hundred reads a second
 * while the exchange hangs, fails and disappears, and while the database goes away and comes back.
 * The test itself knows how old a price is: each price of an instrument was current at the exchange
 * during one period only, and cannot have been read there after that period.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SystemConfig, DataSources } from '#shared/contracts/config-documents.ts'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import { openEmbedded } from '../dev/database.ts'
import type { Exchange } from '../dev/exchange/exchange.ts'
import { startExchange } from '../dev/exchange/start-exchange.ts'
import { type SeverableDatabase, severable } from './fakes/severed.ts'
import { startSystem, type System } from './harness.ts'

const IDS = ['US:AAPL', 'US:MSFT', 'CN:600519.SH', 'HK:00700', 'JP:7203', 'JP:6758']
const MAX_AGES = [1, 2, 3, 5, 10]
const SECONDS = 34
const CLIENTS = 12

let embedded: Awaited<ReturnType<typeof openEmbedded>>
let database: SeverableDatabase
let exchange: Exchange
let system: System

beforeAll(async () => {
  embedded = await openEmbedded(null)
  database = await severable(embedded)
  exchange = await startExchange()
  system = await startSystem({
    database,
    secrets: { aggregator: { SIMULATED_EXCHANGE_URL: exchange.url, UPSTREAM_TIMEOUT_MS: '4000' } },
  })
  const often = { watched: 1, watched_closed: 1, listed: 60, listed_closed: 60 }
  await system.configure<SystemConfig>('system', (value) => ({
    ...value,
    quotes: { ...value.quotes, refresh_seconds: often },
  }))
  await system.configure<DataSources>('data-sources', (value) => ({
    ...value,
    breaker: { failures: 3, open_seconds: 1 },
  }))
})
afterAll(async () => {
  await system?.stop()
  await exchange?.close()
  await database?.close()
  await embedded?.close()
})

/** When each price stopped being the one the exchange gives; Infinity for the one it gives now. */
const until = new Map<string, number>()
const current = new Map<string, string>()
let next = 100
const tick = (): void => {
  for (const id of IDS) {
    next += 1
    const price = `${next}.25`
    const before = current.get(id)
    exchange.setPrice(id, price)
    if (before !== undefined) until.set(`${id} ${before}`, Date.now())
    until.set(`${id} ${price}`, Number.POSITIVE_INFINITY)
    current.set(id, price)
  }
}

test('no price older than asked for is ever given, and none that was taken in is lost', {
  timeout: 150_000,
}, async () => {
  tick()
  const ticking = setInterval(tick, 250)
  const watching = setInterval(
    () => void system.post('/api/market-data/watches', { instruments: IDS }),
    20_000,
  )
  await system.post('/api/market-data/watches', { instruments: IDS })
  const seen = new Map<string, RealTimeQuoteResponse>()
  const outcomes: Record<string, number> = {}
  const wrong: string[] = []
  const end = Date.now() + SECONDS * 1_000
  const reader = async (n: number): Promise<void> => {
    for (let i = n; Date.now() < end; i++) {
      const id = IDS[i % IDS.length] ?? ''
      const max = MAX_AGES[i % MAX_AGES.length] ?? 1
      const sent = Date.now()
      const response = await fetch(
        `${system.url}/api/financials/${id.replace(':', '/')}/realtime?max_age_seconds=${max}`,
        { headers: system.headers() },
      )
      const body = (await response.json()) as RealTimeQuoteResponse & { reason?: string }
      outcomes[body.reason ?? response.status] = (outcomes[body.reason ?? response.status] ?? 0) + 1
      if (response.status !== 200) {
        if (
          Object.hasOwn(body, 'price') ||
          !['quote_expired', 'quote_missing'].includes(body.reason ?? '')
        )
          wrong.push(JSON.stringify(body))
        continue
      }
      const over = until.get(`${id} ${body.price}`)
      if (over === undefined) wrong.push(`${id} ${body.price} was never a price`)
      else if (sent - over > max * 1_000)
        wrong.push(
          `${id} ${body.price} is at least ${sent - over} ms old, asked for ${max} s, said ${body.age_seconds} s`,
        )
      if (body.age_seconds > max)
        wrong.push(`${id} said ${body.age_seconds} s where ${max} s were asked for`)
      seen.set(`${id} ${body.quoted_at} ${body.source}`, body)
    }
  }
  const trouble = async (): Promise<void> => {
    const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    await after(3_000)
    database.cut(true)
    await after(2_000)
    exchange.delay(3_000)
    await after(5_000)
    exchange.fault('hang')
    await after(4_000)
    exchange.fault(null)
    exchange.delay(0)
    await after(3_000)
    exchange.outage(true)
    await after(4_000)
    database.cut(false)
    exchange.outage(false)
    await after(2_000)
    exchange.fault('half')
    await after(2_000)
    exchange.fault(null)
    // A database that takes statements and answers none holds up no price.
    database.stall(true)
    await after(4_000)
    const during = await system.get('/api/financials/US/AAPL/realtime?max_age_seconds=5')
    if (during.status !== 200)
      wrong.push(`no price while the database stalls: ${JSON.stringify(during.body)}`)
    await after(2_000)
    database.stall(false)
  }
  await Promise.all([trouble(), ...Array.from({ length: CLIENTS }, (_, n) => reader(n))])
  clearInterval(ticking)
  clearInterval(watching)
  const reads = Object.values(outcomes).reduce((sum, n) => sum + n, 0)
  console.log(
    `${reads} reads, ${Math.round(reads / SECONDS)} a second: ${JSON.stringify(outcomes)}; ${seen.size} quotes seen`,
  )
  expect(wrong).toEqual([])
  // There were fresh prices, and times without any.
  expect(outcomes['200']).toBeGreaterThan(reads / 20)
  expect(outcomes.quote_expired).toBeGreaterThan(reads / 20)
  expect(seen.size).toBeGreaterThan(20)
  // Everything a reader was shown is on record, what was taken in while the database was away too.
  // `from` is a day of the market's own zone: past midnight in UTC New York is a day behind.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const recorded = async () => {
    const keys = new Set<string>()
    for (const id of IDS) {
      const [market = '', symbol = ''] = id.split(':')
      const { body } = await system.get(
        `/api/market-data/quotes/${symbol}/history?market=${market}&from=${yesterday}&limit=5000`,
      )
      for (const row of (body as { quotes?: { quoted_at: string; source: string }[] }).quotes ?? [])
        keys.add(`${id} ${new Date(row.quoted_at).toISOString()} ${row.source}`)
    }
    return keys
  }
  await expect
    .poll(
      async () => {
        const keys = await recorded()
        return [...seen.keys()].filter((key) => !keys.has(key)).length
      },
      { timeout: 60_000, interval: 2_000 },
    )
    .toBe(0)
})
