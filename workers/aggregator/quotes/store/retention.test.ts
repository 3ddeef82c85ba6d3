import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations } from '../../../dev/database.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../../e2e/fakes/database.ts'
import { dropOldMinutes, dropOldQuotes, KEEP_DAYS, rollMinutes } from './retention.ts'
import { type QuoteRow, storeQuotes } from './quote-store.ts'
import { quoteRow } from '../quotes.fixture.ts'

const at = (time: string, price: string, change: Partial<QuoteRow> = {}): QuoteRow =>
  quoteRow({ quoted_at: `2026-11-20T${time}Z`, price, ...change })

describe.each(testDatabases())('what the cron job does for stored quotes (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate realtime_quotes, quote_minutes`)
  })

  const roll = () => rollMinutes(database.db)
  const store = (...rows: QuoteRow[]) => storeQuotes(database.db, rows)
  /** As if what is stored had arrived so long ago. */
  const arrived = (ago: string, instrument = '%') =>
    database.db.execute(
      sql`update realtime_quotes set stored_at = now() - ${ago}::interval where instrument like ${instrument}`,
    )
  const minutes = async () => {
    const { rows } = await database.db.execute<{ line: string }>(sql`
      select concat_ws(' ', to_char(minute at time zone 'UTC', 'HH24:MI'), source, open, high, low, close, volume) as line
      from quote_minutes order by minute, source, instrument`)
    return rows.map(({ line }) => line)
  }

  it('makes a bar of each minute and source in one statement; again changes nothing', async () => {
    expect(await roll()).toEqual({ changed: 0, behind: false })
    await store(
      at('15:00:00.000', '11'),
      at('15:00:30.000', '12'),
      at('15:00:59.999', '9', { volume: null }),
      at('15:01:00.000', '10'),
    )
    await store(at('15:00:10.000', '900', { source: 'sina' }))
    database.statements()
    expect(await roll()).toEqual({ changed: 3, behind: false })
    expect(database.statements()).toHaveLength(1)
    const made = [
      '15:00 sina 900 900 900 900 1000',
      '15:00 yahoo 11 12 9 9',
      '15:01 yahoo 10 10 10 10 1000',
    ]
    expect(await minutes()).toEqual(made)
    expect(await roll()).toEqual({ changed: 0, behind: false })
    expect(await minutes()).toEqual(made)
  })

  it('takes in what arrives late for a minute long made, whichever end of it', async () => {
    await store(at('15:00:10.000', '10', { volume: '10' }), at('15:09:00.000', '1'))
    await roll()
    await store(
      at('15:00:20.000', '12', { volume: '20' }),
      at('15:00:15.000', '15', { volume: '15' }),
    )
    expect(await roll()).toMatchObject({ changed: 1 })
    expect((await minutes())[0]).toBe('15:00 yahoo 10 15 10 12 20')
    await store(at('15:00:05.000', '5', { volume: '5' }))
    await roll()
    expect((await minutes())[0]).toBe('15:00 yahoo 5 15 5 12 20')
  })

  it('takes in what was committed after a run that it began before', async () => {
    await store(at('15:00:10.000', '10'))
    await roll()
    await store(at('15:00:20.000', '12', { instrument: 'US:LATE' }))
    await arrived('2 minutes', 'US:LATE')
    expect(await roll()).toMatchObject({ changed: 1 })
    expect(await minutes()).toHaveLength(2)
  })

  it('takes in an hour of arrivals at a time, and comes to the end of them', async () => {
    await store(
      at('15:00:10.000', '10', { instrument: 'US:A' }),
      at('15:00:10.000', '10', { instrument: 'US:B' }),
      at('15:00:20.000', '11'),
    )
    await arrived('30 hours', 'US:A')
    await arrived('5 hours', 'US:B')
    expect(await roll()).toEqual({ changed: 1, behind: true })
    expect(await roll()).toEqual({ changed: 1, behind: true })
    expect(await roll()).toEqual({ changed: 1, behind: false })
    expect(await minutes()).toHaveLength(3)
  })

  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const kept = async () => {
    const { rows } = await database.db.execute<{ line: string }>(sql`
      select concat_ws(' ', instrument, price) as line from realtime_quotes order by instrument, quoted_at, source`)
    return rows.map(({ line }) => line)
  }

  it('drops what is old, so much at a time, and never what is in no bar yet', async () => {
    const old = daysAgo(10)
    const instruments = ['US:A', 'US:B', 'US:C']
    await store(...instruments.map((instrument) => quoteRow({ instrument, quoted_at: old })))
    await arrived('10 days')
    await store(...instruments.map((instrument) => quoteRow({ instrument, quoted_at: daysAgo(0) })))
    expect(await dropOldQuotes(database.db, 9)).toBe(0)
    await roll()
    await roll()
    expect(await dropOldQuotes(database.db, 11)).toBe(0)
    database.statements()
    expect(await dropOldQuotes(database.db, 9, 2)).toBe(2)
    expect(database.statements()).toHaveLength(1)
    expect(await dropOldQuotes(database.db, 9, 2)).toBe(1)
    expect(await dropOldQuotes(database.db, 9, 2)).toBe(0)
    // A past quote that comes when the others of its minute are dropped is merged into their bar.
    expect(
      await store(
        quoteRow({
          instrument: 'US:A',
          quoted_at: `${old.slice(0, 17)}00.000Z`,
          price: '90',
          source: 'yahoo',
        }),
      ),
    ).toBe(1)
    await roll()
    const { rows } = await database.db.execute(sql`
      select open::text, high::text, close::text from quote_minutes where instrument = 'US:A' order by minute limit 1`)
    expect(rows).toEqual([
      old.endsWith(':00.000Z') ? expect.anything() : { open: '90', high: '100', close: '100' },
    ])
  })

  it('a suspended share keeps its newest record, of every source, and what was pushed of long ago stays as long as any other', async () => {
    const newest = daysAgo(99)
    await store(
      quoteRow({ quoted_at: daysAgo(101), price: '1' }),
      quoteRow({ quoted_at: daysAgo(100), price: '2' }),
      quoteRow({ quoted_at: newest, price: '3' }),
      quoteRow({ quoted_at: newest, price: '4', source: 'zz' }),
    )
    await arrived('95 days')
    await store(
      ...[300, 200].map((days) =>
        quoteRow({ instrument: 'US:PAST', quoted_at: daysAgo(days), price: String(days) }),
      ),
    )
    await roll()
    await roll()
    expect(await dropOldQuotes(database.db)).toBe(2)
    expect(await kept()).toEqual(['US:AAPL 3', 'US:AAPL 4', 'US:PAST 300', 'US:PAST 200'])
    await arrived('91 days')
    expect(await dropOldQuotes(database.db)).toBe(1)
    expect(await dropOldQuotes(database.db)).toBe(0)
    expect(await kept()).toEqual(['US:AAPL 3', 'US:AAPL 4', 'US:PAST 200'])
  })

  it('drops bars that nothing has come for in two years, so many at a time, but not how far the bars are made', async () => {
    await store(...['A', 'B', 'C', 'D'].map((symbol) => quoteRow({ instrument: `US:${symbol}` })))
    await roll()
    await database.db.execute(
      sql`update quote_minutes set stored_at = now() - interval '731 days' where instrument <> 'US:D'`,
    )
    expect(await dropOldMinutes(database.db, 730, 2)).toBe(2)
    expect(await dropOldMinutes(database.db)).toBe(1)
    await database.db.execute(sql`update quote_minutes set stored_at = now() - interval '9 years'`)
    expect(await dropOldMinutes(database.db)).toBe(0)
    expect(await minutes()).toHaveLength(1)
  })
})

