import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemOf } from '../datasets/registry.ts'
import type { RefusalReason } from '../valuation/refusals.ts'
import {
  balanceFact,
  barsOf,
  dividend,
  FACTS,
  flowFact,
  marketInput,
  priceOf,
  SOURCE,
  split,
} from './market.fixture.ts'
import type { MarketFigures, MarketInput } from './input.ts'
import { marketFigures } from './market-figures.ts'

const DAY = '2025-02-28'
const figureOf = ({ rows }: MarketFigures, name: string, period = DAY): number =>
  Number(rows.find(({ token }) => token === `${name}@${period}`)?.value)
const missing = ({ absences }: MarketFigures, name: string): RefusalReason | undefined =>
  absences.find((one) => one.name === name)?.reason

test('a price of 20 against what is filed', () => {
  const said = marketFigures(marketInput())
  const names = ['market_cap', 'pe_ttm', 'pb', 'ps_ttm', 'ev', 'ev_ebitda', 'fcf_yield']
  // 20 x 100; / 200; / 500; / 1000; - 100 + 40; / 300; 150 / 2000.
  expect(names.map((name) => figureOf(said, name))).toEqual([
    2000, 10, 4, 2, 1940, 6.46666666667, 0.075,
  ])
  expect(said.rows.find(({ name }) => name === 'ev')?.origin).toEqual({
    kind: 'computed',
    inputs: ['market_cap@2025-02-28', 'net_cash@TTM', 'minority_interest@TTM'],
  })
})

test('a close of an earlier day is called so', () => {
  const said = marketFigures(marketInput({ price: priceOf('20', { kind: 'last_close' }) }))
  expect(said.rows.map(({ name }) => name)).toContain('last_close')
  expect(said.rows.map(({ name }) => name)).not.toContain('price')
})

test.each<[string, Partial<MarketInput>]>([
  ['a depositary share', { receipt: 'unknown' }],
  ['a class of the US', { symbol: 'BRK.B' }],
  ['a B share', { market: 'CN', symbol: '900901.SH' }],
])('%s has no history of multiples either', (_, over) => {
  const facts = [2019, 2020, 2021, 2022, 2023, 2024].flatMap((year) => {
    const known = `${year + 1}-02-01T05:00:00.000Z`
    return [
      flowFact('net_income', `${year}-01-01`, `${year}-12-31`, 200, known),
      balanceFact('shares_outstanding', `${year}-12-31`, 100, known, 'shares'),
    ]
  })
  const bars = { ...SOURCE, series: [barsOf('2020-04-01', DAY, () => 20)] }
  const historyOf = (more: Partial<MarketInput>) =>
    Object.keys(marketFigures(marketInput({ facts, bars, ...more })).history)
  expect(historyOf({})).toContain('pe_ttm')
  expect(historyOf(over)).toEqual([])
})

describe('what cannot be had is absent with its reason', () => {
  const losses = { newest: { net_income: -5, equity_parent: -1, ebitda: 0 } }
  test.each<[string, Partial<MarketInput> & { made?: object }, Record<string, RefusalReason>]>([
    ['no price', { price: null }, { market_cap: 'no_price', pe_ttm: 'no_price' }],
    [
      'losses',
      { made: losses },
      { pe_ttm: 'losses', pb: 'negative_equity', ev_ebitda: 'negative_ebitda' },
    ],
    ['a depositary share', { receipt: 'unknown' }, { market_cap: 'depositary', pb: 'depositary' }],
    ['a class of the US', { symbol: 'BRK.B' }, { pe_ttm: 'share_classes' }],
    ['a class of Japan', { market: 'JP', symbol: '25935' }, { pe_ttm: 'share_classes' }],
    ['a B share', { market: 'CN', symbol: '900901.SH' }, { pe_ttm: 'share_classes' }],
    [
      'another currency, no rate',
      { price: priceOf('20', { currency: 'HKD' }) },
      { pe_ttm: 'no_rate' },
    ],
    ['no count', { facts: [] }, { market_cap: 'count_unknown' }],
    [
      'a count of one class',
      {
        facts: [
          ...FACTS.slice(1),
          balanceFact('shares_outstanding', '2024-12-31', 10, '2025-02-01', 'shares'),
        ],
      },
      { market_cap: 'count_doubtful' },
    ],
    [
      'figures of two years ago',
      { price: priceOf('20', { day: '2026-12-31' }) },
      { market_cap: 'count_unknown' },
    ],
    [
      'a bank',
      { made: { kind: 'bank' } },
      { ev: 'not_for_financials', ev_ebitda: 'not_for_financials' },
    ],
    ['no bars', {}, { volatility: 'no_bars', price_return: 'no_bars', beta: 'no_bars' }],
    ['no estimates', {}, { pe_forward: 'no_estimate' }],
  ])('%s', (_, over, reasons) => {
    const said = marketFigures(marketInput(over))
    for (const [name, reason] of Object.entries(reasons)) {
      expect([name, missing(said, name)]).toEqual([name, reason])
      expect(said.rows.some((row) => row.name === name)).toBe(false)
    }
  })

  test('no multiple is ever negative', () => {
    const any = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(any, any, any, any, (net_income, equity_parent, ebitda, net_cash) => {
        const said = marketFigures(
          marketInput({ made: { newest: { net_income, equity_parent, ebitda, net_cash } } }),
        )
        for (const { name, value, unit } of said.rows)
          if (unit === 'x') expect([name, Number(value) > 0]).toEqual([name, true])
      }),
    )
  })
})

