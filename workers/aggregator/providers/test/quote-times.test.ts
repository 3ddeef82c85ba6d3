/**
 * The time of a price and its delay: what each provider's time means, one
 * row for each provider and market.
 */
import { describe, expect, test } from 'vitest'
import type { Delay } from '#shared/datasets/quote.ts'
import type { Market } from '#shared/names.ts'
import type { ProviderId } from '#shared/names.ts'
import { CANARY_KEY, caseContext, type ProviderCase } from './case.ts'
import { CASES } from './cases.ts'
import { fieldsByCode, readQuoteLine } from '../sina/quote-line.ts'
import { play, providerOf } from './play.ts'
import type { NewItem } from '../../model/provider.ts'
import { PROVIDERS } from '../registry.ts'
import { SESSION } from '../yahoo/cases.fixture.ts'
import { yahoo } from '../yahoo/index.ts'

const caseOf = (provider: ProviderId, dataset: 'quote' | 'bars', market: Market): ProviderCase => {
  const given = CASES.find(
    (c) => c.provider === provider && c.dataset === dataset && c.market === market,
  )
  if (!given) throw new Error('no such case')
  return given
}
const itemOf = async <D extends 'quote' | 'bars'>(
  provider: ProviderId,
  dataset: D,
  market: Market,
) => {
  const given = caseOf(provider, dataset, market)
  const played = await play(
    given,
    caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null }).context,
  )
  if (!played.ok) throw new Error(played.detail)
  return (played.found as NewItem<D>[])[0]
}

const REALTIME: Delay = { kind: 'realtime' }
/** By how much is not stated, and it is never taken for none. */
const LATE: Delay = { kind: 'delayed', minutes: null }
const END_OF_DAY: Delay = { kind: 'end_of_day' }

const RECORDED: readonly (readonly [trap: string, ProviderId, Market, quotedAt: string, Delay])[] =
  [
    [
      'Tencent A, field 30 is yyyyMMddHHmmss in Beijing',
      'tencent',
      'CN',
      '2026-04-02T08:14:01.000Z',
      REALTIME,
    ],
    [
      'Tencent HK, field 30 is yyyy/MM/dd HH:mm:ss in Hong Kong, and the free feed may be late',
      'tencent',
      'HK',
      '2026-08-07T08:08:23.000Z',
      LATE,
    ],
    [
      'Tencent US, field 30 is yyyy-MM-dd HH:mm:ss in New York',
      'tencent',
      'US',
      '2026-08-07T20:00:01.000Z',
      LATE,
    ],
    [
      'Sina A, fields 30 and 31 are date and time in Beijing',
      'sina',
      'CN',
      '2023-02-08T07:00:00.000Z',
      REALTIME,
    ],
    [
      'Yahoo, regularMarketTime is in epoch seconds',
      'yahoo',
      'US',
      '2025-10-29T20:00:01.000Z',
      REALTIME,
    ],
    [
      'Yahoo HK, a chart does not say how late it is',
      'yahoo',
      'HK',
      '2026-08-07T08:08:11.000Z',
      LATE,
    ],
    ['Finnhub, t is in epoch seconds', 'finnhub', 'US', '2026-08-27T15:31:56.000Z', REALTIME],
    [
      'Alpha Vantage, a date alone is the close of that day',
      'alphavantage',
      'US',
      '2026-05-15T20:00:00.000Z',
      END_OF_DAY,
    ],
    ['FMP, timestamp is in epoch seconds', 'fmp', 'US', '2026-04-29T20:00:01.000Z', LATE],
  ]
