/**
 * Filings as rows of their own: what is written, what an earlier version's statements do to them,
 * and how the facts that an earlier version stored get theirs.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewFact, StatementsAnswer } from '../model/provider.ts'
import { APPLE_REVENUE } from './facts.fixture.ts'
import { type Filled, fillFilings } from './fill-filings.ts'
import { formerReading, formerRestatements, formerStore } from './former-version.fixture.ts'
import { readCompany } from './read.ts'
import { readRestatements } from './read-restatements.ts'
import { storeAnswer } from './store.ts'

const fact = (change: Partial<NewFact> = {}): NewFact => ({ ...APPLE_REVENUE, ...change })
const answer = (facts: NewFact[], symbol = 'AAPL'): StatementsAnswer => ({
  instrument: {
    id: `US:${symbol}`,
    market: 'US',
    symbol,
    name: 'Apple Inc.',
    names: { en: 'Apple Inc.' },
    exchange: 'Nasdaq',
    industry: null,
    fiscal_year_end: '09-26',
    identifiers: {},
  },
  facts,
  sources: [{ url: 'https://example.com', body: new TextEncoder().encode('{}') }],
  recorded: null,
})
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n, 10))
const now = { instrument: 'US:AAPL', asOf: day(28), years: 10, chain: ['sec'] }
const quarters = (count: number): NewFact[] =>
  Array.from({ length: count }, (_, at) => {
    const end = new Date(Date.UTC(2025, 8 - 3 * at, 27)).toISOString().slice(0, 10)
    const record = `record ${Math.floor(at / 4)}`
    return fact({ concept: 'cash', start: null, end, period: `@${end}`, provider_record: record })
  })

describe.each(testDatabases())('filings (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(() =>
    database.db.execute(sql`truncate instruments, facts, filings, fetches, sources cascade`),
  )

  const rowsOf = async (statement: string): Promise<Record<string, unknown>[]> =>
    (await database.db.execute(sql.raw(statement))).rows
  const store = (facts: NewFact[], at = day(1)) =>
    storeAnswer(database.db, answer(facts), [], at, at)
  const formerly = (facts: NewFact[], at = day(1)) =>
    formerStore(database.db, answer([]).instrument, facts, at)
  const filingsOf = () =>
    rowsOf(
      `select provider, record, form, filed_at::text, consolidation from filings order by record, consolidation, retrieved_at`,
    )
  const waiting = async () =>
    (await rowsOf('select count(*)::int as n from facts where filing is null'))[0]?.n
  /** What both versions read now, which must be the same. */
  const read = async () => {
    const { facts, others } = await readCompany(database.db, now)
    expect({ facts, others }).toEqual(await formerReading(database.db, now))
    const { restatements, more } = await readRestatements(database.db, { ...now, limit: 50 })
    expect({ restatements, more }).toEqual(
      await formerRestatements(database.db, { ...now, limit: 50 }),
    )
    return facts
  }
  const fillAll = async (slice?: number): Promise<number[]> => {
    const slices: number[] = []
    let last: Filled
    do {
      last = await fillFilings(database.db, slice)
      slices.push(last.filled)
    } while (last.more && slices.length < 1_000)
    return slices
  }

  it('says what the facts of a filing share once, and once more where they differ in a part of it', async () => {
    const parent = { consolidation: 'parent', standard: 'US-GAAP' } as const
    await store([...quarters(8), fact({ provider_record: 'record 0', basis: parent })])
    const said = { provider: 'sec', form: '10-K', filed_at: '2025-10-31' }
    expect(await filingsOf()).toEqual([
      { ...said, record: 'record 0', consolidation: 'consolidated' },
      { ...said, record: 'record 0', consolidation: 'parent' },
      { ...said, record: 'record 1', consolidation: 'consolidated' },
    ])
    expect(await read()).toHaveLength(9)
  })

  it('adds no filing for an answer that says the same again, and one for what is new in it', async () => {
    await store(quarters(4), day(1))
    await store(quarters(4), day(2))
    expect(await filingsOf()).toHaveLength(1)
    await store([...quarters(4), fact({ provider_record: 'record 0' })], day(3))
    expect(await filingsOf()).toHaveLength(2)
    expect((await read()).map((f) => f.retrieved_at)).toEqual([
      ...Array.from({ length: 4 }, () => day(1).toISOString()),
      day(3).toISOString(),
    ])
  })

  it('a figure that is set right again has the filing of its newest reading', async () => {
    const stated = (value: string) => [fact({ value, source_url: `https://example.com/${value}` })]
    await store(stated('1'), day(1))
    await store(stated('2'), day(2))
    await store([{ ...stated('1')[0], form: '10-K/A' } as NewFact], day(3))
    expect(await read()).toMatchObject([
      { value: '1', form: '10-K/A', retrieved_at: day(3).toISOString() },
    ])
    expect(await waiting()).toBe(0)
  })

  it('an earlier version stores and reads beside this one, and each reads what the other stored', async () => {
    await formerly(quarters(2), day(1))
    await store(quarters(5), day(2))
    await formerly([...quarters(6), fact({ value: '1' })], day(3))
    await store([...quarters(6), fact({ value: '2' })], day(4))
    // It returns to a value that this version has replaced: it changes a row without knowing
    // filings.
    await formerly([fact({ value: '1' })], day(5))
    expect(await waiting()).toBe(4)
    expect((await read()).find((f) => f.concept === 'revenue')).toMatchObject({
      value: '1',
      retrieved_at: day(5).toISOString(),
    })
    await store([fact({ value: '2' })], day(6))
    await formerly([fact({ value: '1' })], day(7))
    expect((await read()).find((f) => f.concept === 'revenue')).toMatchObject({ value: '1' })
    await fillAll()
    expect(await waiting()).toBe(0)
    expect((await read()).find((f) => f.concept === 'revenue')).toMatchObject({
      value: '1',
      retrieved_at: day(7).toISOString(),
    })
  })

  it('a row that an earlier version changes after it was filled is not read from its old filing', async () => {
    await formerly([fact({ value: '1' })], day(1))
    await formerly([fact({ value: '2' })], day(2))
    await fillAll()
    await formerly([fact({ value: '1' })], day(3))
    expect(await waiting()).toBe(1)
    expect(await read()).toMatchObject([{ value: '1', retrieved_at: day(3).toISOString() }])
  })

  it('is filled slice by slice; twice gives nothing new, and every slice leaves the answers equal', async () => {
    await formerly(quarters(23))
    const stored = await read()
    const kept = await rowsOf('select ctid, id from facts order by id')
    for (const left of [13, 3, 0]) {
      expect((await fillFilings(database.db, 10)).more).toBe(left > 0)
      expect(await waiting()).toBe(left)
      expect(await read()).toEqual(stored)
    }
    expect(await filingsOf()).toHaveLength(6)
    const filled = await rowsOf('select ctid, id from facts order by id')
    expect(filled).not.toEqual(kept)
    expect(await fillFilings(database.db)).toEqual({ filled: 0, more: false })
    expect(await rowsOf('select ctid, id from facts order by id')).toEqual(filled)
  })

  it('a slice that is cut in the middle leaves nothing, and the next goes on', async () => {
    await formerly(quarters(23))
    await fillFilings(database.db, 10)
    await expect(
      database.db.transaction(async (tx) => {
        expect((await fillFilings(tx, 10)).filled).toBe(10)
        throw new Error('cut')
      }),
    ).rejects.toThrow('cut')
    expect(await waiting()).toBe(13)
    expect(await fillAll(10)).toEqual([10, 3])
    await read()
  })

  it('the same fields make the same filing, whoever computes it and in whatever time zone', async () => {
    const facts = [...quarters(8), fact({ form: null, filed_at: null })].map((one) => ({
      ...one,
      source: null,
    }))
    await formerly(facts)
    await database.db.execute(sql`set time zone 'Asia/Tokyo'`)
    await fillAll()
    const filled = await rowsOf('select * from filings order by id')
    const named = await rowsOf('select id, filing from facts order by id')
    await database.db.execute(sql`truncate facts, filings cascade`)
    await database.db.execute(sql`set time zone 'America/New_York'; set datestyle = 'German, DMY'`)
    await store(facts)
    await database.db.execute(sql`set time zone 'UTC'; set datestyle = 'ISO, MDY'`)
    expect(filled).toHaveLength(3)
    expect(await rowsOf('select id, filing from facts order by id')).toEqual(named)
    expect((await rowsOf('select id from filings order by id')).map(({ id }) => id)).toEqual(
      filled.map(({ id }) => id),
    )
  })

  it('reads the same when the columns of the earlier version are empty, and stores on', async () => {
    const states = (value: string) => [...quarters(8), fact({ value })]
    const later = { known_at: '2026-01-01T00:00:00.000Z', provider_record: 'record 9' }
    await store([...states('1'), fact({ concept: 'inventory', value: '1' })], day(1))
    await store([...states('2'), fact({ concept: 'inventory', value: '2', ...later })], day(2))
    const stored = await read()
    const restated = await readRestatements(database.db, { ...now, limit: 50 })
    expect(restated.restatements).toHaveLength(1)
    await database.db.execute(sql`
      update facts set consolidation = null, standard = null, provider = null, provider_record = null, form = null, source_url = null,
        filed_at = null, known_at = null, retrieved_at = null, source = null`)
    expect(await waiting()).toBe(0)
    const { facts } = await readCompany(database.db, now)
    expect(facts).toEqual(stored)
    expect(await readRestatements(database.db, { ...now, limit: 50 })).toEqual(restated)
    await store(states('1'), day(3))
    expect((await readCompany(database.db, now)).facts.find((f) => f.value === '1')).toMatchObject({
      retrieved_at: day(3).toISOString(),
      source_url: APPLE_REVENUE.source_url,
    })
    expect(await rowsOf('select count(*)::int as n from facts')).toEqual([{ n: 12 }])
  })

  it('refuses a fact that says nowhere who stated it', async () => {
    await store([fact()])
    await expect(
      database.db.execute(sql`update facts set filing = null, provider = null`),
    ).rejects.toThrow()
  })
})
