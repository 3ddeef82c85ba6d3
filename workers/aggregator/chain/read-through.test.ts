import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, withDatabase } from '#shared/db/client.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import { APPLE_REVENUE } from '../facts/facts.fixture.ts'
import type {
  Provider,
  ProviderFailure,
  ProviderResult,
  ShippedListing,
  StatementsAnswer,
} from '../model/provider.ts'
import type { SingleFlightRunner } from '../limits/single-flight.ts'
import { readThrough } from './read-through.ts'
import { statementsStore } from './dataset-stores.ts'
import { dataSources, openTools, providerNamed } from './deps.fixture.ts'

const revenue = { ...APPLE_REVENUE, source: null }
const answer = (
  symbol: string,
  recorded: StatementsAnswer['recorded'] = null,
  facts = [revenue],
): ProviderResult<StatementsAnswer> => ({
  ok: true,
  data: {
    instrument: {
      id: `US:${symbol}`,
      market: 'US',
      symbol,
      name: 'Apple Inc.',
      names: { en: 'Apple Inc.' },
      exchange: 'Nasdaq',
      industry: null,
      fiscal_year_end: '09-26',
      identifiers: { cik: '0000320193' },
    },
    facts,
    sources: [],
    recorded,
  },
})
const unreachable: ProviderFailure = {
  ok: false,
  reason: 'unreachable',
  detail: 'sec: www.sec.gov could not be reached',
}
const notFound: ProviderFailure = {
  ok: false,
  reason: 'not_found',
  detail: 'recorded: not among the recordings',
}
const recording = { original_provider: 'sec', recorded_at: '2026-03-25', note: 'recorded' }

const sources = dataSources({ US: { statements: ['sec', 'recorded'] } })

