/** A figure in doubt marks its cell, and every cell that rests on it, also against a price. */
import { describe, expect, test } from 'vitest'
import { IN_DOUBT } from '#shared/screen/table.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { year } from '../metrics/hand-built.fixture.ts'
import { derivedOutcome, valueOfFact } from '../metrics/outcome.ts'
import { spanOver } from '../time/spans.ts'
import type { MarketPrice } from '../universe/market-days.ts'
import { cellOf } from './cells.ts'
import { marketCells, type PricedField } from './market-cells.ts'
import { originCell } from './origin.ts'

const [revenue, income] = year(2024, { revenue: 100, net_income: 8 })
if (!revenue || !income) throw new Error('two facts')
const failed = (fact: Fact, ...checks: string[]): Fact => ({
  ...fact,
  quality: checks.map((check) => ({ check, detail: '', other_values: [] })),
})
const SPAN = spanOver('annual', 'FY2024', 19_723, 20_088, 0, 4)
const marginOf = (...facts: Fact[]) =>
  derivedOutcome('net_margin', 'net_margin', SPAN, 0.08, 'ratio', facts.map(valueOfFact))

describe('the cell of a filed figure and of one that is derived', () => {
  test.each([
    ['sound', [revenue, income], 0],
    ['one in doubt', [revenue, failed(income, 'eps')], IN_DOUBT],
    ['both in doubt', [failed(revenue, 'range'), failed(income, 'eps')], IN_DOUBT],
    ['not compared', [revenue, failed(income, 'providers_currency')], 0],
    [
      'not compared, and in doubt',
      [revenue, failed(income, 'providers_currency', 'eps')],
      IN_DOUBT,
    ],
  ])('%s', (_, facts, reason) => {
    const cell = cellOf(marginOf(...facts))
    expect([cell.value, cell.reason]).toEqual([0.08, reason])
    expect(originCell(cell, 'ratio', 'FY2024')).toMatchObject({
      value: 0.08,
      in_doubt: reason === IN_DOUBT,
      reason: 'known',
    })
    const [, own] = facts
    const filed = own && cellOf({ ok: true, value: valueOfFact(own), derived: null })
    expect(filed?.reason).toBe(reason)
  })
})

describe('what is held against a price', () => {
  const price = (over: Partial<MarketPrice>): MarketPrice => ({
    instrument: 'US:ONE',
    checks: {},
    flags: [],
    close: '10',
    currency: 'USD',
    market_cap: null,
    shares: null,
    cap_factor: null,
    ...over,
  })
  const cells = (given: MarketPrice, doubtful: PricedField | null) =>
    marketCells({
      price: given,
      filed: (field) => ({
        value: 50,
        reason: field === doubtful ? IN_DOUBT : 0,
        known_at: '2024-02-01T00:00:00.000Z',
      }),
      isReceipt: false,
      currency: 'USD',
      rate: () => null,
    })
  const doubted = (given: MarketPrice, field: PricedField | null) =>
    Object.entries(cells(given, field)).flatMap(([id, { reason }]) =>
      (reason & IN_DOUBT) === 0 ? [] : [id],
    )
  const STATED = price({ market_cap: '1000' })
  const COUNTED = price({ shares: '100' })
  const ON_CAP = ['market_cap', 'pe', 'pb', 'ps', 'ev', 'ev_ebitda', 'fcf_yield', 'earnings_yield']
  const YIELDS = ['dividend_yield', 'shareholder_yield', 'altman_z']

  test.each([
    ['a stated value', STATED],
    ['price by stated shares', COUNTED],
  ])(
    '%s that stands near a round multiple of price by shares: all that rests on it',
    (_, given) => {
      expect(doubted(given, null)).toEqual([])
      const odd = doubted({ ...given, cap_factor: 100 }, null)
      expect(odd.toSorted()).toEqual([...ON_CAP, ...YIELDS].toSorted())
    },
  )
  test.each<[PricedField, string[]]>([
    ['net_income_ttm', ['pe']],
    ['net_cash_ttm', ['ev', 'ev_ebitda', 'earnings_yield']],
    ['dividends_paid_ttm', ['dividend_yield']],
    ['shareholder_payout_ttm', ['shareholder_yield']],
    ['total_liabilities', ['altman_z']],
  ])('a filed %s in doubt: %j', (field, names) => {
    expect(doubted(STATED, field).toSorted()).toEqual(names.toSorted())
  })
  test('a filed count in doubt: the value made of it, and all that rests on it', () => {
    expect(doubted(price({}), 'shares_outstanding_mrq').toSorted()).toEqual(
      [...ON_CAP, ...YIELDS].toSorted(),
    )
  })
})
