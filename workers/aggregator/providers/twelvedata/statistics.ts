/**
 * /statistics: margins, yields and holdings are fractions, total_debt_to_equity_mrq is in percent
 * (24.081). Ratios mix the listing's price with the company's statements: for Taiwan
 * Semiconductor's ADR, a price in dollars over sales in Taiwan dollars gives a P/S of 0.36. So they
 * are given only when both are known to be in the same currency. Pure.
 */
import { z } from 'zod'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Market } from '#shared/names.ts'
import { fraction, money, multiple, percent, perShare, shares } from '#shared/units/scale.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { figure, metaSchema, priceCurrency, read, subjectOf } from './answers.ts'
import type { SeriesAnswer } from './series.ts'

const group = <const K extends string>(...fields: K[]) =>
  z
    .object(Object.fromEntries(fields.map((field) => [field, figure])) as Record<K, typeof figure>)
    .optional()

const statisticsSchema = z.object({
  meta: metaSchema,
  statistics: z.object({
    valuations_metrics: group(
      ...([
        'market_capitalization',
        'enterprise_value',
        'trailing_pe',
        'forward_pe',
        'peg_ratio',
      ] as const),
      ...([
        'price_to_sales_ttm',
        'price_to_book_mrq',
        'enterprise_to_revenue',
        'enterprise_to_ebitda',
      ] as const),
    ),
    financials: z.object({ balance_sheet: group('total_debt_to_equity_mrq') }).optional(),
    stock_statistics: group('shares_outstanding', 'float_shares'),
    stock_price_summary: group('fifty_two_week_low', 'fifty_two_week_high', 'beta'),
    dividends_and_splits: group('trailing_annual_dividend_yield'),
  }),
})
export type Statistics = z.infer<typeof statisticsSchema>['statistics']

export const readStatistics = (
  market: Market,
  json: unknown,
): ProviderResult<SeriesAnswer<Statistics>> => {
  const parsed = read('statistics', statisticsSchema, json)
  if (!parsed.ok) return parsed
  const currency = priceCurrency('statistics meta', parsed.data.meta.currency)
  if (!currency.ok) return currency
  return {
    ok: true,
    data: {
      subject: subjectOf(market, parsed.data.meta),
      currency: currency.data,
      data: parsed.data.statistics,
    },
  }
}

type StatisticField = readonly [
  concept: string,
  field: string,
  value: string | null | undefined,
  read: (value: string) => Quantity,
]

/**
 * Null when the float is larger than the number of shares: then one counts ordinary shares and the
 * other counts receipts.
 */
const floatOf = (given: Statistics['stock_statistics']): string | null => {
  const { float_shares: float = null, shares_outstanding: outstanding = null } = given ?? {}
  return float !== null && outstanding !== null && Number(float) <= Number(outstanding)
    ? float
    : null
}

export const figuresOf = (
  { currency, data }: SeriesAnswer<Statistics>,
  reporting: Currency | null,
): ProviderFigure[] => {
  const {
    valuations_metrics: v,
    financials,
    stock_statistics: stock,
    stock_price_summary: price,
    dividends_and_splits: paid,
  } = data
  const ofPrice: StatisticField[] = [
    [
      'market_cap',
      'market_capitalization',
      v?.market_capitalization,
      (x) => money(x, 'ones', currency),
    ],
    [
      'shares_outstanding',
      'shares_outstanding',
      stock?.shares_outstanding,
      (x) => shares(x, 'ones'),
    ],
    ['float_shares', 'float_shares', floatOf(stock), (x) => shares(x, 'ones')],
    ['high_52w', 'fifty_two_week_high', price?.fifty_two_week_high, (x) => perShare(x, currency)],
    ['low_52w', 'fifty_two_week_low', price?.fifty_two_week_low, (x) => perShare(x, currency)],
    ['beta', 'beta', price?.beta, multiple],
    [
      'debt_to_equity',
      'total_debt_to_equity_mrq',
      financials?.balance_sheet?.total_debt_to_equity_mrq,
      (x) => multiple(percent(x).value),
    ],
  ]
  const ofStatements: StatisticField[] = [
    ['pe_ttm', 'trailing_pe', v?.trailing_pe, multiple],
    ['pe_forward', 'forward_pe', v?.forward_pe, multiple],
    ['peg', 'peg_ratio', v?.peg_ratio, multiple],
    ['pb', 'price_to_book_mrq', v?.price_to_book_mrq, multiple],
    ['ps_ttm', 'price_to_sales_ttm', v?.price_to_sales_ttm, multiple],
    [
      'enterprise_value',
      'enterprise_value',
      v?.enterprise_value,
      (x) => money(x, 'ones', currency),
    ],
    ['ev_revenue', 'enterprise_to_revenue', v?.enterprise_to_revenue, multiple],
    ['ev_ebitda', 'enterprise_to_ebitda', v?.enterprise_to_ebitda, multiple],
    [
      'dividend_yield_ttm',
      'trailing_annual_dividend_yield',
      paid?.trailing_annual_dividend_yield,
      fraction,
    ],
  ]
  return [...ofPrice, ...(reporting === currency ? ofStatements : [])].flatMap(
    ([concept, provider_field, value, quantityOf]) =>
      value === null || value === undefined
        ? []
        : [{ concept, ...quantityOf(value), provider_field }],
  )
}
