/**
 * Market figures from quoteSummary. Figures that mix the currency of the price with the currency of
 * the books are left out. Pure.
 */
import { Decimal } from 'decimal.js'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { fraction, money, multiple, perShare, shares } from '#shared/units/scale.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import type { Currency } from '#shared/units/unit.ts'
import { epochInstant } from '../../time/market-time.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { decimalOfFloat } from './float.ts'
import type { Modules } from './modules.ts'
import type { YahooSubject } from './summary.ts'
import { pageOf } from './symbol.ts'

export const MULTIPLES = ['summaryDetail', 'defaultKeyStatistics', 'financialData'] as const

type MultipleField = readonly [
  concept: string,
  field: string,
  value: number | null | undefined,
  read: (text: string) => Quantity,
]

/**
 * The largest relative difference between market value and price times shares at which the count is
 * taken as all shares of the company.
 */
const CAP_TOLERANCE = 0.02

/**
 * For a company with two classes (GOOG), the count is of one class and the market value is of both.
 */
const isWholeCount = (count: number, { price }: Modules): boolean => {
  if (!price?.regularMarketPrice || !price.marketCap) return false
  return new Decimal(price.regularMarketPrice)
    .times(count)
    .div(price.marketCap)
    .minus(1)
    .abs()
    .lte(CAP_TOLERANCE)
}

const ofPrices = (modules: Modules, currency: Currency): MultipleField[] => {
  const { price, summaryDetail: detail, defaultKeyStatistics: statistics } = modules
  const cash = (text: string) => money(text, 'ones', currency)
  const each = (text: string) => perShare(text, currency)
  const count = statistics?.sharesOutstanding ?? null
  const whole = count !== null && isWholeCount(count, modules) ? count : null
  const float = statistics?.floatShares ?? null
  return [
    ['price', 'price.regularMarketPrice', price?.regularMarketPrice, each],
    ['market_cap', 'price.marketCap', price?.marketCap, cash],
    ['high_52w', 'summaryDetail.fiftyTwoWeekHigh', detail?.fiftyTwoWeekHigh, each],
    ['low_52w', 'summaryDetail.fiftyTwoWeekLow', detail?.fiftyTwoWeekLow, each],
    ['beta', 'summaryDetail.beta', detail?.beta, multiple],
    [
      'shares_outstanding',
      'defaultKeyStatistics.sharesOutstanding',
      whole,
      (text) => shares(text, 'ones'),
    ],
    // For a receipt (BABA) the float counts shares, so it is larger than the number of receipts.
    [
      'float_shares',
      'defaultKeyStatistics.floatShares',
      whole !== null && float !== null && float <= whole ? float : null,
      (text) => shares(text, 'ones'),
    ],
  ]
}

const ofBooks = (
  { summaryDetail: detail, defaultKeyStatistics: statistics }: Modules,
  currency: Currency,
): MultipleField[] => [
  ['pe_ttm', 'summaryDetail.trailingPE', detail?.trailingPE, multiple],
  ['pe_forward', 'summaryDetail.forwardPE', detail?.forwardPE, multiple],
  [
    'ps_ttm',
    'summaryDetail.priceToSalesTrailing12Months',
    detail?.priceToSalesTrailing12Months,
    multiple,
  ],
  ['pb', 'defaultKeyStatistics.priceToBook', statistics?.priceToBook, multiple],
  [
    'enterprise_value',
    'defaultKeyStatistics.enterpriseValue',
    statistics?.enterpriseValue,
    (text) => money(text, 'ones', currency),
  ],
  [
    'ev_revenue',
    'defaultKeyStatistics.enterpriseToRevenue',
    statistics?.enterpriseToRevenue,
    multiple,
  ],
  [
    'ev_ebitda',
    'defaultKeyStatistics.enterpriseToEbitda',
    statistics?.enterpriseToEbitda,
    multiple,
  ],
  [
    'dividend_yield_ttm',
    'summaryDetail.trailingAnnualDividendYield',
    detail?.trailingAnnualDividendYield,
    fraction,
  ],
]

/**
 * The figures at the time of the last trade. Sometimes the books are in another currency than the
 * price (receipts, Hong Kong companies that report in yuan), or their currency is not given. Yahoo
 * then divides one by the other without conversion: it shows BABA at 0.33 times its book value. A 0
 * means that there is no figure.
 */
export const multiplesOf = (
  modules: Modules,
  { currency, yahoo }: YahooSubject,
): ProviderResult<NewItem<'multiples'>[]> => {
  const { price, financialData } = modules
  if (!price || price.regularMarketTime === null)
    return malformed('yahoo', 'quoteSummary.result.0.price.regularMarketTime')
  const at = epochInstant(price.regularMarketTime)
  if (!at || price.regularMarketPrice === null)
    return malformed('yahoo', 'quoteSummary.result.0.price.regularMarketPrice')
  if (!currency)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `yahoo: ${price.symbol} is quoted in ${price.currency ?? 'no stated currency'}`,
    }
  const lines = [
    ...ofPrices(modules, currency),
    ...(financialData?.financialCurrency === currency ? ofBooks(modules, currency) : []),
  ]
  const figures = lines.flatMap(([concept, provider_field, value, read]): ProviderFigure[] =>
    value === null || value === undefined || value === 0
      ? []
      : [{ concept, ...read(decimalOfFloat(value)), provider_field }],
  )
  return {
    ok: true,
    data: [
      {
        key: at.slice(0, 10),
        item: { at, figures },
        known_at: at,
        source_url: pageOf(yahoo, 'key-statistics/'),
        source: 0,
      },
    ],
  }
}
