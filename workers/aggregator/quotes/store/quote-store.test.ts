import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../../e2e/fakes/database.ts'
import { rollMinutes } from './retention.ts'
import {
  type HistoryQuery,
  newestQuote,
  type QuoteRow,
  quoteHistory,
  rowOf,
  storeQuotes,
} from './quote-store.ts'
import { quoteRow } from '../quotes.fixture.ts'

/** US:AAPL on one day; the time of day, the price, and whatever else differs. */
const at = (time: string, price: string, change: Partial<QuoteRow> = {}): QuoteRow =>
  quoteRow({ quoted_at: `2026-11-20T${time}Z`, price, ...change })

describe.each(testDatabases())('quotes in the database (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate realtime_quotes, quote_minutes`)
  })

  const store = (...rows: QuoteRow[]) => storeQuotes(database.db, rows)
  const history = (change: Partial<HistoryQuery> = {}) =>
    quoteHistory(database.db, {
      instrument: 'US:AAPL',
      from: new Date('2026-11-20T00:00:00Z'),
      to: new Date('2026-11-20T23:59:59Z'),
      interval: 'raw',
      limit: 100,
      ...change,
    })
  const bars = async (change: Partial<HistoryQuery>) => {
    const read = await history(change)
    if (read.interval === 'raw') throw new Error('raw')
    return read.bars.map(({ start, source, open, high, low, close, volume }) =>
      [start.slice(5, 16), source, open, high, low, close, volume].join(' '),
    )
  }

  it('gives back what was stored, every digit of it', async () => {
    const row = at('15:00:00.123', '190.10', {
      open: '1.000000000000000001',
      volume: '123456789012345678.5',
      turnover: '9007199254740993',
      delay_minutes: 15,
    })
    expect(await store(row)).toBe(1)
    expect(await newestQuote(database.db, 'US:AAPL')).toEqual(row)
    expect(await history()).toEqual({ interval: 'raw', quotes: [row], truncated: false })
    expect(await newestQuote(database.db, 'US:MSFT')).toBeNull()
  })

  it("stores a cell's quote", async () => {
    const {
      instrument,
      quoted_at,
      source,
      observed_at: _,
      delay_kind: __,
      delay_minutes: ___,
      ...rest
    } = at('15:00:00.000', '1.5')
    const quote = {
      ...rest,
      quoted_at,
      change: null,
      change_fraction: null,
      delay: { kind: 'delayed' as const, minutes: 15 },
    }
    await store(
      rowOf(instrument, { quote, source, observed_at: Date.parse('2026-11-20T15:00:01.250Z') }),
    )
    const expected = at('15:00:00.000', '1.5', {
      observed_at: '2026-11-20T15:00:01.250Z',
      delay_kind: 'delayed',
      delay_minutes: 15,
    })
    expect(await newestQuote(database.db, instrument)).toEqual(expected)
  })

  it('counts what is new: of one key the first stays, in one batch and over several', async () => {
    expect(await store()).toBe(0)
    expect(
      await store(at('15:00:00.000', '1'), at('15:00:00.000', '2'), at('15:00:01.000', '3')),
    ).toBe(2)
    const repeat = at('15:00:00.000', '9', { observed_at: '2026-11-21T00:00:00.000Z' })
    expect(await store(repeat, at('15:00:00.000', '4', { source: 'sina' }))).toBe(1)
    const read = await history()
    expect(
      read.interval === 'raw' && read.quotes.map(({ source, price }) => `${source} ${price}`),
    ).toEqual(['sina 4', 'yahoo 1', 'yahoo 3'])
  })

  it('stores a large batch in a few statements, and knows it when it comes again', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) =>
      at('15:00:00.000', '1', { instrument: `US:S${i}` }),
    )
    database.statements()
    expect(await store(...rows)).toBe(5_000)
    expect(database.statements()).toHaveLength(3)
    expect(await store(...rows, at('15:00:00.000', '1'))).toBe(1)
  })

  it('a row that the database refuses costs the others nothing, and is logged without its values', async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) =>
      at('15:00:00.000', '1', { instrument: `US:S${i}` }),
    )
    const bad = [
      at('15:00:00.000', '1', { instrument: 'US:S700', delay_minutes: 3_000_000_000 }),
      at('15:00:00.000', 'many', { instrument: 'US:S1500' }),
    ]
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    try {
      database.statements()
      expect(
        await store(
          ...rows.filter(({ instrument }) => bad.every((b) => b.instrument !== instrument)),
          ...bad,
        ),
      ).toBe(1_998)
      expect(database.statements().length).toBeLessThan(50)
      const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)))
      const refused = {
        worker: 'data-aggregator',
        event: 'quotes.row_refused',
        source: 'yahoo',
        quoted_at: '2026-11-20T15:00:00.000Z',
      }
      expect(lines).toMatchObject([
        { ...refused, instrument: 'US:S1500', sqlstate: '22P02' },
        { ...refused, instrument: 'US:S700', sqlstate: '22003' },
      ])
      expect(JSON.stringify(lines)).not.toMatch(/many|3000000000/)
      expect(await newestQuote(database.db, 'US:S701')).not.toBeNull()
      expect(await newestQuote(database.db, 'US:S700')).toBeNull()
    } finally {
      logged.mockRestore()
    }
  })

  it('a fault that is not of a row is no reason to leave any out', async () => {
    await database.db.execute(sql`alter table realtime_quotes rename to away`)
    try {
      database.statements()
      await expect(store(at('15:00:00.000', '1'), at('15:00:01.000', '1'))).rejects.toMatchObject({
        cause: { code: '42P01' },
      })
      expect(database.statements()).toHaveLength(1)
    } finally {
      await database.db.execute(sql`alter table away rename to realtime_quotes`)
    }
  })

  it('two writers of the same quotes in other orders do not lock each other out', async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) =>
      at('15:00:00.000', '1', { instrument: `US:S${i}` }),
    )
    const clients = [0, 1, 2, 3].map(() => new pg.Client({ connectionString: database.url }))
    await Promise.all(clients.map((client) => client.connect()))
    try {
      const stored = await Promise.all(
        clients.map((client, i) => storeQuotes(drizzle(client), i % 2 ? rows : rows.toReversed())),
      )
      expect(stored.reduce((sum, n) => sum + n)).toBe(2_000)
    } finally {
      await Promise.all(clients.map((client) => client.end()))
    }
  })

  it('the newest is of the newest exchange time, then of the last observation', async () => {
    await store(
      at('15:00:00.000', '1', { observed_at: '2026-11-20T16:00:00.000Z' }),
      at('15:00:01.000', '2', { observed_at: '2026-11-20T15:00:02.000Z' }),
      at('15:00:01.000', '3', { observed_at: '2026-11-20T15:00:03.000Z', source: 'sina' }),
    )
    expect(await newestQuote(database.db, 'US:AAPL')).toMatchObject({ price: '3', source: 'sina' })
  })

  it('gives the newest within both ends, oldest first, and says when there is more', async () => {
    await store(
      at('15:00:00.000', '1'),
      at('15:00:01.000', '2'),
      at('15:00:02.000', '3'),
      at('15:00:03.000', '4'),
    )
    const ends = { from: new Date('2026-11-20T15:00:01Z'), to: new Date('2026-11-20T15:00:03Z') }
    const prices = async (limit: number) => {
      const read = await history({ ...ends, limit })
      return (
        read.interval === 'raw' && {
          prices: read.quotes.map(({ price }) => price),
          truncated: read.truncated,
        }
      )
    }
    expect(await prices(3)).toEqual({ prices: ['2', '3', '4'], truncated: false })
    expect(await prices(2)).toEqual({ prices: ['3', '4'], truncated: true })
    expect(await history({ ...ends, interval: '1m', limit: 1 })).toMatchObject({
      bars: [{ close: '4' }],
      truncated: false,
    })
    expect(await history({ from: ends.to, to: ends.from })).toMatchObject({ quotes: [] })
    expect(await history({ from: ends.to, to: ends.from, interval: '1h' })).toMatchObject({
      bars: [],
    })
  })

  const day = [
    at('14:59:30.000', '10', { volume: '100' }),
    at('15:00:00.000', '11', { volume: '110' }),
    at('15:00:59.999', '9', { volume: '120' }),
    at('15:04:59.000', '12', { volume: null }),
    at('15:05:00.000', '8', { volume: '140' }),
    at('15:05:00.000', '800', { source: 'sina' }),
    at('16:10:00.000', '13', { volume: '150' }),
  ]
  const expected: Record<string, string[]> = {
    '1m': [
      '11-20T14:59 yahoo 10 10 10 10 100',
      '11-20T15:00 yahoo 11 11 9 9 120',
      '11-20T15:04 yahoo 12 12 12 12 ',
      '11-20T15:05 sina 800 800 800 800 1000',
      '11-20T15:05 yahoo 8 8 8 8 140',
      '11-20T16:10 yahoo 13 13 13 13 150',
    ],
    '5m': [
      '11-20T14:55 yahoo 10 10 10 10 100',
      '11-20T15:00 yahoo 11 12 9 12 ',
      '11-20T15:05 sina 800 800 800 800 1000',
      '11-20T15:05 yahoo 8 8 8 8 140',
      '11-20T16:10 yahoo 13 13 13 13 150',
    ],
    '1h': [
      '11-20T14:00 yahoo 10 10 10 10 100',
      '11-20T15:00 sina 800 800 800 800 1000',
      '11-20T15:00 yahoo 11 12 8 8 140',
      '11-20T16:00 yahoo 13 13 13 13 150',
    ],
    '1d': ['11-20T05:00 sina 800 800 800 800 1000', '11-20T05:00 yahoo 10 13 8 13 150'],
  }

  it.each(['none of the minutes made', 'some of them', 'all of them'])(
    'bars are the same with %s',
    async (made) => {
      const before =
        { 'none of the minutes made': 0, 'some of them': 3, 'all of them': day.length }[made] ?? 0
      await store(...day.slice(0, before))
      await rollMinutes(database.db)
      await store(...day.slice(before))
      for (const [interval, rows] of Object.entries(expected))
        expect(await bars({ interval: interval as '1m' })).toEqual(rows)
    },
  )

  it('reads a history in one statement, and a bar that reaches over an end is whole', async () => {
    await store(...day)
    await rollMinutes(database.db)
    database.statements()
    const ends = { from: new Date('2026-11-20T15:03:00Z'), to: new Date('2026-11-20T15:05:00Z') }
    expect(await bars({ ...ends, interval: '5m' })).toEqual(expected['5m']?.slice(1, 4))
    expect(await bars({ ...ends, interval: '1h' })).toEqual(expected['1h']?.slice(1, 3))
    expect(await bars({ interval: '5m', limit: 2 })).toEqual(expected['5m']?.slice(-2))
    expect(database.statements()).toHaveLength(3)
  })

  it("a day is the market's: it has 23 hours when the clocks go forward", async () => {
    const days = [
      '2026-03-08T04:59:00.000Z',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T03:59:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ]
    await store(...days.map((quoted_at, i) => quoteRow({ quoted_at, price: `${i + 1}` })))
    const ends = {
      from: new Date('2026-03-08T12:00:00Z'),
      to: new Date('2026-03-08T12:00:00Z'),
      interval: '1d' as const,
    }
    expect(await bars(ends)).toEqual(['03-08T05:00 yahoo 2 3 2 3 1000'])
    await rollMinutes(database.db)
    expect(await bars(ends)).toEqual(['03-08T05:00 yahoo 2 3 2 3 1000'])
    await store(quoteRow({ instrument: 'CN:600519.SH', quoted_at: '2026-03-08T16:00:00.000Z' }))
    expect(
      await bars({ ...ends, instrument: 'CN:600519.SH', to: new Date('2026-03-08T17:00:00Z') }),
    ).toEqual(['03-08T16:00 yahoo 100 100 100 100 1000'])
  })
})
