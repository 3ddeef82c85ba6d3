/**
 * /earnings_estimate, /price_target, /recommendations and /growth_estimates: what analysts expect,
 * as of the day of the call. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { fraction, perShare } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { periodsEnding } from '../../time/quarters.ts'
import { figure, metaSchema, needed, priceCurrency, read, subjectOf } from './answers.ts'

export interface Estimated {
  symbol: string
  items: ItemOf<'estimates'>[]
}

const count = z.int().min(0)
const earningsRow = z.object({
  date: z.iso.date(),
  period: z.enum(['current_quarter', 'next_quarter', 'current_year', 'next_year']),
  number_of_analysts: count.nullish(),
  avg_estimate: figure,
  low_estimate: figure,
  high_estimate: figure,
})
const earningsSchema = z.object({ meta: metaSchema, earnings_estimate: z.array(earningsRow) })

/**
 * The answer names no currency: it is that of the statements, and without it nothing is read. The
 * dates are ends of months; those of fiscal years determine the labels of the quarters.
 */
export const readEarnings = (
  market: Market,
  currency: Currency | null,
  today: string,
  json: unknown,
): ProviderResult<Estimated> => {
  const parsed = read('earnings_estimate', earningsSchema, json)
  if (!parsed.ok) return parsed
  const { meta, earnings_estimate: rows } = parsed.data
  const periods = periodsEnding(
    rows.filter(({ period }) => period.endsWith('_year')).map(({ date }) => date),
  )
  const items = rows.flatMap((row): ItemOf<'estimates'>[] => {
    if (currency === null || row.avg_estimate === null) return []
    const eps = (text: string | null) => (text === null ? null : perShare(text, currency).value)
    const { label } = row.period.endsWith('_year')
      ? periods.year(row.date)
      : periods.quarter(row.date)
    return [
      {
        kind: 'consensus',
        concept: 'eps_diluted',
        period: label,
        period_end: row.date,
        as_of: today,
        unit: `${currency}/share`,
        mean: perShare(row.avg_estimate, currency).value,
        high: eps(row.high_estimate),
        low: eps(row.low_estimate),
        analysts: row.number_of_analysts ?? null,
      },
    ]
  })
  return { ok: true, data: { symbol: subjectOf(market, meta).symbol, items } }
}

const targetSchema = z.object({
  meta: metaSchema,
  price_target: z.object({
    high: figure,
    median: figure,
    low: figure,
    average: needed,
    currency: z.string(),
  }),
})

export const readTarget = (
  market: Market,
  today: string,
  json: unknown,
): ProviderResult<Estimated> => {
  const parsed = read('price_target', targetSchema, json)
  if (!parsed.ok) return parsed
  const { meta, price_target: target } = parsed.data
  const currency = priceCurrency('price_target', target.currency)
  if (!currency.ok) return currency
  const at = (text: string | null) => (text === null ? null : perShare(text, currency.data).value)
  const { value: mean, unit } = perShare(target.average, currency.data)
  const item: ItemOf<'estimates'> = {
    kind: 'price_target',
    as_of: today,
    unit,
    mean,
    median: at(target.median),
    high: at(target.high),
    low: at(target.low),
    analysts: null,
  }
  return { ok: true, data: { symbol: subjectOf(market, meta).symbol, items: [item] } }
}

const trend = z.object({
  strong_buy: count,
  buy: count,
  hold: count,
  sell: count,
  strong_sell: count,
})
const trendsSchema = z.object({ meta: metaSchema, trends: z.object({ current_month: trend }) })

/** Only the ratings of the current month: the earlier months have no dates. */
export const readTrends = (
  market: Market,
  today: string,
  json: unknown,
): ProviderResult<Estimated> => {
  const parsed = read('recommendations', trendsSchema, json)
  if (!parsed.ok) return parsed
  const item: ItemOf<'estimates'> = {
    kind: 'rating',
    as_of: today,
    ...parsed.data.trends.current_month,
  }
  return { ok: true, data: { symbol: subjectOf(market, parsed.data.meta).symbol, items: [item] } }
}

const GROWTH = [
  'current_quarter',
  'next_quarter',
  'current_year',
  'next_year',
  'next_5_years_pa',
] as const
const growthSchema = z.object({
  meta: metaSchema,
  growth_estimates: z.partialRecord(z.string(), figure),
})

/**
 * Expected growth of earnings as fractions, with the provider's names for the periods.
 * `past_5_years_pa` is not an expectation and is left out.
 */
export const readGrowth = (
  market: Market,
  today: string,
  json: unknown,
): ProviderResult<Estimated> => {
  const parsed = read('growth_estimates', growthSchema, json)
  if (!parsed.ok) return parsed
  const items = GROWTH.flatMap((period): ItemOf<'estimates'>[] => {
    const growth = parsed.data.growth_estimates[period] ?? null
    if (growth === null) return []
    const { value: mean, unit } = fraction(growth)
    return [
      {
        kind: 'consensus',
        concept: 'eps_growth',
        period,
        period_end: null,
        as_of: today,
        unit,
        mean,
        high: null,
        low: null,
        analysts: null,
      },
    ]
  })
  return { ok: true, data: { symbol: subjectOf(market, parsed.data.meta).symbol, items } }
}
