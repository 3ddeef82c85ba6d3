/**
 * The providers' own adapters read the simulated exchange as they read the real providers, and find
 * the values that the exchange meant.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { MARKETS } from '#shared/names.ts'
import { parseInstrument } from '#shared/symbol.ts'
import { startExchange } from '../../../dev/exchange/start-exchange.ts'
import type { Exchange, Meant } from '../../../dev/exchange/exchange.ts'
import { checkItems } from '../../chain/check.ts'
import { openContext } from '../../chain/deps.fixture.ts'
import { upstreamFetch } from '../upstream.ts'
import { caseQuery } from '../test/case.ts'
import type { Provider } from '../../model/provider.ts'
import { tencent } from '../tencent/index.ts'
import { yahoo } from '../yahoo/index.ts'
import { simulatedExchange } from './index.ts'

const IDS = [
  'CN:600519.SH',
  'CN:688256.SH',
  'CN:000001.SZ',
  'CN:920185.BJ',
  'CN:900901.SH',
  'CN:200002.SZ',
  'HK:00700',
  'HK:80700',
  'US:AAPL',
  'US:BRK.B',
]
const JAPANESE = ['JP:7203', 'JP:130A']
/** Past the hour that New York has twice, past midnight in Asia, a part of a second in. */
let now = new Date('2026-11-24T17:03:21.637Z')
let exchange: Exchange

beforeAll(async () => {
  exchange = await startExchange({ clock: () => now })
})
beforeEach(() => {
  exchange.fault(null)
  exchange.freeze(false)
  exchange.missing([])
  exchange.resetCounts()
  now = new Date('2026-11-24T17:03:21.637Z')
})
afterAll(() => exchange.close())

const contextFor = (timeoutMs = 5_000) => ({
  ...openContext(() => now),
  timeoutMs,
  fetch: upstreamFetch({ UPSTREAM_ORIGIN: exchange.url }),
})
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const instrumentOf = (id: string) => {
  const [market = '', symbol = ''] = id.split(':')
  const parsed = parseInstrument(market, symbol)
  if (!parsed.ok) throw new Error(parsed.detail)
  return parsed.data
}

/** Asks a provider and runs the checks that every answer must pass. */
const ask = async (provider: Provider, id: string, timeoutMs?: number) => {
  const { market, symbol } = instrumentOf(id)
  const answer = await provider.datasets.quote?.fetch(
    caseQuery({ market, symbol }),
    contextFor(timeoutMs),
  )
  if (!answer) throw new Error(`${provider.id} has no quotes`)
  return checkItems('quote', { provider: provider.id, market, symbol, known: null }, answer)
}
const askMany = async (provider: Provider, ids: readonly string[]) => {
  const [first = ''] = ids
  const answer = await provider.datasets.quote?.batch?.fetch(
    instrumentOf(first).market,
    ids.map((id) => instrumentOf(id).symbol),
    contextFor(),
  )
  if (!answer?.ok) throw new Error(answer?.detail ?? `${provider.id} has no batches`)
  return answer.data
}
const told = ({
  price,
  currency,
  open,
  high,
  low,
  previous_close,
  volume,
  quoted_at,
}: ItemOf<'quote'>) => ({
  price,
  currency,
  open,
  high,
  low,
  previous_close,
  volume,
  quoted_at,
})
const meantOf = (id: string): Meant => {
  const meant = exchange.meant(id)
  if (!meant) throw new Error(`${id} is not listed`)
  return meant
}
const meant = (id: string): Omit<Meant, 'turnover'> => {
  const { turnover: _, ...rest } = meantOf(id)
  return rest
}

describe('one quote', () => {
  test.each([
    ...IDS.map((id) => [tencent, id] as const),
    ...[...IDS, ...JAPANESE].map((id) => [yahoo, id] as const),
  ])('$id reads $1', async (provider, id) => {
    const answer = await ask(provider, id)
    if (!answer.ok) throw new Error(answer.detail)
    expect(answer.data.items.map(({ item }) => told(item))).toEqual([meant(id)])
    expect(answer.data.subject.symbol).toBe(instrumentOf(id).symbol)
    expect(exchange.calls()).toBe(1)
    expect(exchange.asked(id)).toBe(1)
  })
  test('Tencent says the turnover too, and change and volume fit it', async () => {
    const answer = await ask(tencent, 'CN:600519.SH')
    expect(answer.ok && answer.data.items[0]?.item.turnover).toBe(meantOf('CN:600519.SH').turnover)
    expect(Number(meantOf('CN:600519.SH').volume)).toBeGreaterThan(0)
  })
  test.each([tencent, yahoo])(
    '$id reads a price that was set, and the close of the day before as it was',
    async (provider) => {
      const before = meant('HK:00700')
      exchange.setPrice('HK:00700', '999.8')
      const answer = await ask(provider, 'HK:00700')
      exchange.setPrice('HK:00700', null)
      const { open, low, previous_close } = before
      expect(answer.ok && answer.data.items[0] && told(answer.data.items[0].item)).toEqual({
        ...before,
        open,
        low,
        previous_close,
        price: '999.8',
        high: '999.8',
      })
    },
  )
  test.each([tencent, yahoo])('$id: what is not listed is not found', async (provider) => {
    exchange.missing(['US:AAPL'])
    expect(await ask(provider, 'US:AAPL')).toMatchObject({ ok: false, reason: 'not_found' })
    expect((await ask(provider, 'US:MSFT')).ok).toBe(true)
  })
})

