/**
 * forecast (a range from the company itself) is read as guidance; express (the company's
 * preliminary figures) is read as actual figures before the report. Profits are in ten thousand
 * yuan in the first and in yuan in the second. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { money, percent } from '#shared/units/scale.ts'
import { cumulativePeriod, knownOn } from '../mainland.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import type { TushareItem } from './answers.ts'
import { filingsOf } from './places.ts'
import { dateCell, optionalNumber, optionalText, readRows, type TushareRow } from './table.ts'

export const FORECAST_FIELDS = [
  'ts_code',
  'ann_date',
  'end_date',
  'type',
  'p_change_min',
  'p_change_max',
  'net_profit_min',
  'net_profit_max',
  'summary',
  'update_flag',
] as const
export const EXPRESS_FIELDS = [
  'ts_code',
  'ann_date',
  'end_date',
  'revenue',
  'operate_profit',
  'total_profit',
  'n_income',
  'total_assets',
  'update_flag',
] as const

const forecastSchema = z.object({
  ann_date: dateCell,
  end_date: dateCell,
  type: optionalText,
  p_change_min: optionalNumber,
  p_change_max: optionalNumber,
  net_profit_min: optionalNumber,
  net_profit_max: optionalNumber,
  summary: optionalText,
})
type Forecast = z.infer<typeof forecastSchema>
type Guidance = Extract<ItemOf<'estimates'>, { kind: 'guidance' }>

/** A forecast without amounts gives the change against the year before instead. */
const rangesOf = (row: Forecast): Pick<Guidance, 'concept' | 'unit' | 'low' | 'high'>[] => {
  const amount = (value: number | null): string | null =>
    value === null ? null : money(value, '万元', 'CNY').value
  const change = (value: number | null): string | null =>
    value === null ? null : percent(value).value
  const ranges = [
    {
      concept: 'net_income',
      unit: 'CNY',
      low: amount(row.net_profit_min),
      high: amount(row.net_profit_max),
    },
    {
      concept: 'net_income_growth',
      unit: 'ratio',
      low: change(row.p_change_min),
      high: change(row.p_change_max),
    },
  ]
  return ranges.filter(({ low, high }) => low !== null || high !== null)
}

export const readForecasts = (
  symbol: string,
  rows: readonly TushareRow[],
): ProviderResult<TushareItem<'estimates'>[]> => {
  const parsed = readRows('forecast', rows, forecastSchema)
  if (!parsed.ok) return parsed
  const placed: TushareItem<'estimates'>[] = []
  for (const row of parsed.data) {
    const period = cumulativePeriod(row.end_date)
    if (!period) return malformed('tushare', 'forecast end_date')
    const words = [row.type, row.summary].filter((text) => text !== null).join(': ') || null
    for (const range of rangesOf(row))
      placed.push({
        key: `forecast ${range.concept} ${row.end_date} ${row.ann_date}`,
        item: {
          kind: 'guidance',
          ...range,
          period: period.label,
          period_end: row.end_date,
          as_of: row.ann_date,
          words,
        },
        known_at: knownOn(row.ann_date),
        source_url: filingsOf(symbol),
        table: 0,
      })
  }
  return { ok: true, data: placed }
}

const expressSchema = z.object({
  ann_date: dateCell,
  end_date: dateCell,
  revenue: optionalNumber,
  operate_profit: optionalNumber,
  total_profit: optionalNumber,
  n_income: optionalNumber,
  total_assets: optionalNumber,
})
/**
 * Here n_income is the profit of the parent's owners (600000.SH 2017: 54.240 billion). diluted_eps
 * uses the share count at the year's end, so it matches neither of our EPS concepts.
 */
const EXPRESS = [
  ['revenue', 'revenue'],
  ['operating_income', 'operate_profit'],
  ['pretax_income', 'total_profit'],
  ['net_income', 'n_income'],
  ['total_assets', 'total_assets'],
] as const

/**
 * Preliminary and unaudited: actual figures without an estimate, until the report itself is filed.
 */
export const readExpress = (
  symbol: string,
  rows: readonly TushareRow[],
): ProviderResult<TushareItem<'estimates'>[]> => {
  const parsed = readRows('express', rows, expressSchema)
  if (!parsed.ok) return parsed
  const placed: TushareItem<'estimates'>[] = []
  for (const row of parsed.data) {
    const period = cumulativePeriod(row.end_date)
    if (!period) return malformed('tushare', 'express end_date')
    for (const [concept, column] of EXPRESS) {
      const value = row[column]
      if (value === null) continue
      const { value: actual, unit } = money(value, '元', 'CNY')
      placed.push({
        key: `express ${concept} ${row.end_date} ${row.ann_date}`,
        item: {
          kind: 'surprise',
          concept,
          period: period.label,
          period_end: row.end_date,
          as_of: row.ann_date,
          unit,
          actual,
          estimate: null,
        },
        known_at: knownOn(row.ann_date),
        source_url: filingsOf(symbol),
        table: 1,
      })
    }
  }
  return { ok: true, data: placed }
}
