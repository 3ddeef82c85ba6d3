/**
 * rt_k: the bar of the current day so far. Volume is in shares and turnover in yuan, unlike in the
 * table of daily bars. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { money, perShare } from '#shared/units/scale.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { sharesTraded } from './bars.ts'
import { priceCurrency, symbolOf } from './codes.ts'
import { optionalNumber, readRows, type TushareRow } from './table.ts'

/** The columns to ask for: trade_time is not among those that Tushare gives by default. */
export const QUOTE_FIELDS = [
  'ts_code',
  'name',
  'pre_close',
  'high',
  'open',
  'low',
  'close',
  'vol',
  'amount',
  'trade_time',
] as const

const quoteSchema = z.object({
  ts_code: z.string(),
  close: z.number(),
  pre_close: optionalNumber,
  open: optionalNumber,
  high: optionalNumber,
  low: optionalNumber,
  vol: optionalNumber,
  amount: optionalNumber,
  trade_time: z.string(),
})

const FORMATS = ['yyyy-MM-dd HH:mm:ss', 'yyyyMMdd HH:mm:ss', 'yyyyMMddHHmmss']
const instantOf = (text: string): string | null => {
  for (const format of FORMATS) {
    const at = localInstant(text, format, MARKET_ZONES.CN)
    if (at) return at
  }
  return null
}

/** Null for an instrument that has not traded: its price is 0. */
export const readQuote = (row: TushareRow): ProviderResult<ItemOf<'quote'> | null> => {
  const parsed = readRows('rt_k', [row], quoteSchema)
  if (!parsed.ok) return parsed
  const [given] = parsed.data
  if (!given || given.close <= 0) return { ok: true, data: null }
  const quotedAt = instantOf(given.trade_time)
  // A time of day without a date is refused: after midnight and on weekends it would be put on the
  // wrong day.
  if (!quotedAt) return malformed('tushare', 'rt_k trade_time')
  const currency = priceCurrency('CN', symbolOf(given.ts_code) ?? '')
  const price = (value: number | null): string | null =>
    value === null || value <= 0 ? null : perShare(value, currency).value
  const turnover = given.amount === null ? null : money(given.amount, '元', currency).value
  return {
    ok: true,
    data: {
      price: perShare(given.close, currency).value,
      currency,
      open: price(given.open),
      high: price(given.high),
      low: price(given.low),
      previous_close: price(given.pre_close),
      change: null,
      change_fraction: null,
      volume: sharesTraded(given.vol, turnover, given.close, 'ones'),
      turnover,
      quoted_at: quotedAt,
      delay: { kind: 'realtime' },
    },
  }
}