describe('many quotes in one call', () => {
  test.each([tencent, yahoo])('$id', async (provider) => {
    for (const market of MARKETS) {
      const ids = [...IDS, ...JAPANESE].filter((id) => id.startsWith(market))
      if (!provider.datasets.quote?.markets.includes(market)) continue
      exchange.resetCounts()
      const quotes = await askMany(provider, ids)
      expect(
        Object.fromEntries(
          [...quotes].map(([symbol, quote]) => [`${market}:${symbol}`, told(quote)]),
        ),
      ).toEqual(Object.fromEntries(ids.map((id) => [id, meant(id)])))
      expect([exchange.calls(), exchange.symbols()]).toEqual([1, ids.length])
    }
  })
  test.each([tencent, yahoo])(
    '$id: one that is not listed costs the others nothing',
    async (provider) => {
      exchange.missing(['US:AAPL'])
      expect([...(await askMany(provider, ['US:AAPL', 'US:MSFT'])).keys()]).toEqual(['MSFT'])
    },
  )
})

const FAILURES = [
  ['html', 'transient', 'transient'],
  ['empty', 'rate_limit', 'malformed'],
  ['half', 'malformed', 'malformed'],
  ['rate_limited', 'rate_limit', 'rate_limit'],
  ['server_error', 'transient', 'transient'],
  ['hang', 'timeout', 'timeout'],
  ['hang_up', 'unreachable', 'unreachable'],
] as const

test.each(FAILURES)(
  '%s is told as %s by Tencent and as %s by Yahoo and by the simulated exchange',
  async (kind, ofTencent, ofYahoo) => {
    exchange.fault(kind, 7)
    const wait = kind === 'rate_limited' ? { retry_after_seconds: 7 } : {}
    expect(await ask(tencent, 'US:AAPL', 200)).toMatchObject({
      ok: false,
      reason: ofTencent,
      ...wait,
    })
    expect(await ask(yahoo, 'US:AAPL', 200)).toMatchObject({ ok: false, reason: ofYahoo, ...wait })
    const failure = await ask(simulatedExchange(exchange.url), 'US:AAPL', 200)
    expect(failure).toMatchObject({
      ok: false,
      reason: ofYahoo,
      ...wait,
      detail: expect.stringMatching(/^simulated exchange: /),
    })
    expect(JSON.stringify(failure)).not.toMatch(/yahoo/i)
  },
)

describe('the simulated provider', () => {
  test('asks the exchange and nobody else, says so, and speaks of no other source', async () => {
    const simulated = simulatedExchange(exchange.url)
    const { market, symbol } = instrumentOf('JP:7203')
    const elsewhere = {
      ...contextFor(),
      fetch: upstreamFetch({ UPSTREAM_ORIGIN: 'http://127.0.0.1:1' }),
    }
    const answer = await simulated.datasets.quote?.fetch(caseQuery({ market, symbol }), elsewhere)
    if (!answer?.ok) throw new Error(answer?.detail)
    expect(answer.data.items.map(({ item }) => [told(item), item.delay])).toEqual([
      [meant('JP:7203'), { kind: 'realtime' }],
    ])
    for (const { source_url } of answer.data.items)
      expect((await fetch(source_url)).status).toBe(200)
    expect(JSON.stringify(answer.data.sources.map(({ url }) => new URL(url).origin))).toBe(
      JSON.stringify([exchange.url]),
    )
  })
  test('takes ten thousand symbols in batches', async () => {
    const simulated = simulatedExchange(exchange.url)
    const ids = Array.from(
      { length: 10_000 },
      // Four letters each, beginning at QAAA.
      (_, index) =>
        `US:Q${[676, 26, 1].map((place) => LETTERS[Math.floor(index / place) % 26]).join('')}`,
    )
    const size = simulated.datasets.quote?.batch?.size ?? 0
    const began = performance.now()
    let found = 0
    for (let from = 0; from < ids.length; from += size)
      found += (await askMany(simulated, ids.slice(from, from + size))).size
    expect(found).toBe(10_000)
    expect(exchange.symbols()).toBe(10_000)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
