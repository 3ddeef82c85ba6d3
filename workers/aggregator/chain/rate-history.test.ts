import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { FxAnswer, FxQuery, ProviderResult } from '../model/provider.ts'
import { dataSources, openDeps, providerNamed } from './deps.fixture.ts'
import { rateFor } from './exchange-rate.ts'
import { rateHistory } from './rate-history.ts'

const NOW = new Date('2026-11-22T12:00:00.000Z')
const rateOn = (day: string, rate: string, { from, to }: FxQuery) => ({
  from,
  to,
  at: `${day}T23:59:59.000Z`,
  rate,
})

describe.each(testDatabases())('daily rates of past years (%s)', (_, open) => {
  let database: TestDatabase
  let asked: FxQuery[] = []
  let says: (query: FxQuery) => ProviderResult<FxAnswer>
  beforeAll(async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    asked = []
    says = (query) => ({
      ok: true,
      data: {
        rate: { ...rateOn('2026-11-21', '0.93', query), at: '2026-11-22T10:00:00.000Z' },
        ...(query.since !== undefined && {
          history: [
            rateOn('2019-12-30', '0.89', query),
            rateOn('2019-12-31', '0.9', query),
            rateOn('2026-11-20', '0.92', query),
          ],
        }),
        source_url: 'https://example.com/rates',
        sources: [],
      },
    })
    await database.db.execute(sql`truncate instruments, items, fetches, sources cascade`)
  })

  const fetch = async (query: FxQuery) => {
    asked.push(query)
    return says(query)
  }
  const request = {
    market: 'HK' as const,
    from: 'HKD',
    to: 'CNY',
    asOf: NOW,
    sources: dataSources({ HK: { fx: ['alphavantage', 'yahoo'] } }),
  }
  const deps = (now = NOW) => ({
    ...openDeps(() => now),
    providers: [
      providerNamed('alphavantage', { fx: { markets: ['HK'], calls: 1, fetch } }),
      providerNamed('yahoo', { fx: { markets: ['HK'], calls: 1, fetch, history: true } }),
    ],
  })
  const read = (now = NOW) =>
    rateHistory({ ...request, db: database.db, since: '2019-01-01' }, deps(now))

  it('are asked of a provider that has them, once, and read oldest first', async () => {
    const first = await read()
    expect(first).toEqual({
      ok: true,
      data: {
        from: 'HKD',
        to: 'CNY',
        provider: 'yahoo',
        source_url: 'https://example.com/rates',
        days: [
          { date: '2019-12-30', rate: '0.89' },
          { date: '2019-12-31', rate: '0.9' },
          { date: '2026-11-20', rate: '0.92' },
        ],
      },
    })
    expect(asked).toEqual([{ from: 'HKD', to: 'CNY', since: '2011-11-22' }])
    expect(await read(new Date(NOW.getTime() + 86_400_000))).toEqual(first)
    expect(asked).toHaveLength(1)
  })
  it('stand apart from the rate of a moment', async () => {
    await read()
    const now = await rateFor({ ...request, db: database.db }, deps())
    expect(now).toMatchObject({ ok: true, data: { rate: '0.93', provider: 'alphavantage' } })
  })
  it('are absent where a provider has none, or answers another pair', async () => {
    says = () => ({ ok: false, reason: 'unreachable', detail: 'yahoo: could not be reached' })
    expect(await read()).toMatchObject({ ok: false })
    await database.db.execute(sql`truncate fetches`)
    says = (query) => ({
      ok: true,
      data: {
        rate: rateOn('2026-11-21', '7.8', query),
        history: [rateOn('2026-11-20', '7.8', { from: 'USD', to: 'HKD' })],
        source_url: 'https://example.com/rates',
        sources: [],
      },
    })
    expect(await read()).toMatchObject({ ok: false })
  })
})
