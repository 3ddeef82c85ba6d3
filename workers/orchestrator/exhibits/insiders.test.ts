import { expect, test } from 'vitest'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { AS_OF, records } from './collected.fixture.ts'
import { insidersExhibit } from './insiders.ts'
import { MOST_RECORDS } from './records.ts'

const trade = (over: Partial<ItemOf<'insiders'>>): ItemOf<'insiders'> => ({
  person: 'Jane Doe',
  role: 'Director',
  traded_on: '2026-11-01',
  filed_at: '2026-11-03',
  action: 'sell',
  code: 'S',
  open_market: true,
  derivative: false,
  shares: '-100',
  price: '10',
  price_unit: 'USD/share',
  shares_after: null,
  document_id: null,
  ...over,
})
const made = (items: ItemOf<'insiders'>[]) =>
  insidersExhibit('US:TEST', AS_OF, records<'insiders'>(items))
const valuesOf = (items: ItemOf<'insiders'>[]) =>
  Object.fromEntries(made(items).rows.map(({ token, value, unit }) => [token, `${value} ${unit}`]))

test('net trades in windows, bought less sold at their prices', () => {
  const found = valuesOf([
    trade({}),
    trade({ action: 'buy', shares: '30', traded_on: '2026-07-01', price: '20' }),
    trade({ action: 'buy', shares: '50', traded_on: '2026-01-15', price: '30' }),
  ])
  expect(found).toMatchObject({
    'insider_net_value@3m': '-1000 USD',
    'insider_net_value@6m': '-400 USD',
    'insider_net_value@12m': '1100 USD',
    'insider_net_shares@12m': '-20 shares',
    'insider_bought_value@6m': '600 USD',
    'insider_sold_value@6m': '1000 USD',
    'insider_buys@12m': '2 count',
    'insider_sells@3m': '1 count',
  })
})

test('what is no trade in the market is left out', () => {
  const { trades, rows } = made([
    trade({ action: 'award', open_market: false, shares: '1000' }),
    trade({ open_market: false }),
    trade({ derivative: true }),
  ])
  expect(trades).toEqual([])
  expect(rows.find(({ token }) => token === 'insider_sells@12m')?.value).toBe('0')
})

test('without a price, or in two currencies, there is no sum; the counts stay', () => {
  for (const items of [[trade({ price: null })], [trade({}), trade({ price_unit: 'HKD/share' })]]) {
    const { rows, absences } = made(items)
    expect(rows.some(({ name }) => name === 'insider_net_value')).toBe(false)
    expect(absences).toContainEqual({
      name: 'insider_net_value',
      period: '3m',
      reason: 'not_filed',
    })
    expect(rows.find(({ token }) => token === 'insider_sells@3m')?.value).toBe(String(items.length))
  }
})

test('a window that the records do not reach back to is absent', () => {
  const many = Array.from({ length: MOST_RECORDS }, () => trade({ traded_on: '2026-08-10' }))
  const { rows, absences } = made(many)
  expect(rows.some(({ period }) => period === '6m')).toBe(false)
  expect(absences).toContainEqual({
    name: 'insider_sells',
    period: '6m',
    reason: 'short_record',
  })
})
