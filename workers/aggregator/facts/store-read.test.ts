import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sources } from '#shared/db/schema/sources.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewFact, StatementsAnswer } from '../model/provider.ts'
import type { NewFetch } from '../model/company-reading.ts'
import { companyStatement, readCompany } from './read.ts'
import { storeFetches } from '../store/fetches.ts'
import { storeAnswer } from './store.ts'

const fact = (change: Partial<NewFact> = {}): NewFact => ({
  concept: 'eps_diluted',
  period: 'FY2024',
  period_label: null,
  start: '2023-01-30',
  end: '2024-01-28',
  value: '11.93',
  unit: 'USD/share',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  provider_field: 'us-gaap:EarningsPerShareDiluted',
  provider_record: '0001045810-24-000029',
  form: '10-K',
  source_url:
    'https://www.sec.gov/Archives/edgar/data/1045810/000104581024000029/nvda-20240128.htm',
  filed_at: '2024-02-21',
  known_at: '2024-02-22T04:59:59.999Z',
  quality: 'ok',
  source: 0,
  ...change,
})
const restated = fact({
  value: '1.19',
  provider_record: '0001045810-25-000023',
  filed_at: '2025-02-26',
  known_at: '2025-02-27T04:59:59.999Z',
})

const answer = (facts: NewFact[]): StatementsAnswer => ({
  instrument: {
    id: 'US:NVDA',
    market: 'US',
    symbol: 'NVDA',
    name: 'NVIDIA CORP',
    names: { en: 'NVIDIA CORP' },
    exchange: 'Nasdaq',
    industry: null,
    fiscal_year_end: '01-25',
    identifiers: { cik: '0001045810' },
  },
  facts,
  sources: [
    {
      url: 'https://data.sec.gov/api/xbrl/companyfacts/CIK0001045810.json',
      body: new TextEncoder().encode('{"cik":1045810}'),
    },
  ],
  recorded: null,
})

const readAt = new Date('2026-11-22T10:00:00.000Z')
const served = (change: Partial<NewFetch> = {}): NewFetch => ({
  provider: 'sec',
  outcome: 'served',
  reason: null,
  detail: null,
  askedAt: readAt,
  retryAt: null,
  recorded: null,
  ...change,
})
const now = { instrument: 'US:NVDA', asOf: readAt, years: 10, chain: ['sec', 'recorded'] }

