import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Adjustment } from '#shared/datasets/bars.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewItem } from '../model/provider.ts'
import { type ItemsQuery, readItems } from './read.ts'
import { storeItems } from './store.ts'

const at = (day: string) => new Date(`${day}T12:00:00.000Z`)

const dividend = (
  ex_date: string,
  amount: string,
  change: Partial<NewItem<'actions'>> = {},
): NewItem<'actions'> => ({
  key: `dividend ${ex_date}`,
  item: {
    kind: 'dividend',
    ex_date,
    amount,
    unit: 'USD/share',
    split_adjusted: false,
    announced_on: null,
    record_date: null,
    pay_date: null,
    plan: null,
  },
  known_at: `${ex_date}T04:59:59.999Z`,
  source_url: 'https://example.com/',
  source: null,
  ...change,
})
const series = (adjustment: Adjustment, closes: Record<string, string>): NewItem<'bars'> => ({
  key: adjustment,
  item: {
    adjustment,
    currency: 'USD',
    bars: Object.entries(closes).map(([date, close]) => ({
      date,
      open: null,
      high: null,
      low: null,
      close,
      volume: null,
      turnover: null,
    })),
  },
  known_at: '2026-11-22T12:00:00.000Z',
  source_url: 'https://example.com/',
  source: null,
})

