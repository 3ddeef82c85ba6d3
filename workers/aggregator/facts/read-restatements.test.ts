import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { restatementsSchema } from '#shared/contracts/restatements.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewFact, StatementsAnswer } from '../model/provider.ts'
import { readRestatements, restatementsStatement } from './read-restatements.ts'
import { storeAnswer } from './store.ts'
import { APPLE_REVENUE } from './facts.fixture.ts'

const fact = (change: Partial<NewFact> = {}): NewFact => ({
  ...APPLE_REVENUE,
  source: null,
  ...change,
})
const eps = (value: string, known: string, change: Partial<NewFact> = {}): NewFact =>
  fact({
    concept: 'eps_diluted',
    unit: 'USD/share',
    value,
    known_at: `${known}T04:59:59.999Z`,
    filed_at: known,
    provider_record: `filing of ${known}`,
    ...change,
  })
const split = fact({
  concept: 'stock_split_ratio',
  period: '@2025-06-07',
  start: null,
  end: '2025-06-07',
  value: '10',
  unit: 'x',
  known_at: '2025-08-29T03:59:59.999Z',
})
const answer = (facts: NewFact[]): StatementsAnswer => ({
  instrument: {
    id: 'US:AAPL',
    market: 'US',
    symbol: 'AAPL',
    name: 'Apple Inc.',
    names: { en: 'Apple Inc.' },
    exchange: 'Nasdaq',
    industry: null,
    fiscal_year_end: '09-26',
    identifiers: { cik: '0000320193' },
  },
  facts,
  sources: [],
  recorded: null,
})
const readAt = new Date('2026-11-22T10:00:00.000Z')
const now = { instrument: 'US:AAPL', asOf: readAt, limit: 50 }

describe.each(testDatabases())('reading restatements (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate instruments, facts, fetches, sources cascade`)
  })
  const store = (...facts: NewFact[]) => storeAnswer(database.db, answer(facts), [], readAt, readAt)
  const read = (change: Partial<typeof now> = {}) =>
    readRestatements(database.db, { ...now, ...change })

  it('gives what was said twice and differently, with the splits that explain it, in one statement', async () => {
    await store(fact(), eps('11.93', '2025-02-22'), eps('1.19', '2026-02-27'), split)
    database.statements()
    const found = await read()
    expect(database.statements()).toHaveLength(1)
    expect(restatementsSchema.parse(found)).toEqual(found)
    expect(found).toMatchObject({ instrument: 'US:AAPL', as_of: readAt.toISOString(), more: false })
    expect(found.restatements).toMatchObject([
      {
        concept: 'eps_diluted',
        start: '2024-09-29',
        end: '2025-09-27',
        unit: 'USD/share',
        cause: 'split',
        versions: [
          {
            value: '11.93',
            filed_at: '2025-02-22',
            known_at: '2025-02-22T04:59:59.999Z',
            provider_record: 'filing of 2025-02-22',
          },
          { value: '1.19', filed_at: '2026-02-27', known_at: '2026-02-27T04:59:59.999Z' },
        ],
      },
    ])
    expect(found.restatements[0]?.versions.every((v) => /^[0-9a-f]{20}$/.test(v.fact))).toBe(true)
  })

  it('knows a restatement only from when it was told', async () => {
    const told = async (asOf: string) => (await read({ asOf: new Date(asOf) })).restatements.length
    await storeAnswer(
      database.db,
      answer([eps('11.93', '2025-02-22'), eps('1.19', '2026-02-27')]),
      [],
      new Date('2026-03-01T00:00:00Z'),
      readAt,
    )
    expect(await told('2026-02-27T04:59:59.998Z')).toBe(0)
    expect(await told('2026-02-27T04:59:59.999Z')).toBe(1)
  })

  it('keeps providers, bases and units apart, and does not take 7.50 for another value than 7.5', async () => {
    await store(
      eps('7.5', '2025-02-22'),
      eps('7.50', '2026-02-27'),
      eps('8', '2026-02-27', { provider: 'other' }),
      eps('9', '2026-02-27', { unit: 'CNY/share' }),
      eps('6', '2026-02-27', { basis: { consolidation: 'parent', standard: 'US-GAAP' } }),
    )
    expect((await read()).restatements).toEqual([])
  })

  it('tells of a balance as of a flow', async () => {
    const assets = (value: string, record: string, known: string) =>
      fact({
        concept: 'total_assets',
        period: '@2025-09-27',
        start: null,
        value,
        provider_record: record,
        known_at: `${known}T00:00:00.000Z`,
      })
    await store(assets('100', 'a', '2025-11-01'), assets('120', 'b', '2026-11-01'))
    expect((await read()).restatements).toMatchObject([
      { concept: 'total_assets', start: null, change: '0.2' },
    ])
  })

  it('is bounded, newest period first, and says that there is more', async () => {
    const years = [2020, 2021, 2022, 2023, 2024]
    await store(
      ...years.flatMap((y) => [
        eps('1', `${y + 1}-02-01`, { start: `${y}-01-01`, end: `${y}-12-31`, period: `FY${y}` }),
        eps('2', `${y + 2}-02-01`, { start: `${y}-01-01`, end: `${y}-12-31`, period: `FY${y}` }),
      ]),
    )
    const two = await read({ limit: 2 })
    expect([two.restatements.map((r) => r.period), two.more]).toEqual([['FY2024', 'FY2023'], true])
    const five = await read({ limit: 5 })
    expect([five.restatements.length, five.more]).toEqual([5, false])
  })

  it('knows nothing of a company that was never read', async () => {
    expect(await read({ instrument: 'US:NONE' })).toEqual({
      instrument: 'US:NONE',
      as_of: readAt.toISOString(),
      restatements: [],
      more: false,
    })
  })

  it('is served by the index once there are many companies', async () => {
    await store(fact())
    await database.db.execute(sql`
      insert into instruments select 'US:' || i, 'US', 'T' || i, 'Company', '{}', null, null, null, '{}', now() from generate_series(1, 60) i`)
    await database.db.execute(sql`
      insert into facts select 'f' || i || '-' || j, 'US:' || i, 'revenue', 'FY', null, '2020-01-01'::date - j, '2020-12-31'::date - j, 1, 'USD', 'consolidated', 'US-GAAP', 'sec', 'f', 'r',
        null, 'https://example.com', null, '2021-01-01', '2026-01-01', '"ok"', null from generate_series(1, 60) i, generate_series(1, 200) j`)
    await database.db.execute(sql`analyze facts`)
    const { rows } = await database.db.execute<{ 'QUERY PLAN': string }>(
      sql`explain ${restatementsStatement(now)}`,
    )
    expect(rows.map((r) => r['QUERY PLAN']).join('\n')).toContain('facts_by_company')
  })
})