describe.each(testDatabases())('storing and reading a company (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate instruments, facts, fetches, sources cascade`)
  })

  const store = (facts: NewFact[], fetches = [served()], at = readAt) =>
    storeAnswer(database.db, answer(facts), fetches, at, at)
  const count = async (table: string) => {
    const { rows } = await database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(table)}`,
    )
    return rows[0]?.n
  }

  it('gives a fact back as it was filed, with its whole origin', async () => {
    await store([
      fact({
        quality: [
          { check: 'identity', detail: 'off by 1', other_values: [{ fact: 'x', value: '1' }] },
        ],
      }),
    ])
    const { facts, instrument, fetches } = await readCompany(database.db, now)
    const { source: _, ...said } = fact({
      quality: [
        { check: 'identity', detail: 'off by 1', other_values: [{ fact: 'x', value: '1' }] },
      ],
    })
    expect(facts).toEqual([
      { ...said, id: expect.stringMatching(/^[0-9a-f]{20}$/), retrieved_at: readAt.toISOString() },
    ])
    expect(instrument).toEqual(answer([]).instrument)
    expect(fetches).toEqual([
      {
        provider: 'sec',
        outcome: 'served',
        reason: null,
        detail: null,
        asked_at: readAt.toISOString(),
        served_at: readAt.toISOString(),
        retry_at: null,
        recorded: null,
        left_out: 0,
      },
    ])
  })

  it('keeps every digit of a value', async () => {
    await store([
      fact({ value: '123456789012345678901.123456789' }),
      fact({ concept: 'capex', value: '-0.000001' }),
    ])
    const { facts } = await readCompany(database.db, now)
    expect(facts.map((f) => f.value)).toEqual(['-0.000001', '123456789012345678901.123456789'])
  })

  it('reads a whole company in one statement', async () => {
    await store([fact(), restated])
    database.statements()
    await readCompany(database.db, now)
    expect(database.statements()).toHaveLength(1)
  })

  it('writes thousands of facts in a handful of statements', async () => {
    const many = Array.from({ length: 6_000 }, (_, i) => fact({ provider_record: `record-${i}` }))
    database.statements()
    await store(many)
    expect(database.statements()).toHaveLength(8)
    expect(await count('facts')).toBe(6_000)
  })

  it('changes nothing when the same answer is stored again', async () => {
    await store([fact(), restated, fact()])
    const before = await readCompany(database.db, now)
    await store(
      [fact(), restated],
      [served({ askedAt: new Date('2026-11-22T11:00:00Z') })],
      new Date('2026-11-22T11:00:00Z'),
    )
    const after = await readCompany(database.db, now)
    expect(after.facts).toEqual(before.facts)
    expect(await count('facts')).toBe(2)
    expect(await count('sources')).toBe(1)
  })

  it('reads a restatement only from when it was known', async () => {
    await store([restated, fact()])
    const valueAt = async (asOf: string) =>
      (await readCompany(database.db, { ...now, asOf: new Date(asOf) })).facts.map((f) => f.value)
    expect(await valueAt('2026-11-22T10:00:00Z')).toEqual(['1.19'])
    expect(await valueAt('2025-02-27T04:59:59.999Z')).toEqual(['1.19'])
    expect(await valueAt('2025-02-27T04:59:59.998Z')).toEqual(['11.93'])
    expect(await valueAt('2024-02-22T04:59:59.999Z')).toEqual(['11.93'])
    expect(await valueAt('2024-02-22T04:59:59.998Z')).toEqual([])
  })

  it('takes a filing of today as known once it has been read', async () => {
    await store([fact({ known_at: '2026-11-23T04:59:59.999Z' })])
    expect((await readCompany(database.db, now)).facts).toHaveLength(1)
    expect(
      (await readCompany(database.db, { ...now, asOf: new Date('2026-11-22T09:59:59Z') })).facts,
    ).toHaveLength(0)
  })

  it('does not know of a correction under the same filing before it was read', async () => {
    await store([fact({ value: '12' })], [served()], new Date('2025-01-10T00:00:00Z'))
    await store([fact({ value: '11.93' })], [served()], new Date('2025-06-10T00:00:00Z'))
    const valueAt = async (asOf: string) =>
      (await readCompany(database.db, { ...now, asOf: new Date(asOf) })).facts.map((f) => f.value)
    expect(await valueAt('2025-03-01T00:00:00Z')).toEqual(['12'])
    expect(await valueAt('2025-06-11T00:00:00Z')).toEqual(['11.93'])
    // Neither was read yet: what was said first is nearer to what was known.
    expect(await valueAt('2024-06-01T00:00:00Z')).toEqual(['12'])
  })

  it('takes a figure back that was corrected and then set right again', async () => {
    const day = (n: number) => new Date(`2026-11-0${n}T10:00:00Z`)
    for (const known_at of ['2024-02-22T04:59:59.999Z', null]) {
      await database.db.execute(sql`truncate instruments, facts, fetches, sources cascade`)
      for (const [n, value] of [
        [1, '11.93'],
        [2, '1193'],
        [3, '11.93'],
      ] as const)
        await store(
          [fact({ value, known_at: known_at ?? day(n).toISOString() })],
          [served()],
          day(n),
        )
      expect((await readCompany(database.db, now)).facts.map((f) => f.value)).toEqual(['11.93'])
    }
  })

  it('a filing that states a figure again does not undo the restatement beside it', async () => {
    for (const n of [1, 2, 3]) {
      await store([fact(), restated], [served()], new Date(`2026-11-0${n}T10:00:00Z`))
      expect((await readCompany(database.db, now)).facts.map((f) => f.value)).toEqual(['1.19'])
    }
  })

  it('a success that is noted after a later failure is noted all the same', async () => {
    const later = new Date('2026-11-22T11:00:00.000Z')
    await storeFetches(database.db, 'US:NVDA', 'statements', [
      served({ outcome: 'failed', reason: 'timeout', askedAt: later }),
    ])
    await store([fact()])
    expect((await readCompany(database.db, now)).fetches).toMatchObject([
      {
        outcome: 'failed',
        reason: 'timeout',
        asked_at: later.toISOString(),
        served_at: readAt.toISOString(),
      },
    ])
  })

  it('goes by the order of the chain before the date of the filing', async () => {
    await store([
      fact(),
      fact({ provider: 'other', value: '12', known_at: '2026-01-01T00:00:00.000Z' }),
    ])
    const from = async (chain: string[]) =>
      (await readCompany(database.db, { ...now, chain })).facts.map((f) => f.provider)
    expect(await from(['sec', 'other'])).toEqual(['sec'])
    expect(await from(['other', 'sec'])).toEqual(['other'])
    expect(await from(['sec', 'recorded'])).toEqual(['sec'])
  })

  it('keeps periods and bases apart, and reads no further back than the years asked for and two', async () => {
    await store([
      fact({ concept: 'total_assets', start: null, end: '2024-01-28', period: '@2024-01-28' }),
      fact({
        concept: 'total_assets',
        start: null,
        end: '2024-01-28',
        period: '@2024-01-28',
        basis: { consolidation: 'parent', standard: 'US-GAAP' },
      }),
      fact({ start: '2023-10-30' }),
      fact(),
      fact({ start: '2020-01-27', end: '2021-01-31' }),
      fact({ start: '2019-01-28', end: '2020-01-26' }),
    ])
    const { facts } = await readCompany(database.db, { ...now, years: 2 })
    expect(facts.map((f) => [f.concept, f.basis.consolidation, f.start, f.end])).toEqual([
      ['eps_diluted', 'consolidated', '2023-01-30', '2024-01-28'],
      ['eps_diluted', 'consolidated', '2023-10-30', '2024-01-28'],
      ['eps_diluted', 'consolidated', '2020-01-27', '2021-01-31'],
      ['total_assets', 'consolidated', null, '2024-01-28'],
      ['total_assets', 'parent', null, '2024-01-28'],
    ])
  })

  it('keeps the raw answer, compressed, and says which facts came of it', async () => {
    await store([fact(), fact({ concept: 'revenue', source: null })])
    const [source] = await database.db.select().from(sources)
    expect(gunzipSync(source?.body ?? new Uint8Array()).toString()).toBe('{"cik":1045810}')
    expect(source).toMatchObject({ provider: 'sec', bytes: 15 })
    const { rows } = await database.db.execute(
      sql`select concept, source from facts order by concept`,
    )
    expect(rows).toEqual([
      { concept: 'eps_diluted', source: source?.hash },
      { concept: 'revenue', source: null },
    ])
  })

  it('leaves nothing behind when any part cannot be written', async () => {
    const broken = fact({ provider_record: 'broken', known_at: 'not an instant' })
    await expect(store([fact(), broken])).rejects.toThrow()
    for (const table of ['instruments', 'facts', 'fetches', 'sources'])
      expect(await count(table)).toBe(0)
  })

  it('remembers an earlier success when a later try fails, and never steps back in time', async () => {
    const recorded = { original_provider: 'sec', recorded_at: '2026-07-09', note: 'a recording' }
    const later = new Date('2026-11-22T12:00:00.000Z')
    await store([fact()], [served({ recorded })])
    await storeFetches(database.db, 'US:NVDA', 'statements', [
      served({
        outcome: 'failed',
        reason: 'rate_limit',
        detail: 'HTTP 429',
        askedAt: later,
        retryAt: new Date('2026-11-22T12:02:00.000Z'),
      }),
    ])
    await storeFetches(database.db, 'US:NVDA', 'statements', [
      served({ askedAt: new Date('2026-11-22T09:00:00.000Z') }),
    ])
    expect((await readCompany(database.db, now)).fetches).toEqual([
      {
        provider: 'sec',
        outcome: 'failed',
        reason: 'rate_limit',
        detail: 'HTTP 429',
        asked_at: later.toISOString(),
        served_at: readAt.toISOString(),
        retry_at: '2026-11-22T12:02:00.000Z',
        recorded,
        left_out: 0,
      },
    ])
  })

  it('knows nothing of a company that was never read', async () => {
    expect(await readCompany(database.db, { ...now, instrument: 'US:NONE' })).toEqual({
      instrument: null,
      named: {},
      facts: [],
      others: [],
      splits: null,
      fetches: [],
    })
  })

  it('is served by the index once there are many companies', async () => {
    await store([fact()])
    await database.db.execute(sql`
      insert into instruments select 'US:' || i, 'US', 'T' || i, 'Company', '{}', null, null, null, '{}', now() from generate_series(1, 60) i`)
    await database.db.execute(sql`
      insert into facts select 'f' || i || '-' || j, 'US:' || i, 'revenue', 'FY', null, '2020-01-01'::date - j, '2020-12-31'::date - j, 1, 'USD', 'consolidated', 'US-GAAP', 'sec', 'f', 'r',
        null, 'https://example.com', null, '2021-01-01', '2026-01-01', '"ok"', null from generate_series(1, 60) i, generate_series(1, 200) j`)
    await database.db.execute(sql`analyze facts`)
    const { rows } = await database.db.execute<{ 'QUERY PLAN': string }>(
      sql`explain ${companyStatement(now)}`,
    )
    expect(rows.map((r) => r['QUERY PLAN']).join('\n')).toContain('facts_by_company')
  })
})
