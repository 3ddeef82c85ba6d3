/**
 * daily_basic: valuation and share counts of each day. Counts are in ten thousand shares, values in
 * ten thousand yuan, yields in percent. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { money, multiple, percent, perShare, shares } from '#shared/units/scale.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { dateCell, optionalNumber, readRows, type TushareRow } from './table.ts'

export const MULTIPLES_FIELDS = [
  'ts_code',
  'trade_date',
  'close',
  'pe',
  'pe_ttm',
  'pb',
  'ps_ttm',
  'dv_ttm',
  'total_share',
  'total_mv',
  'circ_mv',
] as const
export const SHARES_FIELDS = [
  'ts_code',
  'trade_date',
  'total_share',
  'float_share',
  'free_share',
] as const

const multiplesSchema = z.object({
  trade_date: dateCell,
  close: z.number().positive(),
  pe: optionalNumber,
  pe_ttm: optionalNumber,
  pb: optionalNumber,
  ps_ttm: optionalNumber,
  dv_ttm: optionalNumber,
  total_share: optionalNumber,
  total_mv: optionalNumber,
  circ_mv: optionalNumber,
})
type DailyBasicColumn = Exclude<keyof z.infer<typeof multiplesSchema>, 'trade_date'>

/** pe uses the last fiscal year; it is null when that year had a loss. */
const FIGURES: readonly (readonly [
  concept: string,
  column: DailyBasicColumn,
  read: (value: number) => Quantity,
])[] = [
  ['price', 'close', (value) => perShare(value, 'CNY')],
  ['pe_static', 'pe', multiple],
  ['pe_ttm', 'pe_ttm', multiple],
  ['pb', 'pb', multiple],
  ['ps_ttm', 'ps_ttm', multiple],
  ['dividend_yield_ttm', 'dv_ttm', percent],
  ['market_cap', 'total_mv', (value) => money(value, '万元', 'CNY')],
  ['float_market_cap', 'circ_mv', (value) => money(value, '万元', 'CNY')],
  ['shares_outstanding', 'total_share', (value) => shares(value, '万股')],
]

/** The figures are as of the close of their day. Newest first. */
export const readMultiples = (
  rows: readonly TushareRow[],
): ProviderResult<ItemOf<'multiples'>[]> => {
  const parsed = readRows('daily_basic', rows, multiplesSchema)
  if (!parsed.ok) return parsed
  const items: ItemOf<'multiples'>[] = []
  for (const row of [...parsed.data].sort((a, b) => b.trade_date.localeCompare(a.trade_date))) {
    const at = localInstant(`${row.trade_date} 15:00`, 'yyyy-MM-dd HH:mm', MARKET_ZONES.CN)
    if (!at) return malformed('tushare', 'daily_basic trade_date')
    const figures = FIGURES.flatMap(([concept, column, read]): ProviderFigure[] => {
      const value = row[column]
      return value === null ? [] : [{ concept, ...read(value), provider_field: column }]
    })
    items.push({ at, figures })
  }
  return { ok: true, data: items }
}

const sharesSchema = z.object({
  trade_date: dateCell,
  total_share: z.number().positive(),
  float_share: optionalNumber,
  free_share: optionalNumber,
})
const COUNTS = [
  ['shares_outstanding', 'total_share'],
  ['float_shares', 'float_share'],
  ['free_float_shares', 'free_share'],
] as const

/**
 * One item for each day on which a count changed, newest first. On every other day the counts are
 * the same as on the day before.
 */
export const readShares = (rows: readonly TushareRow[]): ProviderResult<ItemOf<'shares'>[]> => {
  const parsed = readRows('daily_basic', rows, sharesSchema)
  if (!parsed.ok) return parsed
  const items: ItemOf<'shares'>[] = []
  let before = ''
  for (const row of [...parsed.data].sort((a, b) => a.trade_date.localeCompare(b.trade_date))) {
    const figures = COUNTS.flatMap(([concept, column]): ProviderFigure[] => {
      const value = row[column]
      return value === null ? [] : [{ concept, ...shares(value, '万股'), provider_field: column }]
    })
    const counts = JSON.stringify(figures)
    if (counts !== before) items.push({ date: row.trade_date, figures })
    before = counts
  }
  return { ok: true, data: items.reverse() }
}