test('what a doubtful figure leads to says so', () => {
  const said = marketFigures(marketInput({ made: { doubted: ['net_cash'] } }))
  const doubts = said.rows.flatMap(({ name, doubted_by }) =>
    doubted_by ? [[name, ...doubted_by]] : [],
  )
  expect(doubts).toEqual([
    ['ev', 'net_cash@TTM'],
    ['ev_ebitda', 'net_cash@TTM'],
  ])
})

test('a price in another currency is put into that of the statements at the one rate', () => {
  const rate = { ...SOURCE, from: 'HKD', to: 'USD', value: '0.125', at: '2025-02-28T00:00:00.000Z' }
  const said = marketFigures(marketInput({ price: priceOf('160', { currency: 'HKD' }), rate }))
  expect(figureOf(said, 'price_in_statements')).toBe(20)
  expect(figureOf(said, 'market_cap')).toBe(2000)
  expect(figureOf(said, 'pe_ttm')).toBe(10)
  expect(figureOf(said, 'exchange_rate')).toBe(0.125)
})

test('a depositary share is a part of what the company is worth by what it stands for', () => {
  // One traded share of 80 stands for four ordinary shares of 20.
  const said = marketFigures(
    marketInput({ price: priceOf('80'), receipt: { shares: 4, traded: 1 } }),
  )
  expect(figureOf(said, 'price_in_statements')).toBe(20)
  expect(figureOf(said, 'market_cap')).toBe(2000)
  expect(figureOf(said, 'pe_ttm')).toBe(10)
  expect(missing(said, 'pe_forward')).toBe('no_estimate')
})

describe('splits between price and count', () => {
  const [count, average] = FACTS
  if (!count || !average) throw new Error('two facts')

  test.each([
    // The count of 100 is of before the split of 2025-02-10; the price of 10 is of after it.
    { what: 'a split after the filing', actions: [split('2025-02-10', 2)], price: '10' },
    { what: 'a split before the filing', actions: [split('2025-01-10', 2)], price: '20' },
    { what: 'a split that is still to come', actions: [split('2025-03-10', 2)], price: '20' },
    { what: 'a consolidation', actions: [split('2025-02-10', 0.1)], price: '200' },
  ])('$what leaves the market value as it is', ({ actions, price }) => {
    const said = marketFigures(
      marketInput({ price: priceOf(price), actions: { ...SOURCE, items: actions } }),
    )
    expect(figureOf(said, 'market_cap')).toBe(2000)
  })

  test('a filing that had the split before its ex date is not multiplied again', () => {
    const filed = {
      ...balanceFact('stock_split_ratio', '2025-02-05', 2, '2025-02-01T00:00:00.000Z', 'x'),
    }
    const said = marketFigures(
      marketInput({
        facts: [{ ...count, value: '200' }, { ...average, value: '204' }, filed],
        price: priceOf('10'),
        actions: { ...SOURCE, items: [split('2025-02-10', 2)] },
      }),
    )
    expect(figureOf(said, 'market_cap')).toBe(2000)
  })

  test('without a list of splits those of the statements count', () => {
    const filed = balanceFact('stock_split_ratio', '2025-02-10', 2, '2025-02-20T00:00:00.000Z', 'x')
    const said = marketFigures(marketInput({ facts: [...FACTS, filed], price: priceOf('10') }))
    expect(figureOf(said, 'market_cap')).toBe(2000)
  })
})

