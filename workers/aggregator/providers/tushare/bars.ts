/**
 * daily, hk_daily and us_daily: unadjusted daily bars, newest first, without days on which there
 * was no trade. On the mainland, volume is in lots and turnover in thousands of yuan; elsewhere
 * both are in units of one. An adjusted price is price x factor / newest factor (adj_factor). Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { money, perShare, shares, volumeScale } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { dateCell, optionalNumber, readRows, type TushareRow } from './table.ts'

/** Decimal places of adjusted prices: two more than the prices of any market have. */
const ADJUSTED_DIGITS = 6

const barSchema = z.object({
  trade_date: dateCell,
  open: optionalNumber,
  high: optionalNumber,
  low: optionalNumber,
  close: z.number(),
  vol: optionalNumber,
  amount: optionalNumber,
})
const factorSchema = z.object({ trade_date: dateCell, adj_factor: z.number().positive() })

type VolumeScale = '手' | 'ones'

/**
 * The volume in shares. Turnover and price show whether the number is in lots or in shares,
 * whatever the documentation says. A volume that fits neither gives null.
 */
export const sharesTraded = (
  volume: number | null,
  turnover: string | null,
  price: number,
  documented: VolumeScale,
): string | null => {
  if (volume === null) return null
  if (volume === 0 || turnover === null || Number(turnover) === 0)
    return shares(volume, documented).value
  const scale = volumeScale(volume, turnover, price)
  return scale && shares(volume, scale).value
}

const oldestFirst = <T extends { trade_date: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => a.trade_date.localeCompare(b.trade_date))

/** Null when there are no bars. */
export const readBars = (
  api: string,
  market: Market,
  currency: Currency,
  rows: readonly TushareRow[],
): ProviderResult<ItemOf<'bars'> | null> => {
  const parsed = readRows(api, rows, barSchema)
  if (!parsed.ok) return parsed
  const price = (value: number | null): string | null =>
    value === null ? null : perShare(value, currency).value
  const bars = oldestFirst(parsed.data).map((row): Bar => {
    const turnover =
      row.amount === null
        ? null
        : money(row.amount, market === 'CN' ? '千元' : '元', currency).value
    return {
      date: row.trade_date,
      open: price(row.open),
      high: price(row.high),
      low: price(row.low),
      close: perShare(row.close, currency).value,
      volume: sharesTraded(row.vol, turnover, row.close, market === 'CN' ? '手' : 'ones'),
      turnover,
    }
  })
  return { ok: true, data: bars.length > 0 ? { adjustment: 'raw', currency, bars } : null }
}

/**
 * The series adjusted for dividends and splits. A day without a factor has no adjusted bar. Null
 * when no day has a factor.
 */
export const adjustBars = (
  raw: ItemOf<'bars'>,
  rows: readonly TushareRow[],
): ProviderResult<ItemOf<'bars'> | null> => {
  const parsed = readRows('adj_factor', rows, factorSchema)
  if (!parsed.ok) return parsed
  const factors = oldestFirst(parsed.data)
  const newest = factors.at(-1)
  if (!newest) return { ok: true, data: null }
  const byDate = new Map(
    factors.map((row) => [row.trade_date, new Decimal(row.adj_factor).div(newest.adj_factor)]),
  )
  const bars = raw.bars.flatMap((bar): Bar[] => {
    const factor = byDate.get(bar.date)
    if (!factor) return []
    const adjusted = (value: string): string =>
      factor.times(value).toDecimalPlaces(ADJUSTED_DIGITS).toFixed()
    const optional = (value: string | null): string | null =>
      value === null ? null : adjusted(value)
    return [
      {
        ...bar,
        open: optional(bar.open),
        high: optional(bar.high),
        low: optional(bar.low),
        close: adjusted(bar.close),
      },
    ]
  })
  return { ok: true, data: bars.length > 0 ? { ...raw, adjustment: 'total_return', bars } : null }
}
