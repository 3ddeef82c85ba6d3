/**
 * stk_holdertrade: purchases and sales of large holders and officers, by announcement. Counts are
 * in shares and always positive; IN or DE gives the direction. When Tushare gives no trading day,
 * the announcement's day is used, because no trade was later. Pure.
 */
import { z } from 'zod'
import { perShare, shares } from '#shared/units/scale.ts'
import { knownOn } from '../mainland.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { TushareItem } from './answers.ts'
import { filingsOf } from './places.ts'
import {
  dateCell,
  optionalDate,
  optionalNumber,
  optionalText,
  readRows,
  type TushareRow,
} from './table.ts'

/**
 * The columns to ask for. total_share repeats the holding and is not the company's share count, so
 * it is left out.
 */
export const INSIDER_FIELDS = [
  'ts_code',
  'ann_date',
  'holder_name',
  'holder_type',
  'in_de',
  'change_vol',
  'after_share',
  'avg_price',
  'begin_date',
  'close_date',
] as const

const tradeSchema = z.object({
  ann_date: dateCell,
  holder_name: z.string().trim().min(1),
  holder_type: optionalText,
  in_de: z.enum(['IN', 'DE']),
  change_vol: z.number().nonnegative(),
  after_share: optionalNumber,
  avg_price: optionalNumber,
  begin_date: optionalDate,
  close_date: optionalDate,
})
const ROLES: Record<string, string> = { G: '高管', P: '个人', C: '公司' }

export const readInsiders = (
  symbol: string,
  rows: readonly TushareRow[],
): ProviderResult<TushareItem<'insiders'>[]> => {
  const parsed = readRows('stk_holdertrade', rows, tradeSchema)
  if (!parsed.ok) return parsed
  const placed = parsed.data.map((row): TushareItem<'insiders'> => {
    const sold = row.in_de === 'DE'
    const price = row.avg_price === null ? null : perShare(row.avg_price, 'CNY')
    return {
      key: [row.ann_date, row.holder_name, row.in_de, row.change_vol, row.begin_date ?? ''].join(
        ' ',
      ),
      item: {
        person: row.holder_name,
        role: row.holder_type && (ROLES[row.holder_type] ?? row.holder_type),
        traded_on: row.close_date ?? row.begin_date ?? row.ann_date,
        filed_at: row.ann_date,
        action: sold ? 'sell' : 'buy',
        code: row.in_de,
        // A transfer without a price (an inheritance, a court decision) is not a trade in the
        // market.
        open_market: price !== null,
        derivative: false,
        shares: shares(sold ? -row.change_vol : row.change_vol, '股').value,
        price: price?.value ?? null,
        price_unit: price?.unit ?? null,
        shares_after: row.after_share === null ? null : shares(row.after_share, '股').value,
        document_id: null,
      },
      known_at: knownOn(row.ann_date),
      source_url: filingsOf(symbol),
      table: 0,
    }
  })
  return { ok: true, data: placed }
}