describe('dividends', () => {
  const withDividends = (items: ItemOf<'actions'>[], over: Partial<MarketInput> = {}) =>
    marketFigures(marketInput({ actions: { ...SOURCE, items }, ...over }))

  test('of the year up to the day, for a share of the day', () => {
    const said = withDividends([
      dividend('2024-02-20', 9),
      dividend('2024-05-10', 1),
      dividend('2024-11-10', 0.5, { split_adjusted: true }),
      split('2024-08-01', 2),
      dividend('2025-03-10', 9),
    ])
    // 1 / 2 + 0.5 = 1; / 20.
    expect(figureOf(said, 'dividends_of_year')).toBe(1)
    expect(figureOf(said, 'dividend_yield')).toBe(0.05)
    expect(said.dividends?.per_share).toBe(1)
  })

  test.each<[string, ItemOf<'actions'>[], RefusalReason]>([
    ['none', [], 'no_dividend'],
    [
      'one that could not be read',
      [{ kind: 'unread', ex_date: '2024-06-01', announced_on: null, plan: 'in kind' }],
      'unread_distribution',
    ],
    ['one in another currency', [dividend('2024-06-01', 1, { unit: 'EUR/share' })], 'no_rate'],
  ])('%s', (_, items, reason) => {
    expect(missing(withDividends(items), 'dividend_yield')).toBe(reason)
  })
})

const consensus = (over: Partial<Extract<ItemOf<'estimates'>, { kind: 'consensus' }>> = {}) =>
  ({
    kind: 'consensus',
    concept: 'eps_diluted',
    period: 'FY2025',
    period_end: '2025-12-31',
    as_of: '2025-02-20',
    unit: 'USD/share',
    mean: '2.5',
    high: null,
    low: null,
    analysts: 20,
    ...over,
  }) as const

test('without a list of dividends the yield is that of the cash flow statement', () => {
  const said = marketFigures(marketInput({ made: { newest: { dividends_paid: -60 } } }))
  expect(figureOf(said, 'dividend_yield')).toBe(0.03)
  expect(missing(marketFigures(marketInput()), 'dividend_yield')).toBe('no_actions')
})

describe('what is expected', () => {
  const expected = (items: ItemOf<'estimates'>[], over: Partial<MarketInput> = {}) =>
    marketFigures(
      marketInput({
        estimates: { ...SOURCE, items },
        actions: { ...SOURCE, items: [] },
        ...over,
      }),
    )

  test('is the consensus of the year that ends next', () => {
    const said = expected([
      consensus({ period: 'FY2026', period_end: '2026-12-31', mean: '9' }),
      consensus({ period: 'FY2024', period_end: '2024-12-31', mean: '9' }),
      consensus({ as_of: '2025-01-01', mean: '9' }),
      consensus(),
    ])
    // 20 / 2.5; growth of 2.5 over 2 is 25 %: 10 / 25.
    expect(figureOf(said, 'pe_forward')).toBe(8)
    expect(figureOf(said, 'peg')).toBe(0.4)
  })

  test('is divided by a split since', () => {
    const said = expected([consensus({ mean: '5' })], {
      actions: { ...SOURCE, items: [split('2025-02-25', 2)] },
    })
    expect(figureOf(said, 'pe_forward')).toBe(8)
  })

  test.each<[string, ReturnType<typeof consensus>, string, RefusalReason]>([
    ['a loss', consensus({ mean: '-1' }), 'pe_forward', 'losses'],
    ['less than was earned', consensus({ mean: '1.5' }), 'peg', 'no_growth'],
    ['another currency', consensus({ unit: 'EUR/share' }), 'pe_forward', 'no_rate'],
    ['what was said later', consensus({ as_of: '2025-03-20' }), 'pe_forward', 'no_estimate'],
  ])('%s', (_, item, name, reason) => {
    expect(missing(expected([item]), name)).toBe(reason)
  })
})

test('one company in other units: a split of all, or another currency of all, moves no multiple', () => {
  const base = marketFigures(marketInput())
  fc.assert(
    fc.property(fc.constantFrom(2, 3, 10, 0.1), (ratio) => {
      const [count, average] = FACTS
      if (!count || !average) throw new Error('two facts')
      const said = marketFigures(
        marketInput({
          facts: [
            { ...count, value: String(Number(count.value) * ratio) },
            { ...average, value: String(Number(average.value) * ratio) },
          ],
          price: priceOf(String(20 / ratio)),
        }),
      )
      for (const name of ['market_cap', 'pe_ttm', 'pb', 'ps_ttm', 'ev', 'fcf_yield'])
        expect(figureOf(said, name)).toBeCloseTo(figureOf(base, name), 6)
    }),
  )
})

test('bars alone: range, return and fall are told without any statement', () => {
  const series = barsOf('2023-01-02', DAY, (date) => (date < '2024-08-01' ? 10 : 12))
  const said = marketFigures(
    marketInput({ facts: [], price: null, bars: { ...SOURCE, series: [series] } }),
  )
  expect(figureOf(said, 'high_52w', '1y')).toBe(12)
  expect(figureOf(said, 'low_52w', '1y')).toBe(10)
  expect(figureOf(said, 'price_return', '1y')).toBeCloseTo(0.2, 9)
  expect(figureOf(said, 'max_drawdown', '1y')).toBe(0)
})
