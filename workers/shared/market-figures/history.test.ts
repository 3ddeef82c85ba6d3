import { describe, expect, test } from 'vitest'
import { type HistoryInput, multipleHistory, standing } from './history.ts'
import { KnownFigures, type KnownFact } from './known.ts'
import { balanceFact, barsOf, flowFact, split } from './market.fixture.ts'
import { priceCloses } from './prices.ts'
import { splitBook } from './splits.ts'

const LAST = '2024-12-31'
/** Earnings of 10 more each year, filed on the first of March after it; 10 shares. */
const filed = (years: readonly number[], earned: (year: number) => number): KnownFact[] =>
  years.flatMap((year) => {
    const known = `${year + 1}-03-01T05:00:00.000Z`
    return [
      flowFact('net_income', `${year}-01-01`, `${year}-12-31`, earned(year), known),
      balanceFact('shares_outstanding', `${year}-12-31`, 10, known, 'shares'),
    ]
  })
const YEARS = [2018, 2019, 2020, 2021, 2022, 2023]
const rising = filed(YEARS, (year) => 10 * (year - 2017))

const historyOf = (over: Partial<HistoryInput> & { facts?: KnownFact[] } = {}) => {
  const { facts = rising, ...rest } = over
  const splits = splitBook([], facts)
  const closes = priceCloses([barsOf('2019-04-01', LAST, () => 60)], splits)
  if (!closes.ok) throw new Error(closes.reason)
  return multipleHistory('pe_ttm', {
    closes: closes.closes,
    known: new KnownFigures(facts),
    splits,
    currency: 'USD',
    rate: 1,
    per_share: false,
    ...rest,
  })
}

describe('price to earnings at month ends', () => {
  test('takes what was known on the day, not what was earned by then', () => {
    const found = historyOf()
    if (!found.ok) throw new Error(found.reason)
    const on = (month: string) => found.points.find(({ date }) => date.startsWith(month))?.value
    // 600 / 10 of 2018 until the end of February 2020, then 600 / 20 of 2019.
    expect([on('2019-04'), on('2020-02'), on('2020-03'), on('2024-12')]).toEqual([60, 60, 30, 10])
    expect(found.months).toBe(69)
    expect(found.without).toBe(0)
    // 12 months below 12, of 10 (March to December 2024 are ten).
    expect(standing(found, 12)).toBeCloseTo(10 / 69, 12)
    expect(found.median).toBe(20)
  })

  test('months of loss are counted and have no multiple', () => {
    const found = historyOf({ facts: filed(YEARS, (year) => (year === 2020 ? -5 : 10)) })
    expect(found).toMatchObject({ ok: true, without: 12, months: 57, low: 60, high: 60 })
  })

  test('three years are needed', () => {
    expect(historyOf({ facts: rising.filter(({ end }) => end > '2022') })).toEqual({
      ok: false,
      reason: 'short_record',
    })
  })

  test('a split between moves nothing', () => {
    const splits = splitBook([split('2022-06-01', 4)], rising)
    const facts = rising.map((fact) =>
      fact.concept === 'shares_outstanding' && fact.known_at > '2022-06'
        ? { ...fact, value: '40' }
        : fact,
    )
    // As traded 60 before, 15 after; each on its own count of shares.
    const closes = priceCloses(
      [
        barsOf('2019-04-01', LAST, (date) => (date < '2022-06-01' ? 60 : 15), {
          adjustment: 'raw',
        }),
      ],
      splits,
    )
    if (!closes.ok) throw new Error(closes.reason)
    expect(historyOf({ facts, splits, closes: closes.closes })).toEqual(historyOf())
  })

  test('figures in another currency than the statements are left out', () => {
    expect(historyOf({ currency: 'JPY' })).toEqual({ ok: false, reason: 'short_record' })
  })
})
