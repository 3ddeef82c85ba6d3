import { describe, expect, test } from 'vitest'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Market } from '#shared/names.ts'
import type { ItemsAnswer } from '../model/provider.ts'
import { checkItems } from './check.ts'
import { marketValueContradiction } from './market-value.ts'

const figure = (concept: string, value: string, unit: string): ProviderFigure => ({
  concept,
  value,
  unit,
  provider_field: concept,
})
/** Value, price and shares, the price as one or as the range of a year. */
const figures = (
  currency: string,
  value: string,
  price: string | readonly [string, string],
  shares: string,
): ProviderFigure[] => [
  figure('market_cap', value, currency),
  figure('shares_outstanding', shares, 'shares'),
  ...(typeof price === 'string'
    ? [figure('price', price, `${currency}/share`)]
    : [
        figure('low_52w', price[0], `${currency}/share`),
        figure('high_52w', price[1], `${currency}/share`),
      ]),
]

describe('market value beside price times shares', () => {
  test.each<[string, Market, ProviderFigure[], RegExp | null]>([
    [
      '600519 as Tencent has it',
      'CN',
      figures('CNY', '1828164000000', '1459.88', '1252270215'),
      null,
    ],
    [
      'a value in yen under dollars',
      'US',
      figures('USD', '45000000000000', '200', '1500000000'),
      /150 times the/,
    ],
    [
      'a value in won under dollars',
      'US',
      figures('USD', '420000000000000', '200', '1500000000'),
      /1400 times the/,
    ],
    [
      '600 times',
      'HK',
      figures('HKD', '600000000000', '1', '1000000000'),
      /in HKD is 600 times the/,
    ],
    [
      'a value in dollars under yen',
      'JP',
      figures('JPY', '300000000', '3000', '15000000'),
      /150 times less than the/,
    ],
    [
      'a value in yen under Hong Kong dollars',
      'HK',
      figures('HKD', '20000000000', '1', '1000000000'),
      /20 times the/,
    ],
    [
      'a value in ten thousands taken for yuan',
      'CN',
      figures('CNY', '182816400', '1459.88', '1252270215'),
      /10000 times less than/,
    ],
    ['two classes of shares', 'US', figures('USD', '2000000000000', '170', '5800000000'), null],
    [
      'receipts for a hundred shares',
      'US',
      figures('USD', '50000000000', '50', '100000000000'),
      null,
    ],
    [
      'a Hong Kong part of a tenth',
      'HK',
      figures('HKD', '1000000000000', '5', '20000000000'),
      null,
    ],
    [
      'a range that holds the price',
      'CN',
      figures('CNY', '1828164000000', ['1300', '1800'], '1252270215'),
      null,
    ],
    [
      'a range far from it',
      'CN',
      figures('CNY', '1828164000000', ['1', '2'], '1252270215'),
      /730 times the/,
    ],
    ['no price', 'CN', figures('CNY', '1', '1', '1').slice(0, 2), null],
    ['no shares', 'CN', figures('CNY', '1000', '1', '1').filter((f) => f.unit !== 'shares'), null],
    ['a value of nothing', 'CN', figures('CNY', '0', '1', '1000'), null],
  ])('%s', (_, market, given, expected) => {
    const told = marketValueContradiction(market, { figures: given })
    if (expected === null) expect(told).toBeNull()
    else expect(told).toMatch(expected)
  })
})

test('every answer of market figures is marked, whichever adapter made it', () => {
  const item = (given: ProviderFigure[]): ItemsAnswer<'multiples'> => ({
    subject: { symbol: '00700', name: null, currency: 'HKD' },
    items: [
      {
        key: '2026-08-07',
        item: { at: '2026-08-07T08:08:23.000Z', figures: given },
        known_at: '2026-08-07T08:08:23.000Z',
        source_url: 'https://gu.qq.com/hk00700',
        source: 0,
      },
    ],
    sources: [],
  })
  const asked = { provider: 'tencent', market: 'HK', symbol: '00700', known: null } as const
  const marked = (given: ProviderFigure[]) => {
    const checked = checkItems('multiples', asked, { ok: true, data: item(given) })
    return checked.ok && checked.data.items[0]?.item.contradiction
  }
  expect(marked(figures('HKD', '600000000000', '1', '1000000000'))).toMatch(/600 times/)
  expect(marked(figures('HKD', '1000000000', '1', '1000000000'))).toBeUndefined()
})

test('distributions whose words nobody could read are counted and named, from any provider', () => {
  const day = '2026-05-01'
  const action = (plan: string) => ({
    key: plan,
    item: { kind: 'unread' as const, ex_date: day, announced_on: null, plan },
    known_at: '2026-05-01T08:00:00.000Z',
    source_url: 'https://example.com/',
    source: 0,
  })
  const answer: ItemsAnswer<'actions'> = {
    subject: { symbol: null, name: null, currency: null },
    items: [action('见公告'), action('每2股供1股')],
    sources: [],
  }
  const asked = { provider: 'cninfo', market: 'CN', symbol: '000002.SZ', known: null } as const
  const checked = checkItems('actions', asked, { ok: true, data: answer, unread: ['row 3'] })
  expect(checked.ok && checked.unread).toEqual(['row 3', `${day} 见公告`, `${day} 每2股供1股`])
})
