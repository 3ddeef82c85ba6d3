/** For tests: a company, its filed figures, prices and dividends, as market figures read them. */
import type { ItemOf } from '../datasets/registry.ts'
import { dateOf, dayOf } from '../days.ts'
import { figuresMade, type Made } from '../valuation/figures.fixture.ts'
import type { KnownFact } from './known.ts'
import type { MarketInput, Source, StatedPrice } from './input.ts'

export const SOURCE: Source = {
  provider: 'made',
  retrieved_at: '2025-03-03T00:00:00.000Z',
  source_url: 'https://example.com/',
}

export const flowFact = (
  concept: string,
  start: string,
  end: string,
  value: number,
  known_at: string,
  former?: KnownFact['former'],
): KnownFact => ({
  concept,
  start,
  end,
  value: String(value),
  unit: concept.startsWith('shares') ? 'shares' : 'USD',
  known_at,
  ...(former && { former }),
})

export const balanceFact = (
  concept: string,
  end: string,
  value: number,
  known_at: string,
  unit = 'USD',
): KnownFact => ({ concept, start: null, end, value: String(value), unit, known_at })

/** Bars of every weekday from one day to another. */
export const barsOf = (
  from: string,
  to: string,
  closeOn: (date: string) => number,
  over: Partial<ItemOf<'bars'>> = {},
): ItemOf<'bars'> => {
  const bars: ItemOf<'bars'>['bars'] = []
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    if ((day + 4) % 7 === 0 || (day + 4) % 7 === 6) continue
    const date = dateOf(day)
    const close = String(closeOn(date))
    bars.push({ date, open: null, high: null, low: null, close, volume: null, turnover: null })
  }
  return { adjustment: 'split', currency: 'USD', bars, ...over }
}

export const split = (ex_date: string, ratio: number): ItemOf<'actions'> => ({
  kind: 'split',
  ex_date,
  ratio: String(ratio),
  announced_on: null,
  plan: null,
})
export const dividend = (
  ex_date: string,
  amount: number,
  over: { unit?: string; split_adjusted?: boolean } = {},
): ItemOf<'actions'> => ({
  kind: 'dividend',
  ex_date,
  amount: String(amount),
  unit: 'USD/share',
  split_adjusted: false,
  announced_on: null,
  record_date: null,
  pay_date: null,
  plan: null,
  ...over,
})

export const priceOf = (value: string, over: Partial<StatedPrice> = {}): StatedPrice => ({
  kind: 'live',
  value,
  currency: 'USD',
  day: '2025-02-28',
  at: '2025-02-28T20:00:00.000Z',
  ...SOURCE,
  ...over,
})

/** A company that earns 200 of 1,000, with 100 shares; figures of 2024, public on 2025-02-01. */
const MADE: Made = {
  newest: {
    revenue: 1000,
    net_income: 200,
    equity_parent: 500,
    free_cash_flow: 150,
    ebitda: 300,
    net_cash: 100,
    minority_interest: 40,
    shares_outstanding_adjusted: 100,
    shares_diluted_adjusted: 102,
    eps_diluted_adjusted: 2,
  },
}
export const FACTS: readonly KnownFact[] = [
  balanceFact('shares_outstanding', '2024-12-31', 100, '2025-02-01T00:00:00.000Z', 'shares'),
  flowFact('shares_diluted', '2024-01-01', '2024-12-31', 102, '2025-02-01T00:00:00.000Z'),
]

export const marketInput = (over: Partial<MarketInput> & { made?: Made } = {}): MarketInput => {
  const { made = {}, ...rest } = over
  const figures = figuresMade({ ...MADE, ...made, newest: { ...MADE.newest, ...made.newest } })
  return {
    market: 'US',
    symbol: 'TEST',
    figures,
    facts: FACTS,
    receipt: null,
    price: priceOf('20'),
    bars: null,
    actions: null,
    estimates: null,
    rate: null,
    index: null,
    counts: [],
    ...rest,
  }
}
