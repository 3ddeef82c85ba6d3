/**
 * A mended adapter: the remap tells and writes exactly what its mapping changes, from kept answers
 * alone, in slices that can be cut anywhere; and old answers go.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { Dataset } from '#shared/names.ts'
import { readCompany } from '../facts/read.ts'
import { readItems } from '../items/read.ts'
import { dropOldReadings } from '../store/raw-readings.ts'
import { readAndStore } from './readings.fixture.ts'
import { parseCursor, remapSlice } from './slice.ts'
import { type Mapping, PLAIN, standIn, standInContext, type Upstream } from './stand-in.fixture.ts'

const upstream: Upstream = {
  income: [
    { end: '2024-12-31', sales: 100, profit: 10, known: '2025-02-01T00:00:00.000Z' },
    { end: '2025-12-31', sales: 120, profit: 14, known: '2026-02-01T00:00:00.000Z' },
  ],
  balance: [{ end: '2025-12-31', assets: 500, known: '2026-02-01T00:00:00.000Z' }],
  news: [
    { id: 'n1', at: '2026-11-02T10:00:00.000Z', title: 'one', head: 'One' },
    { id: 'n2', at: '2026-11-03T10:00:00.000Z', title: 'two', head: 'two' },
  ],
  dividends: [
    { date: '2025-05-01', amount: '1' },
    { date: '2026-05-01', amount: '2' },
  ],
  bars: [
    { date: '2026-11-02', close: '10' },
    { date: '2026-11-03', close: '11' },
  ],
}
const FIRST = new Date('2026-11-04T10:00:00.000Z')
const LATER = new Date('2026-11-20T10:00:00.000Z')
const NOW = new Date('2026-11-25T10:00:00.000Z')
const mended = (change: Partial<Mapping>) => standIn({ ...PLAIN, ...change })

describe.each(testDatabases())('a remap (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(() =>
    database.db.execute(
      sql`truncate instruments, facts, items, bars, fetches, sources, raw_readings cascade`,
    ),
  )

  const live = async (dataset: Dataset, at = FIRST, given = upstream, symbol = 'EXMP') => {
    const { context, sent } = standInContext(given, at)
    await readAndStore(database.db, standIn(PLAIN), { dataset, market: 'US', symbol }, context)
    return sent
  }
  const remap = async (provider = standIn(PLAIN), write = false, at = NOW) => {
    const { groups } = await remapSlice({}, null, 50, {
      db: database.db,
      providers: [provider],
      requestId: 'test-request',
      now: () => at,
      write,
    })
    return groups
  }
  const told = async (...given: Parameters<typeof remap>) =>
    (await remap(...given)).flatMap(({ changes }) =>
      changes.map(({ kind, name, period, was, now, fields }) =>
        [kind, name, period, was, now, ...fields].filter((part) => part !== null).join(' '),
      ),
    )
  const count = async (table: string) => {
    const { rows } = await database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(table)}`,
    )
    return rows[0]?.n
  }
  const revenueAt = async (asOf: Date) => {
    const { facts } = await readCompany(database.db, {
      instrument: 'US:EXMP',
      asOf,
      years: 10,
      chain: ['fmp'],
    })
    return facts.filter(({ concept }) => concept === 'revenue').map(({ value }) => value)
  }

  it('tells nothing where nothing was mended, for every kind of dataset', async () => {
    for (const dataset of ['statements', 'news', 'actions', 'bars'] as const) await live(dataset)
    expect((await remap(standIn(PLAIN), true)).map((group) => group.readings)).toEqual([1, 1, 1, 1])
    expect(await told()).toEqual([])
  })

  it('tells and writes exactly the figures that a mended mapping changes', async () => {
    await live('statements')
    const right = mended({ revenue: 'profit' })
    const changes = ['changed revenue FY2025 120 14', 'changed revenue FY2024 100 10']
    expect(await told(right)).toEqual(changes)
    expect(await revenueAt(NOW)).toEqual(['120', '100'])
    expect(await told(right, true)).toEqual(changes)
    expect(await revenueAt(NOW)).toEqual(['14', '10'])
    // What was shown before the remap stays what was shown then.
    expect(await revenueAt(new Date('2026-11-24T00:00:00.000Z'))).toEqual(['120', '100'])
    expect(await told(right, true)).toEqual([])
    expect(await count('facts')).toBe(7)
    expect(await count('raw_readings')).toBe(1)
  })

  it('puts an earlier value in force again when the mapping returns to it', async () => {
    await live('statements')
    await remap(mended({ revenue: 'profit' }), true)
    expect(await told(standIn(PLAIN), true, new Date(NOW.getTime() + 1_000))).toHaveLength(2)
    expect(await revenueAt(new Date(NOW.getTime() + 2_000))).toEqual(['120', '100'])
    expect(await told()).toEqual([])
  })

  it('tells figures that are added, and those that no answer gives any more', async () => {
    await live('statements')
    expect(await told(mended({ withProfit: false }), true)).toEqual([
      'gone net_income FY2025 14',
      'gone net_income FY2024 10',
    ])
    expect(await count('facts')).toBe(5)
    await database.db.execute(sql`delete from facts where concept = 'net_income'`)
    expect(await told(standIn(PLAIN), true)).toEqual([
      'added net_income FY2025 14',
      'added net_income FY2024 10',
    ])
    expect(await count('facts')).toBe(5)
  })

  it('lets an older reading count only for what no newer one gives', async () => {
    await live('statements')
    const [, newest] = upstream.income
    if (!newest) throw new Error('two years are given')
    // Stated again later, without the older year.
    const stated = { ...newest, sales: 130, profit: 15, known: '2026-11-19T00:00:00.000Z' }
    await live('statements', LATER, { ...upstream, income: [stated] })
    expect(await told()).toEqual([])
    expect(await told(mended({ revenue: 'profit' }), true)).toEqual([
      'changed revenue FY2025 130 15',
      'changed revenue FY2024 100 10',
    ])
    expect(await revenueAt(NOW)).toEqual(['15', '10'])
    expect(await told(mended({ revenue: 'profit' }), true)).toEqual([])
  })

  it('takes of each day the last reading', async () => {
    for (const hours of [0, 1, 2]) await live('news', new Date(FIRST.getTime() + hours * 3_600_000))
    await live('news', LATER)
    expect(await remap()).toMatchObject([{ readings: 2, unmapped: [] }])
  })

  it('compares records of news one by one, also those that only an older reading has', async () => {
    await live('news')
    const later = { id: 'n3', at: '2026-11-19T10:00:00.000Z', title: 'three', head: 'Three' }
    await live('news', LATER, { ...upstream, news: [later] })
    const right = mended({ title: 'head' })
    expect(await told(right, true)).toEqual(['changed n3 title', 'changed n1 title'])
    expect(await told(right)).toEqual([])
    expect(await count('items')).toBe(5)
  })

  it('stores a whole dataset whole, so that nothing of it counts as withdrawn', async () => {
    await live('actions')
    const doubled = mended({ dividendTimes: 2 })
    expect(await told(doubled, true)).toEqual([
      'changed dividend 2025-05-01 amount',
      'changed dividend 2026-05-01 amount',
    ])
    const { items } = await readItems(database.db, {
      id: 'US:EXMP',
      dataset: 'actions',
      market: 'US',
      chain: ['fmp'],
      freshSince: FIRST,
      asOf: new Date(NOW.getTime() + 1_000),
      isNow: true,
      from: new Date('2020-01-01'),
      to: NOW,
      limit: 100,
    })
    expect(items.map(({ item }) => 'amount' in item && item.amount)).toEqual(['4', '2'])
    expect(await told(doubled)).toEqual([])
  })

  it('compares bars day by day, and writes the series whole', async () => {
    await live('bars')
    const right = mended({ closeOf: (close) => (close === '11' ? '12' : close) })
    expect(await told(right, true)).toEqual(['changed raw 2026-11-03 11 12'])
    expect(await told(right)).toEqual([])
    expect(await count('bars')).toBe(2)
  })

  it('sends nothing', async () => {
    expect(await live('statements')).toEqual(['/income', '/balance'])
    const refusing = { ...standIn(PLAIN) }
    const [group] = await remap(refusing)
    expect(group).toMatchObject({ readings: 1, unmapped: [] })
  })

  it('refuses what it cannot map whole: an address not kept, a lost answer, no such dataset, a newer answer that is not kept', async () => {
    const reasons = async (...given: Parameters<typeof remap>) =>
      (await remap(...given)).flatMap(({ unmapped }) => unmapped.map(({ reason }) => reason))
    await live('statements')
    const asksMore = mended({ asksMore: 'more', revenue: 'profit' })
    expect(await reasons(asksMore, true)).toEqual(['not_kept'])
    expect(await told(asksMore)).toEqual([])
    expect(await reasons({ ...standIn(PLAIN), datasets: {} })).toEqual(['not_offered'])
    expect(await reasons({ ...standIn(PLAIN), id: 'sec' })).toEqual(['not_offered'])
    await database.db.execute(sql`update sources set body = '\\x1f8b00'`)
    expect(await reasons()).toEqual(['not_kept'])
    await database.db.execute(sql`delete from sources`)
    expect(await reasons()).toEqual(['not_kept'])
    await database.db.execute(sql`update fetches set served_at = ${LATER.toISOString()}`)
    expect(await reasons()).toEqual(['not_newest'])
  })

  it('goes on where a slice stopped, and looks at nothing twice', async () => {
    const symbols = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE']
    for (const symbol of symbols) {
      await live('statements', FIRST, upstream, symbol)
      await live('news', FIRST, upstream, symbol)
    }
    const right = mended({ revenue: 'profit', title: 'head' })
    const deps = {
      db: database.db,
      providers: [right],
      requestId: 'test-request',
      now: () => NOW,
      write: true,
    }
    const seen: string[] = []
    let after: string | null = null
    do {
      const slice: Awaited<ReturnType<typeof remapSlice>> = await remapSlice(
        {},
        after === null ? null : parseCursor(after),
        3,
        deps,
      )
      seen.push(...slice.groups.map(({ instrument, dataset }) => `${instrument} ${dataset}`))
      after = slice.next
    } while (after !== null)
    expect(seen).toEqual(symbols.flatMap((s) => [`US:${s} news`, `US:${s} statements`]))
    expect(await told(right)).toEqual([])
    expect(await count('facts')).toBe(symbols.length * 7)
  })

  it('is cut in the middle of a write: what is written stays, and the next one writes the rest', async () => {
    for (const symbol of ['AAA', 'BBB', 'CCC']) await live('statements', FIRST, upstream, symbol)
    const right = mended({ revenue: 'profit' })
    let calls = 0
    const deps = {
      db: database.db,
      providers: [right],
      requestId: 'test-request',
      write: true,
      now: () => {
        calls += 1
        if (calls === 4) throw new Error('cut here')
        return NOW
      },
    }
    await expect(remapSlice({}, null, 10, deps)).rejects.toThrow('cut here')
    const left = await told(right)
    expect(left.length).toBeGreaterThan(0)
    expect(left.length).toBeLessThan(6)
    await remap(right, true)
    expect(await told(right)).toEqual([])
    expect(await count('facts')).toBe(21)
  })

  it('looks only at what is asked for', async () => {
    await live('statements', FIRST, upstream, 'AAA')
    await live('news', FIRST, upstream, 'AAA')
    await live('news', FIRST, upstream, 'BBB')
    const filtered = async (filter: Parameters<typeof remapSlice>[0]) => {
      const { groups } = await remapSlice(filter, null, 50, {
        db: database.db,
        providers: [standIn(PLAIN)],
        requestId: 'test-request',
        now: () => NOW,
        write: false,
      })
      return groups.map(({ instrument, dataset }) => `${instrument} ${dataset}`)
    }
    expect(await filtered({ instrument: 'US:AAA' })).toEqual(['US:AAA news', 'US:AAA statements'])
    expect(await filtered({ dataset: 'news' })).toEqual(['US:AAA news', 'US:BBB news'])
    expect(await filtered({ market: 'US', dataset: 'statements' })).toEqual(['US:AAA statements'])
    expect(await filtered({ market: 'HK' })).toEqual([])
    expect(await filtered({ provider: 'sec' })).toEqual([])
  })

  it('deletes what is older, in slices, and an answer only after its newest reading', async () => {
    await live('statements')
    await live('news')
    // The balance sheet is read again unchanged; the income statement is not.
    const income = upstream.income.slice(0, 1)
    await live('statements', LATER, { ...upstream, income })
    const state = async () => [await count('raw_readings'), await count('sources')]
    expect(await state()).toEqual([3, 4])
    expect(await dropOldReadings(database.db, FIRST)).toEqual({ readings: 0, answers: 0 })
    const between = new Date('2026-11-10T00:00:00.000Z')
    expect(await dropOldReadings(database.db, between, 1)).toEqual({ readings: 1, answers: 0 })
    expect(await dropOldReadings(database.db, between, 1)).toEqual({ readings: 1, answers: 0 })
    expect(await dropOldReadings(database.db, between, 1)).toEqual({ readings: 0, answers: 1 })
    expect(await dropOldReadings(database.db, between, 1)).toEqual({ readings: 0, answers: 1 })
    expect(await dropOldReadings(database.db, between, 1)).toEqual({ readings: 0, answers: 0 })
    expect(await state()).toEqual([1, 2])
    expect(await remap()).toMatchObject([{ dataset: 'statements', readings: 1, unmapped: [] }])
    expect(await told()).toEqual([])
    expect(await count('facts')).toBe(5)
  })
})