describe.each(testDatabases())('reading a company through (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  let now: Date
  let calls: string[]
  let says: Record<string, ProviderResult<StatementsAnswer>>
  let known: ShippedListing
  beforeEach(async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    now = new Date('2026-11-22T12:00:00.000Z')
    calls = []
    says = { sec: answer('AAPL'), recorded: answer('AAPL', recording) }
    known = { recorded: ['AAPL'], tickers: { listed: true, as_of: '2024-05-30' } }
    await database.db.execute(sql`truncate instruments, facts, fetches, sources cascade`)
  })

  const provider = (
    id: 'sec' | 'recorded',
    before: () => Promise<void> = async () => {},
  ): Provider =>
    providerNamed(id, {
      statements: {
        markets: ['US'],
        calls: 1,
        parts: { US: ['income', 'balance', 'cash_flow'] },
        async fetch() {
          calls.push(id)
          await before()
          return says[id] ?? notFound
        },
      },
    })
  /**
   * As the single flight does it across requests: who comes while another is at work waits for it
   * and looks again.
   */
  let flight: Promise<unknown> | null = null
  const inTurn: SingleFlightRunner = async (_, __, work) => {
    if (flight) {
      await flight
      return { led: false, value: null }
    }
    const led = work()
    flight = led
    try {
      return { led: true, value: await led }
    } finally {
      flight = null
    }
  }
  const read = (
    providers = [provider('sec'), provider('recorded')],
    db: Database = database.db,
    wanted = 1,
  ) => {
    const about = {
      db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => now,
      catalogued: () => null,
    }
    const store = {
      ...statementsStore(about, 10, wanted),
      enough: (_: CompanyReading, served: number) => served >= wanted,
    }
    return readThrough({ market: 'US', symbol: 'AAPL', sources }, store, {
      ...openTools(() => now),
      providers,
      known: () => known,
      inTurn,
    })
  }
  const outcomes = (result: Awaited<ReturnType<typeof read>>) =>
    result.ok ? result.data.attempts.map((a) => `${a.provider} ${a.outcome}`) : result.reason
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000)
    calls = []
  }

  it('asks the first provider, stores what it says, and reads that from then on in one statement', async () => {
    const first = await read()
    expect(outcomes(first)).toEqual(['sec served'])
    later(3_600)
    database.statements()
    flight = Promise.reject(new Error('a stored read waits for nobody'))
    flight.catch(() => {})
    const second = await read()
    flight = null
    expect(outcomes(second)).toEqual(['sec stored'])
    expect(database.statements()).toHaveLength(1)
    expect(calls).toEqual([])
    expect(second).toMatchObject({
      ok: true,
      data: {
        reading: { facts: [{ value: '416161000000' }] },
        servedBy: { provider: 'sec', recorded: null },
      },
    })
  })

  it('moves on when a provider fails, and says so', async () => {
    says.sec = unreachable
    const result = await read()
    expect(outcomes(result)).toEqual(['sec failed', 'recorded served'])
    expect(result).toMatchObject({
      ok: true,
      data: {
        servedBy: { provider: 'recorded', recorded: recording },
        reading: { facts: [{ provider: 'sec', retrieved_at: '2026-03-25T00:00:00.000Z' }] },
      },
    })
  })

  it('does not ask a failed provider again before its time, nor before the time it named', async () => {
    says.sec = { ...unreachable, reason: 'rate_limit', retry_after_seconds: 120 }
    await read()
    later(61)
    expect(outcomes(await read())).toEqual(['sec skipped', 'recorded stored'])
    expect(calls).toEqual([])
    later(60)
    says.sec = answer('AAPL')
    expect(outcomes(await read())).toEqual(['sec served'])
    expect(calls).toEqual(['sec'])
  })

  it('keeps to what was stored when a refresh fails', async () => {
    await read()
    later(90_000)
    says.sec = unreachable
    says.recorded = notFound
    expect(outcomes(await read())).toEqual(['sec failed', 'sec stored', 'recorded not_found'])
    later(10)
    const skipped = await read()
    expect(outcomes(skipped)).toEqual(['sec skipped', 'sec stored', 'recorded skipped'])
    expect(skipped).toMatchObject({
      ok: true,
      data: { servedBy: { provider: 'sec', served_at: '2026-11-22T12:00:00.000Z' } },
    })
    expect(calls).toEqual([])
  })

  it('moves on along the chain when a refresh fails: what was stored is old, and the next may know more', async () => {
    await read()
    later(90_000)
    says.sec = unreachable
    const capex = { ...revenue, concept: 'capex' as const, provider: 'fmp', value: '-1' }
    says.recorded = answer('AAPL', null, [capex])
    const moved = await read()
    expect(outcomes(moved)).toEqual(['sec failed', 'sec stored', 'recorded served'])
    expect(moved.ok && moved.data.reading.facts.map((fact) => fact.provider).sort()).toEqual([
      'fmp',
      'sec',
    ])
    expect(moved).toMatchObject({
      ok: true,
      data: { servedBy: { provider: 'sec', served_at: '2026-11-22T12:00:00.000Z' } },
    })
    later(10)
    expect(outcomes(await read())).toEqual(['sec skipped', 'sec stored', 'recorded stored'])
    expect(calls).toEqual([])
  })

  it('asks each provider once a day of a company of which none has all that is wanted', async () => {
    says.recorded = notFound
    const about = {
      db: database.db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => now,
      catalogued: () => null,
    }
    const young = () =>
      readThrough({ market: 'US', symbol: 'AAPL', sources }, statementsStore(about, 10, 1), {
        ...openTools(() => now),
        providers: [provider('sec'), provider('recorded')],
        known: () => known,
        inTurn,
      })
    expect(outcomes(await young())).toEqual(['sec served', 'recorded not_found'])
    for (const seconds of [61, 3_600, 80_000]) {
      later(seconds)
      expect(outcomes(await young())).toEqual(['sec stored', 'recorded skipped'])
      expect(calls).toEqual([])
    }
    later(3_000)
    await young()
    expect(calls).toEqual(['sec', 'recorded'])
  })

  it('a company that changes its name is read on, and a name that none but one provider gives is refused', async () => {
    const named = (name: string): ProviderResult<StatementsAnswer> => {
      const said = answer('AAPL')
      return said.ok
        ? {
            ok: true,
            data: {
              ...said.data,
              instrument: { ...said.data.instrument, name, names: { en: name } },
            },
          }
        : said
    }
    await read()
    later(90_000)
    says.recorded = named('Wuliangye Yibin')
    says.sec = unreachable
    expect(outcomes(await read())).toEqual(['sec failed', 'sec stored', 'recorded failed'])
    later(90_000)
    says.sec = named('Orchard Computers')
    const renamed = await read()
    expect(renamed).toMatchObject({
      ok: true,
      data: {
        attempts: [{ outcome: 'served' }],
        reading: { instrument: { name: 'Orchard Computers', names: { en: 'Orchard Computers' } } },
      },
    })
    // Who never named it before is not believed while another names it otherwise.
    later(90_000)
    says.sec = unreachable
    says.recorded = answer('AAPL', recording)
    expect(outcomes(await read())).toEqual(['sec failed', 'sec stored', 'recorded failed'])
  })

  it('the same figure from a recording and from a live call is one fact', async () => {
    says.sec = unreachable
    await read()
    later(61)
    says.sec = answer('AAPL')
    const result = await read()
    expect(result.ok && result.data.reading.facts).toHaveLength(1)
    const { rows } = await database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from facts`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  it("stores nothing of another company's answer, and names the provider", async () => {
    says.sec = answer('MSFT')
    says.recorded = notFound
    const result = await read()
    expect(result).toMatchObject({
      ok: false,
      reason: 'providers_failed',
      detail: expect.stringContaining('sec (wrong_instrument'),
    })
    const { rows } = await database.db.execute(
      sql`select (select count(*)::int from facts) as facts, (select count(*)::int from instruments) as instruments`,
    )
    expect(rows).toEqual([{ facts: 0, instruments: 0 }])
  })

  it('takes an answer without figures as empty', async () => {
    says.sec = answer('AAPL', null, [])
    says.recorded = notFound
    expect(await read()).toMatchObject({ ok: false, reason: 'no_data' })
  })

  it('does not know what no provider knows', async () => {
    says.sec = notFound
    says.recorded = notFound
    known = { recorded: ['AAPL'], tickers: { listed: false, as_of: '2024-05-30' } }
    const result = await read()
    expect(result).toMatchObject({
      ok: false,
      reason: 'unknown_symbol',
      attempts: [{ outcome: 'not_found' }, { outcome: 'not_found' }],
    })
    later(10)
    expect(await read()).toMatchObject({ ok: false, reason: 'unknown_symbol' })
    expect(calls).toEqual([])
  })

  it('holds no transaction open while a provider is asked', async () => {
    const other = new pg.Client({ connectionString: database.url })
    await other.connect()
    const write = async () => {
      await other.query(
        `insert into fetches (instrument, dataset, provider, outcome, asked_at) values ('US:OTHER', 'statements', 'sec', 'failed', now())`,
      )
    }
    const result = await read([provider('sec', write), provider('recorded')])
    await other.end()
    expect(outcomes(result)).toEqual(['sec served'])
  })

  it('asks once for all who read at once, and stores nothing twice', async () => {
    const alone = () =>
      withDatabase({ HYPERDRIVE: { connectionString: database.url } }, (db) => read(undefined, db))
    const results = await Promise.all([alone(), alone(), alone()])
    // Which of the three is first to lead is chance.
    expect(results.map(outcomes).sort()).toEqual([['sec served'], ['sec stored'], ['sec stored']])
    expect(calls).toEqual(['sec'])
    for (const result of results)
      expect(result).toMatchObject({
        ok: true,
        data: { reading: { facts: [{ value: '416161000000' }] } },
      })
    const { rows } = await database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from facts`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  it('asks a second provider when their agreement is wanted, and keeps what both say', async () => {
    const copy = { ...revenue, provider: 'fmp', value: '416161000001' }
    says.recorded = answer('AAPL', null, [copy])
    const result = await read(undefined, undefined, 2)
    expect(outcomes(result)).toEqual(['sec served', 'recorded served'])
    expect(result).toMatchObject({
      ok: true,
      data: {
        reading: {
          facts: [{ provider: 'sec' }],
          others: [{ provider: 'fmp', value: '416161000001' }],
        },
        servedBy: { provider: 'sec' },
      },
    })
  })

  it('goes on to the next provider while a statement is missing, and says who gave what', async () => {
    const assets = {
      ...revenue,
      concept: 'total_assets' as const,
      start: null,
      period: '@2025-09-27',
      provider: 'fmp',
    }
    says.recorded = answer('AAPL', null, [assets])
    const about = {
      db: database.db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => now,
      catalogued: () => null,
    }
    const deps = {
      ...openTools(() => now),
      providers: [provider('sec'), provider('recorded')],
      known: () => known,
      inTurn,
    }
    const result = await readThrough(
      { market: 'US', symbol: 'AAPL', sources },
      statementsStore(about, 10, 1),
      deps,
    )
    expect(outcomes(result)).toEqual(['sec served', 'recorded served'])
    expect(result).toMatchObject({ ok: true, data: { servedBy: { provider: 'sec' } } })
    if (result.ok)
      expect(result.data.reading.facts.map((fact) => fact.provider).sort()).toEqual(['fmp', 'sec'])
  })

  it('passes over a provider without a key, and asks it first once it has one', async () => {
    const keyed = providerNamed('fmp', provider('sec').datasets, {
      variable: 'FMP_API_KEY',
      signup: 'https://example.com/',
      free: true,
    })
    const chain = dataSources({ US: { statements: ['fmp', 'recorded'] } })
    const about = {
      db: database.db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => now,
      catalogued: () => null,
    }
    const store = { ...statementsStore(about, 10, 1), enough: () => true }
    const deps = {
      ...openTools(() => now),
      providers: [keyed, provider('recorded')],
      known: () => known,
      inTurn,
    }
    const without = await readThrough({ market: 'US', symbol: 'AAPL', sources: chain }, store, {
      ...deps,
      hasKey: () => false,
    })
    expect(outcomes(without)).toEqual(['fmp skipped', 'recorded served'])
    expect(without.ok && without.data.attempts[0]?.reason).toBe('no_key')
    expect(
      outcomes(await readThrough({ market: 'US', symbol: 'AAPL', sources: chain }, store, deps)),
    ).toEqual(['fmp served'])
  })

  it('a provider held back by its gate is passed over with the time it is held for, and asked nothing', async () => {
    const about = {
      db: database.db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => now,
      catalogued: () => null,
    }
    const store = { ...statementsStore(about, 10, 1), enough: () => true }
    const open = openTools(() => now)
    const gate = {
      ...open.gate,
      enter: async (p: Provider) =>
        p.id === 'sec'
          ? ({ go: false, why: 'held', wait_ms: 30_000, reason: 'timeout' } as const)
          : ({ go: true } as const),
    }
    const result = await readThrough({ market: 'US', symbol: 'AAPL', sources }, store, {
      ...open,
      gate,
      providers: [provider('sec'), provider('recorded')],
      known: () => known,
      inTurn,
    })
    expect(outcomes(result)).toEqual(['sec failed', 'recorded served'])
    expect(result.ok && result.data.attempts[0]).toMatchObject({
      reason: 'timeout',
      detail: expect.stringContaining('30 s'),
    })
    expect(calls).toEqual(['recorded'])
  })

  it('a chain has an end: who has not answered by then is passed over, and the recording stands in', async () => {
    const slow = {
      ...provider('sec', () => new Promise<void>(() => {})),
      budget: [{ calls: 10, per_seconds: 1 }],
    }
    const next = { ...provider('fmp' as 'sec'), budget: [{ calls: 10, per_seconds: 1 }] }
    const hurried = {
      ...dataSources({ US: { statements: ['sec', 'fmp', 'recorded'] } }),
      chain_timeout_ms: 600,
    }
    const about = {
      db: database.db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => now,
      catalogued: () => null,
    }
    const clock = now.getTime()
    const began = Date.now()
    const open = openTools(() => new Date(clock + (Date.now() - began)))
    const deps = {
      ...open,
      providers: [slow, next, provider('recorded')],
      known: () => known,
      inTurn,
    }
    const result = await readThrough(
      { market: 'US', symbol: 'AAPL', sources: hurried },
      { ...statementsStore(about, 10, 1), enough: () => true },
      deps,
    )
    expect(outcomes(result)).toEqual(['sec failed', 'fmp failed', 'recorded served'])
    expect(result.ok && result.data.attempts.map((a) => a.reason)).toEqual([
      'timeout',
      'timeout',
      null,
    ])
    expect(calls).toEqual(['sec', 'recorded'])
  })

  it('an adapter that throws is a fault of that provider alone', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const result = await read([
      provider('sec', () => Promise.reject(new Error('a bug'))),
      provider('recorded'),
    ])
    expect(outcomes(result)).toEqual(['sec failed', 'recorded served'])
    expect(result.ok && result.data.attempts[0]?.reason).toBe('malformed')
  })
})
