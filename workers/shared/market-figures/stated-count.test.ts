/** The count of shares that a provider states, for companies that file none; worked by hand. */
import { describe, expect, test } from 'vitest'
import type { Market } from '../names.ts'
import type { RefusalReason } from '../valuation/refusals.ts'
import { figuresMade } from '../valuation/figures.fixture.ts'
import type { KnownFact } from './known.ts'
import { barsOf, flowFact, marketInput, priceOf, SOURCE, split } from './market.fixture.ts'
import type { MarketInput } from './input.ts'
import { marketFigures } from './market-figures.ts'
import type { CountRecord } from './stated-count.ts'

const KNOWN = '2025-04-03T15:59:59.999Z'
const YEAR = ['2024-01-01', '2024-12-31'] as const

/** What a company of those markets files: income and earnings per share, and no count. */
const filing = (income: number, perShare: number, currency = 'CNY'): KnownFact[] => [
  { ...flowFact('net_income', ...YEAR, income, KNOWN), unit: currency },
  { ...flowFact('eps_basic', ...YEAR, perShare, KNOWN), unit: `${currency}/share` },
]

const stating = (value: string, date: string, over: Partial<CountRecord> = {}): CountRecord => ({
  item: {
    date,
    figures: [
      { concept: 'float_shares', value: '1', unit: 'shares', provider_field: '72' },
      { concept: 'shares_outstanding', value, unit: 'shares', provider_field: '73' },
    ],
  },
  known_at: `${date}T08:00:00.000Z`,
  ...SOURCE,
  ...over,
})

interface Case {
  market: Market
  symbol: string
  currency: string
  price: string
  day: string
  facts: KnownFact[]
  counts: CountRecord[]
  actions?: MarketInput['actions']
}

/** Figures without any count of shares. */
const marketOf = ({ market, symbol, currency, price, day, actions = null, ...rest }: Case) =>
  marketFigures({
    ...marketInput({ market, symbol, actions, ...rest }),
    figures: { ...figuresMade({}), currency },
    price: priceOf(price, { currency, day, at: `${day}T08:00:00.000Z` }),
  })

const MOUTAI: Case = {
  market: 'CN',
  symbol: '600519.SH',
  currency: 'CNY',
  price: '1459.88',
  day: '2026-04-02',
  // 86,228,146,421.62 / 68.64 = 1,256,237,856.
  facts: filing(86_228_146_421.62, 68.64),
  counts: [stating('1252270215', '2026-04-02')],
}

test('a mainland company: its value is that of the quote line to the yuan that this tells', () => {
  const { rows } = marketOf(MOUTAI)
  const cap = rows.find(({ name }) => name === 'market_cap')
  // 1,459.88 x 1,252,270,215; the line of Tencent that states the count says 18281.64 hundred
  // million.
  expect((Number(cap?.value) / 1e8).toFixed(2)).toBe('18281.64')
  expect(cap?.origin).toEqual({
    kind: 'computed',
    inputs: ['price@2026-04-02', 'shares_stated@2026-04-02'],
  })
  expect(rows.find(({ name }) => name === 'shares_stated')?.origin).toMatchObject({
    kind: 'stated',
    provider: SOURCE.provider,
    field: '73',
    at: '2026-04-02T08:00:00.000Z',
  })
})

test('values per share rest on the stated count where none is filed', () => {
  const { figures } = marketOf(MOUTAI)
  expect(figures.newest('shares_outstanding')).toMatchObject({
    token: 'shares_stated@2026-04-02',
    value: 1_252_270_215,
    unit: 'shares',
  })
  expect(figures.newest('shares_diluted')).toBeNull()
})