/** Of one quote: days since it was quoted and since it arrived. */
interface Past {
  instrument: string
  source: string
  quoted: number
  arrived: number
}

/** The rule of keeping, said once more in other words. */
const stays = (quote: Past, all: readonly Past[]): boolean =>
  quote.quoted < KEEP_DAYS ||
  quote.arrived < KEEP_DAYS ||
  all.every(({ instrument, quoted }) => instrument !== quote.instrument || quoted >= quote.quoted)

/** Never on the day on which the rule changes its mind. */
const days = fc.oneof(
  fc.integer({ min: 1, max: KEEP_DAYS - 1 }),
  fc.integer({ min: KEEP_DAYS + 1, max: 1_000 }),
)
/** A clock may have been wrong: some arrive before the time of the exchange. */
const past: fc.Arbitrary<Past> = fc.record({
  instrument: fc.constantFrom('US:A', 'US:B', 'HK:00700'),
  source: fc.constantFrom('yahoo', 'sina'),
  quoted: days,
  arrived: days,
})
const history = fc.array(fc.array(past, { minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 3,
})
const keyOfPast = ({ instrument, source, quoted }: Past) => `${instrument} ${source} ${quoted}`

/** A database with the extension; null where the server does not have it. */
const withTimescale =
  (open: () => Promise<TestDatabase>) => async (): Promise<TestDatabase | null> => {
    const database = await open()
    const { rows } = await database.db.execute(
      sql`select from pg_available_extensions where name = 'timescaledb'`,
    )
    if (rows.length === 0) {
      await database.close()
      return null
    }
    await database.db.execute(sql`create extension timescaledb`)
    await applyMigrations(database.url)
    return database
  }
const kinds: [string, () => Promise<TestDatabase | null>][] = testDatabases().flatMap(
  ([name, open]): [string, () => Promise<TestDatabase | null>][] =>
    name === 'TEST_DATABASE_URL'
      ? [
          [name, open],
          ['TEST_DATABASE_URL with TimescaleDB', withTimescale(open)],
        ]
      : [[name, open]],
)

describe.each(kinds)('the rule of keeping (%s)', (_, open) => {
  let database: TestDatabase | null = null
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database?.close())

  it('holds over random histories, whatever the order of arrivals, bars and deletions', async (context) => {
    if (!database) return context.skip('the server has no TimescaleDB')
    const { db } = database
    const now = Date.now()
    const daysBefore = (count: number) => new Date(now - count * 86_400_000).toISOString()
    await fc.assert(
      fc.asyncProperty(history, async (batches) => {
        await db.execute(sql`truncate realtime_quotes, quote_minutes`)
        /** What should be there, by key: the first of a key stays. */
        let there = new Map<string, Past>()
        const minutes = new Set<string>()
        for (const batch of batches) {
          await storeQuotes(
            db,
            batch.map(({ instrument, source, quoted }) =>
              quoteRow({ instrument, source, quoted_at: daysBefore(quoted) }),
            ),
          )
          for (const one of batch) {
            const key = keyOfPast(one)
            minutes.add(key)
            if (there.has(key)) continue
            there.set(key, one)
            await db.execute(sql`
              update realtime_quotes set stored_at = ${daysBefore(one.arrived)}::timestamptz
              where instrument = ${one.instrument} and source = ${one.source} and quoted_at = ${daysBefore(one.quoted)}::timestamptz`)
          }
          await db.execute(sql`update quote_minutes set stored_at = '2000-01-01'`)
          for (let more = true; more; ) more = (await rollMinutes(db)).behind
          while ((await dropOldQuotes(db, KEEP_DAYS, 3)) > 0);
          const all = [...there.values()]
          there = new Map([...there].filter(([, one]) => stays(one, all)))
          const { rows } = await db.execute<{ key: string }>(sql`
            select concat_ws(' ', instrument, source, round(extract(epoch from ${new Date(now).toISOString()}::timestamptz - quoted_at) / 86400)) as key
            from realtime_quotes`)
          expect(rows.map(({ key }) => key).sort()).toEqual([...there.keys()].sort())
          const made = await db.execute(sql`select 1 from quote_minutes`)
          expect(made.rows).toHaveLength(minutes.size)
        }
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})
