/**
 * What analysts expect: consensus by period, ratings, price targets, and past surprises. Each is in
 * the currency that Yahoo names for it. Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import { money, perShare } from '#shared/units/scale.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { addDays, sameDayOtherYear } from '#shared/calendar.ts'
import { labelYear, periodLabeller } from '../../time/periods.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { decimalOfFloat } from './float.ts'
import type { Modules } from './modules.ts'
import type { YahooSubject } from './summary.ts'
import { pageOf } from './symbol.ts'

export const ESTIMATES = [
  'earningsTrend',
  'earningsHistory',
  'recommendationTrend',
  'financialData',
  'calendarEvents',
] as const

type Trend = NonNullable<Modules['earningsTrend']>['trend'][number]

const yearTo = (end: string) => ({
  label: `FY${labelYear(end)}`,
  start: addDays(sameDayOtherYear(end, -1), 1),
  end,
})

/** Three months that end at the end of a month. */
const quarterStart = (end: string): string => {
  const first = `${end.slice(0, 7)}-01`
  return `${addDays(`${addDays(first, -1).slice(0, 7)}-01`, -1).slice(0, 7)}-01`
}

/** `0y` and `+1y` are fiscal years, `0q` and `+1q` are quarters. Each ends on its `endDate`. */
const labellerOf = (trends: readonly Trend[]): ((end: string, period: string) => string) => {
  const years = trends.flatMap(({ period, endDate }) =>
    period.endsWith('y') && endDate ? [yearTo(endDate)] : [],
  )
  const label = periodLabeller(years)
  return (end, period) => (period.endsWith('y') ? yearTo(end).label : label(quarterStart(end), end))
}

interface TrendFigures {
  avg: number | null
  low: number | null
  high: number | null
  numberOfAnalysts: number | null
}

/** Yahoo writes 0 with 0 analysts where there is no estimate. No real expectation is exactly 0. */
const consensusOf = (
  concept: 'eps_diluted' | 'revenue',
  { avg, low, high, numberOfAnalysts }: TrendFigures,
  currency: string | null | undefined,
  at: { period: string; period_end: string | null; as_of: string },
): ItemOf<'estimates'>[] => {
  if (!avg || numberOfAnalysts === 0 || !currency || !isCurrency(currency)) return []
  const read = (value: number) =>
    concept === 'revenue'
      ? money(value, 'ones', currency)
      : perShare(decimalOfFloat(value), currency)
  const orNull = (value: number | null) => (value === null ? null : read(value).value)
  const { value, unit } = read(avg)
  return [
    {
      kind: 'consensus',
      concept,
      ...at,
      unit,
      mean: value,
      high: orNull(high),
      low: orNull(low),
      analysts: numberOfAnalysts,
    },
  ]
}

const consensuses = (trends: readonly Trend[], as_of: string): ItemOf<'estimates'>[] => {
  const labelOf = labellerOf(trends)
  return trends.flatMap(({ period, endDate, earningsEstimate, revenueEstimate }) => {
    if (!endDate) return []
    const at = { period: labelOf(endDate, period), period_end: endDate, as_of }
    return [
      ...consensusOf('eps_diluted', earningsEstimate, earningsEstimate.earningsCurrency, at),
      ...consensusOf('revenue', revenueEstimate, revenueEstimate.revenueCurrency, at),
    ]
  })
}

/**
 * The estimates for the quarter that is reported next, used when the trend has none. They have no
 * period end and are in the currency of the company's books.
 */
const nextReport = (
  { calendarEvents, earningsTrend, financialData }: Modules,
  as_of: string,
): ItemOf<'estimates'>[] => {
  const next = calendarEvents?.earnings
  const date = next?.earningsDate?.[0]
  if (
    !next ||
    !date ||
    earningsTrend?.trend.some(({ period, endDate }) => period === '0q' && endDate)
  )
    return []
  const at = { period: `quarter reported on ${date}`, period_end: null, as_of }
  const currency = financialData?.financialCurrency
  const figures = (avg: number | null, low: number | null, high: number | null) => ({
    avg,
    low,
    high,
    numberOfAnalysts: null,
  })
  return [
    ...consensusOf(
      'eps_diluted',
      figures(next.earningsAverage, next.earningsLow, next.earningsHigh),
      currency,
      at,
    ),
    ...consensusOf(
      'revenue',
      figures(next.revenueAverage, next.revenueLow, next.revenueHigh),
      currency,
      at,
    ),
  ]
}

/** The ratings of this month. Older months are left out because their days are not given. */
const ratings = ({ recommendationTrend }: Modules, as_of: string): ItemOf<'estimates'>[] => {
  const now = recommendationTrend?.trend.find(({ period }) => period === '0m')
  if (!now || now.strongBuy + now.buy + now.hold + now.sell + now.strongSell === 0) return []
  const { strongBuy: strong_buy, buy, hold, sell, strongSell: strong_sell } = now
  return [{ kind: 'rating', as_of, strong_buy, buy, hold, sell, strong_sell }]
}

/**
 * Targets are in the currency of the price, even if `financialCurrency` names another one for the
 * other figures of the module.
 */
const targets = (
  { financialData: given }: Modules,
  currency: Currency | null,
  as_of: string,
): ItemOf<'estimates'>[] => {
  if (!given || given.targetMeanPrice === null || currency === null) return []
  const read = (value: number | null) =>
    value === null ? null : perShare(decimalOfFloat(value), currency).value
  const { value: mean, unit } = perShare(decimalOfFloat(given.targetMeanPrice), currency)
  const rest = {
    median: read(given.targetMedianPrice),
    high: read(given.targetHighPrice),
    low: read(given.targetLowPrice),
  }
  return [
    { kind: 'price_target', as_of, unit, mean, ...rest, analysts: given.numberOfAnalystOpinions },
  ]
}

/** Yahoo does not give the day of the report. */
const surprises = (
  { earningsHistory, earningsTrend }: Modules,
  as_of: string,
): ItemOf<'estimates'>[] => {
  const labelOf = labellerOf(earningsTrend?.trend ?? [])
  return (earningsHistory?.history ?? []).flatMap(
    ({ epsActual, epsEstimate, quarter, currency }): ItemOf<'estimates'>[] => {
      if (epsActual === null || !quarter || !currency || !isCurrency(currency)) return []
      const { value: actual, unit } = perShare(decimalOfFloat(epsActual), currency)
      const estimate =
        epsEstimate === null ? null : perShare(decimalOfFloat(epsEstimate), currency).value
      return [
        {
          kind: 'surprise',
          concept: 'eps_diluted',
          period: labelOf(quarter, 'q'),
          period_end: quarter,
          as_of,
          unit,
          actual,
          estimate,
        },
      ]
    },
  )
}

const keyOf = (item: ItemOf<'estimates'>): string =>
  'period_end' in item
    ? `${item.kind} ${item.concept} ${item.period} ${item.period_end}`
    : item.kind

/** All items are as of the day of the call. */
export const estimatesOf = (
  modules: Modules,
  { currency, now, today, yahoo }: YahooSubject,
): ProviderResult<NewItem<'estimates'>[]> => {
  const items = [
    ...consensuses(modules.earningsTrend?.trend ?? [], today),
    ...nextReport(modules, today),
    ...ratings(modules, today),
    ...targets(modules, currency, today),
    ...surprises(modules, today),
  ]
  return {
    ok: true,
    data: items.map((item) => ({
      key: keyOf(item),
      item,
      known_at: now,
      source_url: pageOf(yahoo, 'analysis/'),
      source: 0,
    })),
  }
}