describe('a count that does not fit the statements is refused', () => {
  test.each<[string, Partial<Case>, RefusalReason | undefined]>([
    ['as it is', {}, undefined],
    ['in thousands', { counts: [stating('1252270.215', '2026-04-02')] }, 'count_doubtful'],
    ['of one of two classes', { counts: [stating('730000000', '2026-04-02')] }, 'count_doubtful'],
    ['1.29 times the average', { counts: [stating('1620000000', '2026-04-02')] }, undefined],
    ['1.31 times the average', { counts: [stating('1646000000', '2026-04-02')] }, 'count_doubtful'],
    ['beside no statements', { facts: [] }, 'count_unchecked'],
    ['beside earnings of a cent', { facts: filing(12_562_378.56, 0.01) }, 'count_unchecked'],
    ['of two years ago', { counts: [stating('1252270215', '2024-04-02')] }, 'count_unknown'],
    ['of nobody', { counts: [] }, 'count_unknown'],
    // A loss tells the number of shares as a profit does.
    ['beside a loss', { facts: filing(-86_228_146_421.62, -68.64) }, undefined],
  ])('%s', (_, over, reason) => {
    const { absences } = marketOf({ ...MOUTAI, ...over })
    expect(absences.find(({ name }) => name === 'market_cap')?.reason).toBe(reason)
  })
})

test('a Japanese count of the end of a year, before a split in three', () => {
  const found = marketOf({
    market: 'JP',
    symbol: '6309',
    currency: 'JPY',
    price: '500',
    day: '2025-11-28',
    facts: filing(1_000_000, 10, 'JPY'),
    counts: [
      stating('99000', '2025-03-31', { known_at: '2025-05-10T06:00:00.000Z' }),
      stating('98000', '2024-03-31', { known_at: '2024-05-10T06:00:00.000Z' }),
    ],
    actions: { ...SOURCE, items: [split('2025-10-01', 3)] },
  })
  const figureNamed = (name: string) => found.rows.find((row) => row.name === name)?.value
  expect(figureNamed('shares_stated')).toBe('99000')
  expect(figureNamed('shares_of_day')).toBe('297000')
  expect(figureNamed('market_cap')).toBe(String(500 * 297_000))
  expect(found.figures.newest('shares_outstanding')?.token).toBe('shares_of_day@2025-11-28')
})

test('a count that was stated after the last close, with a split between the two', () => {
  const found = marketOf({
    ...MOUTAI,
    price: '1000',
    counts: [stating('2504540430', '2026-04-03')],
    actions: { ...SOURCE, items: [split('2026-04-03', 2)] },
  })
  const cap = found.rows.find(({ name }) => name === 'market_cap')
  expect(Number(cap?.value)).toBe(1000 * 1_252_270_215)
})

test('what the company files stands before what a provider states', () => {
  const found = marketFigures(marketInput({ counts: [stating('101', '2025-02-27')] }))
  expect(found.rows.map(({ name }) => name)).not.toContain('shares_stated')
  expect(found.rows.find(({ name }) => name === 'market_cap')?.value).toBe('2000')
})

test('multiples of past months without any count rest on earnings of a share; not in the US', () => {
  const years = [2018, 2019, 2020, 2021, 2022, 2023]
  const facts = years.flatMap((year) => {
    const span = [`${year}-01-01`, `${year}-12-31`] as const
    const known = `${year + 1}-03-01T05:00:00.000Z`
    return [
      { ...flowFact('net_income', ...span, 100, known), unit: 'CNY' },
      { ...flowFact('eps_basic', ...span, 2, known), unit: 'CNY/share' },
    ]
  })
  const bars = {
    ...SOURCE,
    series: [barsOf('2019-04-01', '2024-12-31', () => 60, { currency: 'CNY' })],
  }
  const of = (market: Market, symbol: string) =>
    marketFigures({
      ...marketInput({ market, symbol, facts, bars, price: null }),
      figures: { ...figuresMade({}), currency: 'CNY' },
    }).history.pe_ttm?.median
  // A price of 60 over earnings of 2.
  expect(of('CN', '600519.SH')).toBe(30)
  expect(of('US', 'TEST')).toBeUndefined()
})
