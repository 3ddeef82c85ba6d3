import { expect, test } from 'vitest'
import { trade } from '../items.fixture.ts'
import { countByKind, inPeriod, kindOf, openMarket } from './insiders.ts'

test.each([
  [trade('5', { action: 'buy' }), 'open_buy'],
  [trade('-5'), 'open_sell'],
  [trade('-5', { open_market: false }), 'other'],
  [trade('5', { action: 'buy', derivative: true }), 'other'],
  [trade('5', { action: 'award', open_market: false }), 'award'],
  [trade('5', { action: 'exercise', open_market: false, derivative: true }), 'exercise'],
  [trade('-5', { action: 'tax', open_market: false }), 'tax'],
  [trade('-5', { action: 'gift', open_market: false }), 'gift'],
] as const)('%j is %s', (given, kind) => {
  expect(kindOf(given)).toBe(kind)
})

test('net buying is purchases less sales in the market, and nothing else', () => {
  const { bought, sold, netShares, netMoney } = openMarket([
    trade('100', { action: 'buy', price: '12', person: 'Doe John' }),
    trade('-250', { price: '10' }),
    trade('-50', { price: '11' }),
    trade('9000', { action: 'award', open_market: false, price: null }),
    trade('8000', { action: 'exercise', open_market: false, price: '1' }),
    trade('-700', { action: 'tax', open_market: false, price: '10' }),
    trade('-600', { action: 'gift', open_market: false, price: null }),
    trade('-500', { action: 'other', open_market: false }),
  ])
  expect([bought.trades, bought.people, bought.shares, bought.money.get('USD')]).toEqual([
    1, 1, 100, 1200,
  ])
  expect([sold.trades, sold.people, sold.shares, sold.money.get('USD')]).toEqual([2, 1, 300, 3050])
  expect([netShares, netMoney.get('USD')]).toEqual([-200, -1850])
})

test('a trade without a price is counted in shares; no net amount is given then', () => {
  const { sold, netShares, netMoney } = openMarket([
    trade('-10', { price: null, price_unit: null }),
    trade('-10', { price: '0' }),
    trade('-5'),
  ])
  expect([sold.shares, sold.unpriced, netShares]).toEqual([25, 2, -25])
  expect(netMoney.size).toBe(0)
})

test('amounts of different currencies are not added', () => {
  const { netMoney } = openMarket([
    trade('1', { action: 'buy' }),
    trade('-1', { price_unit: 'HKD/share' }),
  ])
  expect([...netMoney]).toEqual([
    ['USD', 10],
    ['HKD', -10],
  ])
})

test('both ends of a period are in it', () => {
  const trades = ['2026-01-31', '2026-02-01', '2026-03-01', '2026-03-02'].map((traded_on) =>
    trade('1', { traded_on }),
  )
  expect(inPeriod(trades, '2026-02-01', '2026-03-01').map(({ traded_on }) => traded_on)).toEqual([
    '2026-02-01',
    '2026-03-01',
  ])
})

test('trades are counted by kind', () => {
  expect([
    ...countByKind([trade('-1'), trade('-2'), trade('3', { action: 'gift', open_market: false })]),
  ]).toEqual([
    ['open_sell', 2],
    ['gift', 1],
  ])
})
