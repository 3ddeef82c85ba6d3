/**
 * Multiples: `ratios-ttm` and `key-metrics-ttm` for today, `ratios` and `key-metrics` for the last
 * five fiscal year ends (at the price of that day). Ratios are fractions or multiples; only
 * `dividendYieldPercentage` is in percent, and it is not read. Amounts are in the listing's
 * currency only when the company reports in it. For other companies, no figure that mixes the price
 * with the reports is given.
 */
import { z } from 'zod'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { fraction, money, multiple } from '#shared/units/scale.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, notFound, rowsOf, subjectSymbol } from './client.ts'
import { dateOf } from './dates.ts'

const dollars = (value: number): Quantity => money(value, 'ones', 'USD')

/**
 * Field names without the suffix `TTM`; the first field with a value counts. A `mixed` figure
 * compares a price with the company's reports.
 */
const FIGURES: readonly {
  concept: string
  fields: readonly string[]
  read: (value: number) => Quantity
  mixed: boolean
}[] = [
  { concept: 'market_cap', fields: ['marketCap'], read: dollars, mixed: false },
  { concept: 'enterprise_value', fields: ['enterpriseValue'], read: dollars, mixed: true },
  { concept: 'pe_ttm', fields: ['priceToEarningsRatio'], read: multiple, mixed: true },
  { concept: 'pb', fields: ['priceToBookRatio'], read: multiple, mixed: true },
  { concept: 'ps_ttm', fields: ['priceToSalesRatio'], read: multiple, mixed: true },
  { concept: 'peg', fields: ['priceToEarningsGrowthRatio'], read: multiple, mixed: true },
  {
    concept: 'ev_ebitda',
    fields: ['evToEBITDA', 'enterpriseValueMultiple'],
    read: multiple,
    mixed: true,
  },
  { concept: 'ev_revenue', fields: ['evToSales'], read: multiple, mixed: true },
  { concept: 'dividend_yield_ttm', fields: ['dividendYield'], read: fraction, mixed: true },
]

const NAMES = FIGURES.flatMap(({ fields }) => fields.flatMap((field) => [field, `${field}TTM`]))
const figures = Object.fromEntries(NAMES.map((name) => [name, z.number().nullish()]))
const currentSchema = z.looseObject({ symbol: z.string().min(1), ...figures })
const yearSchema = z.looseObject({
  symbol: z.string().min(1),
  date: dateOf,
  reportedCurrency: z.string(),
  ...figures,
})

/** FMP writes 0 for a figure that it does not have. */
export const figuresOf = (
  rows: readonly Record<string, unknown>[],
  reportsInDollars: boolean,
): ProviderFigure[] =>
  FIGURES.flatMap(({ concept, fields, read, mixed }): ProviderFigure[] => {
    if (mixed && !reportsInDollars) return []
    for (const field of fields.flatMap((name) => [`${name}TTM`, name]))
      for (const row of rows) {
        const value = row[field]
        if (typeof value === 'number' && value !== 0)
          return [{ concept, ...read(value), provider_field: field }]
      }
    return []
  })

/** Years asked for: a free key may ask for five. The fetch makes four calls. */
const YEARS = 5

export const multiples = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const parameters = { symbol: fmpSymbol(symbol) }
  const yearly = { ...parameters, period: 'annual', limit: YEARS }
  const [ratios, metrics, pastRatios, pastMetrics] = await Promise.all([
    rowsOf(context, 'ratios-ttm', parameters, z.array(currentSchema)),
    rowsOf(context, 'key-metrics-ttm', parameters, z.array(currentSchema)),
    rowsOf(context, 'ratios', yearly, z.array(yearSchema)),
    rowsOf(context, 'key-metrics', yearly, z.array(yearSchema)),
  ])
  if (!ratios.ok) return ratios
  if (!metrics.ok) return metrics
  if (!pastRatios.ok) return pastRatios
  if (!pastMetrics.ok) return pastMetrics
  if (ratios.data.rows.length === 0) return notFound(symbol)
  const years = [...pastRatios.data.rows, ...pastMetrics.data.rows]
  const inDollars = years.length > 0 && years.every((row) => row.reportedCurrency === 'USD')
  const now = context.now().toISOString()
  const item = (
    key: string,
    at: string,
    rows: readonly Record<string, unknown>[],
    source: number,
  ): NewItem<'multiples'>[] => {
    const found = figuresOf(rows, inDollars)
    const source_url = `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`
    return found.length > 0
      ? [{ key, item: { at, figures: found }, known_at: now, source_url, source }]
      : []
  }
  const ends = [...new Set(years.map((row) => row.date))].sort().reverse()
  const items = [
    ...item(now.slice(0, 10), now, [...metrics.data.rows, ...ratios.data.rows], 0),
    ...ends.flatMap((end) => {
      const rows = years.filter((row) => row.date === end)
      return item(`year end ${end}`, endOfDay(end, MARKET_ZONES.US), rows, 2)
    }),
  ]
  const subject = {
    symbol: subjectSymbol([...ratios.data.rows, ...metrics.data.rows, ...years], symbol),
    name: null,
    currency: null,
  }
  return {
    ok: true,
    data: {
      subject,
      items,
      sources: [ratios, metrics, pastRatios, pastMetrics].map(({ data }) => data.raw),
    },
  }
}