describe.each(testDatabases())('storing and reading the records of a company (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate instruments, items, bars, fetches, sources cascade`)
  })

  const store = <D extends ItemDataset>(
    dataset: D,
    items: NewItem<D>[],
    askedAt: Date,
    provider = 'fmp',
  ) =>
    storeItems(database.db, {
      dataset,
      id: 'US:AAPL',
      market: 'US' as const,
      provider,
      askedAt,
      answer: {
        subject: { symbol: 'AAPL', name: 'Apple Inc.', currency: 'USD' },
        items,
        sources: [],
      },
      fetches: [
        {
          provider,
          outcome: 'served',
          reason: null,
          detail: null,
          askedAt,
          retryAt: null,
          recorded: null,
        },
      ],
    })
  const read = <D extends ItemDataset>(dataset: D, change: Partial<ItemsQuery<D>> = {}) =>
    readItems(database.db, {
      id: 'US:AAPL',
      dataset,
      market: 'US' as const,
      chain: ['fmp', 'yahoo'],
      limit: 500,
      isNow: true,
      freshSince: new Date(0),
      asOf: at('2026-11-22'),
      from: new Date('1970-01-01T00:00:00Z'),
      to: at('2100-01-01'),
      ...change,
    })
  const amounts = async (change: Partial<ItemsQuery<'actions'>> = {}) =>
    (await read('actions', change)).items.map(({ item }) =>
      item.kind === 'dividend' ? item.amount : item.kind === 'split' ? item.ratio : item.plan,
    )
  const dates = async (change: Partial<ItemsQuery<'bars'>> = {}) =>
    Object.fromEntries(
      (await read('bars', change)).items.map(({ key, item }) => [
        key,
        item.bars.map((bar) => `${bar.date} ${bar.close}`),
      ]),
    )

  it('reads all of a dataset in one statement', async () => {
    await store('actions', [dividend('2025-02-10', '0.25')], at('2026-01-01'))
    database.statements()
    await read('actions')
    await read('bars')
    expect(database.statements()).toHaveLength(2)
  })

  it('replaces a corrected record under its key, and the same record again changes nothing', async () => {
    await store('actions', [dividend('2025-02-10', '0.25')], at('2026-01-01'))
    await store('actions', [dividend('2025-02-10', '0.25')], at('2026-01-02'))
    expect((await read('actions')).items).toMatchObject([
      { retrieved_at: at('2026-01-01').toISOString() },
    ])
    await store('actions', [dividend('2025-02-10', '0.26')], at('2026-01-03'))
    expect(await amounts()).toEqual(['0.26'])
  })

  it('takes a record back that was corrected and then set right again', async () => {
    for (const [day, amount] of [
      ['2026-01-01', '0.25'],
      ['2026-01-02', '25'],
      ['2026-01-03', '0.25'],
    ] as const)
      await store('actions', [dividend('2025-02-10', amount)], at(day))
    expect(await amounts()).toEqual(['0.25'])
  })

  it('does not know of a correction before it was read', async () => {
    await store('actions', [dividend('2025-02-10', '0.25')], at('2026-01-01'))
    await store('actions', [dividend('2025-02-10', '0.26')], at('2026-06-01'))
    expect(await amounts({ asOf: at('2026-03-01'), isNow: false })).toEqual(['0.25'])
    // Nobody read anything by then, but the dividend was known.
    expect(await amounts({ asOf: at('2025-03-01'), isNow: false })).toEqual(['0.25'])
    expect(await amounts({ asOf: at('2026-06-02'), isNow: false })).toEqual(['0.26'])
    expect(await amounts({ asOf: at('2025-01-01'), isNow: false })).toEqual([])
  })

  it('knows a correction from the time its provider gives, when that is after the earlier word was read', async () => {
    await store('actions', [dividend('2025-02-10', '0.25')], at('2026-01-01'))
    await store(
      'actions',
      [dividend('2025-02-10', '0.26', { known_at: '2026-02-01T00:00:00.000Z' })],
      at('2026-06-01'),
    )
    expect(await amounts({ asOf: at('2026-03-01'), isNow: false })).toEqual(['0.26'])
  })

  it('shows a dividend no more that its provider has withdrawn or moved, and keeps what is older than the answer', async () => {
    await store(
      'actions',
      [
        dividend('2016-02-10', '0.1'),
        dividend('2026-02-10', '0.25'),
        dividend('2026-05-10', '0.26'),
      ],
      at('2026-05-01'),
    )
    const split: NewItem<'actions'> = {
      ...dividend('2000-06-21', '2'),
      key: 'split',
      item: { kind: 'split', ex_date: '2000-06-21', ratio: '2', announced_on: null, plan: null },
    }
    await store(
      'actions',
      [dividend('2026-02-10', '0.25'), dividend('2026-05-12', '0.26'), split],
      at('2026-05-02'),
    )
    expect((await read('actions')).items.map(({ key }) => key)).toEqual([
      'dividend 2026-05-12',
      'dividend 2026-02-10',
      'dividend 2016-02-10',
      'split',
    ])
    expect(
      (await read('actions', { asOf: new Date('2026-05-01T18:00:00Z'), isNow: false })).items.map(
        ({ key }) => key,
      ),
    ).toContain('dividend 2026-05-10')
  })

  it('keeps older news that a newer answer no longer holds', async () => {
    const news = (key: string, published_at: string): NewItem<'news'> => ({
      key,
      known_at: published_at,
      source_url: 'https://example.com/',
      source: null,
      item: {
        title: key,
        url: 'https://example.com/',
        published_at,
        publisher: null,
        summary: null,
      },
    })
    await store(
      'news',
      [news('a', '2026-11-20T00:00:00.000Z'), news('b', '2026-11-19T00:00:00.000Z')],
      at('2026-11-20'),
    )
    await store(
      'news',
      [news('c', '2026-11-21T00:00:00.000Z'), news('b', '2026-11-19T00:00:00.000Z')],
      at('2026-11-21'),
    )
    expect((await read('news')).items.map(({ key }) => key)).toEqual(['c', 'a', 'b'])
  })

  it('keeps two records that an answer gives under one key, and takes the same record twice for one', async () => {
    await store(
      'actions',
      [dividend('2025-02-10', '0.25'), dividend('2025-02-10', '1'), dividend('2025-02-10', '0.25')],
      at('2026-01-01'),
    )
    expect((await amounts()).sort()).toEqual(['0.25', '1'])
  })

  it('a bar is known when its day in the market is over, and from and to are days of the market', async () => {
    await store(
      'bars',
      [series('raw', { '2026-03-04': '1', '2026-03-05': '2', '2026-03-06': '3' })],
      at('2026-11-22'),
    )
    const endOf5th = new Date('2026-03-06T04:59:59.999Z')
    expect(await dates({ asOf: endOf5th, isNow: false })).toEqual({
      raw: ['2026-03-04 1', '2026-03-05 2'],
    })
    expect(await dates({ asOf: new Date('2026-03-05T15:00:00Z'), isNow: false })).toEqual({
      raw: ['2026-03-04 1'],
    })
    expect(await dates({ to: endOf5th })).toEqual({ raw: ['2026-03-04 1', '2026-03-05 2'] })
    // Midnight in New York, and in Shanghai.
    expect(await dates({ from: new Date('2026-03-05T05:00:00Z') })).toEqual({
      raw: ['2026-03-05 2', '2026-03-06 3'],
    })
    expect(await dates({ market: 'CN', from: new Date('2026-03-04T16:00:00Z') })).toEqual({
      raw: ['2026-03-05 2', '2026-03-06 3'],
    })
  })

  it('never joins adjusted prices of two readings: a split between them gives them two bases', async () => {
    await store(
      'bars',
      [
        series('raw', { '2015-01-02': '100', '2026-03-04': '400' }),
        series('split', { '2015-01-02': '100', '2026-03-04': '400' }),
      ],
      at('2026-03-05'),
    )
    await store(
      'bars',
      [
        series('raw', { '2026-03-04': '400', '2026-06-04': '110' }),
        series('split', { '2026-03-04': '100', '2026-06-04': '110' }),
      ],
      at('2026-06-05'),
    )
    expect(await dates()).toEqual({
      raw: ['2015-01-02 100', '2026-03-04 400', '2026-06-04 110'],
      split: ['2026-03-04 100', '2026-06-04 110'],
    })
    expect(Object.keys(await dates({ asOf: at('2026-06-01'), isNow: false }))).toEqual(['raw'])
  })

  it('is of the first provider whose answer is fresh, else of the one that was read last', async () => {
    await store('actions', [dividend('2025-02-10', '0.25')], at('2026-10-01'))
    await store('actions', [dividend('2025-02-10', '0.26')], at('2026-11-21'), 'yahoo')
    const serving = async (freshSince: string, chain = ['fmp', 'yahoo']) =>
      (await read('actions', { freshSince: at(freshSince), chain })).serving
    expect(await serving('2026-09-30')).toBe('fmp')
    expect(await serving('2026-11-20')).toBe('yahoo')
    expect(await serving('2026-11-22')).toBe('yahoo')
    // One that can be asked no more is the last resort.
    expect(await serving('2026-11-22', ['fmp'])).toBe('fmp')
    expect(await serving('2026-11-20', ['sec'])).toBe('yahoo')
  })

  it('a reading of the past is of the first provider that knew something then', async () => {
    const rating = (as_of: string, buy: number): NewItem<'estimates'> => ({
      key: 'rating',
      known_at: `${as_of}T12:00:00.000Z`,
      source_url: 'https://example.com/',
      source: null,
      item: {
        kind: 'rating',
        as_of,
        strong_buy: 0,
        buy,
        hold: 0,
        sell: 0,
        strong_sell: 0,
      } satisfies ItemOf<'estimates'>,
    })
    await store('estimates', [rating('2026-11-21', 1)], at('2026-11-21'))
    await store('estimates', [rating('2026-03-01', 2)], at('2026-03-01'), 'yahoo')
    expect((await read('estimates', { asOf: at('2026-06-01'), isNow: false })).items).toMatchObject(
      [{ provider: 'yahoo', item: { buy: 2 } }],
    )
    expect((await read('estimates')).items).toMatchObject([{ provider: 'fmp' }])
  })
})