const MADE: typeof RECORDED = [
  ['Eastmoney A, f86 is in epoch seconds', 'eastmoney', 'CN', '2026-08-07T08:08:00.000Z', REALTIME],
  [
    'Eastmoney HK, fifteen minutes late as far as is known',
    'eastmoney',
    'HK',
    '2026-08-07T08:08:00.000Z',
    LATE,
  ],
  [
    'Eastmoney US, f124 of a list is in epoch seconds',
    'eastmoney',
    'US',
    '2026-08-07T08:08:00.000Z',
    LATE,
  ],
  ['Tushare rt_k, trade_time is Beijing’s', 'tushare', 'CN', '2025-01-03T06:30:00.000Z', REALTIME],
  [
    'Twelve Data, the session of `datetime` and not `timestamp`',
    'twelvedata',
    'JP',
    '2026-11-20T06:30:00.000Z',
    LATE,
  ],
]

describe.each([...RECORDED, ...MADE])('%s', (_, provider, market, quotedAt, delay) => {
  test(`is ${quotedAt}`, async () => {
    const found = await itemOf(provider, 'quote', market)
    expect(found?.item).toMatchObject({ quoted_at: quotedAt, delay })
    expect(found?.known_at).toBe(quotedAt)
  })
})

test('Sina at midday shows 11:30:00 with the book at zero: the price and volume of the morning stand', () => {
  const book = Array.from({ length: 20 }, () => '0')
  const morning = [
    '样本',
    '11.00',
    '10.90',
    '11.10',
    '11.20',
    '10.80',
    '0.000',
    '0.000',
    '111100',
    '1222222.000',
    ...book,
    '2026-07-23',
    '11:30:00',
    '00',
    '',
  ]
  const line = readQuoteLine(
    'CN',
    'sh600111',
    fieldsByCode(`var hq_str_sh600111="${morning.join(',')}";`).get('sh600111') ?? [],
  )
  expect(line.ok && line.data.quote).toMatchObject({
    price: '11.1',
    volume: '111100',
    turnover: '1222222',
    quoted_at: '2026-07-23T03:30:00.000Z',
  })
})

test('Yahoo’s quote list says how late it is: exchangeDataDelayedBy of 0 is realtime, 15 is fifteen minutes, absent is not known', async () => {
  const row = (symbol: string, more: object) => ({
    symbol,
    quoteType: 'EQUITY',
    currency: 'HKD',
    regularMarketPrice: 11.1,
    regularMarketTime: 1_786_090_080,
    ...more,
  })
  const result = [
    row('0700.HK', { exchangeDataDelayedBy: 15 }),
    row('0005.HK', { exchangeDataDelayedBy: 0 }),
    row('0388.HK', {}),
  ]
  const { context } = caseContext({
    answers: [
      ...SESSION,
      { match: '/v7/', body: () => JSON.stringify({ quoteResponse: { result, error: null } }) },
    ],
  })
  const quotes = await yahoo.datasets.quote?.batch?.fetch(
    'HK',
    ['00700', '00005', '00388'],
    context,
  )
  expect(quotes?.ok && [...quotes.data.values()].map(({ delay }) => delay)).toEqual([
    { kind: 'delayed', minutes: 15 },
    REALTIME,
    LATE,
  ])
})

test('daily alone, without a clock: Tushare’s trade_date and J-Quants’ Date are days of the market, at its end', async () => {
  const jquants = await itemOf('jquants', 'bars', 'JP')
  expect(jquants?.item.bars[0]?.date).toBe('2025-01-06')
  const delays = Object.fromEntries(PROVIDERS.map(({ id, delay }) => [id, delay]))
  expect([delays.jquants?.JP, delays.tushare?.HK, delays.alphavantage?.US]).toEqual([
    END_OF_DAY,
    END_OF_DAY,
    END_OF_DAY,
  ])
})

test('no provider’s prices are called realtime where nothing says so', () => {
  const realtime = PROVIDERS.flatMap(({ id, delay }) =>
    Object.entries(delay).flatMap(([market, { kind }]) =>
      kind === 'realtime' ? [`${id} ${market}`] : [],
    ),
  )
  expect(realtime.sort()).toEqual([
    'eastmoney CN',
    'finnhub US',
    'sina CN',
    'tencent CN',
    'tushare CN',
    'twelvedata US',
    'yahoo US',
  ])
})
