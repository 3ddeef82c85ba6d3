/**
 * dividend: a plan of a dividend or of bonus shares has one row for each of its stages. Only a plan
 * that was carried out is an action. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare } from '#shared/units/scale.ts'
import { knownOn } from '../mainland.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import type { TushareItem } from './answers.ts'
import { filingsOf } from './places.ts'
import { dateCell, optionalDate, optionalNumber, readRows, type TushareRow } from './table.ts'

export const DIVIDEND_FIELDS = [
  'ts_code',
  'end_date',
  'ann_date',
  'div_proc',
  'stk_div',
  'cash_div',
  'cash_div_tax',
  'record_date',
  'ex_date',
  'pay_date',
  'imp_ann_date',
] as const

/**
 * cash_div_tax is before tax, cash_div is after tax; stk_div is the number of new shares for each
 * share held.
 */
const dividendSchema = z.object({
  end_date: dateCell,
  ann_date: optionalDate,
  div_proc: z.string(),
  stk_div: optionalNumber,
  cash_div_tax: optionalNumber,
  record_date: optionalDate,
  ex_date: optionalDate,
  pay_date: optionalDate,
  imp_ann_date: optionalDate,
})
const CARRIED_OUT = '实施'

type TushareDividend = z.infer<typeof dividendSchema>

const actionsOf = (row: TushareDividend, exDate: string): ItemOf<'actions'>[] => {
  const announced = { announced_on: row.ann_date, plan: null }
  const items: ItemOf<'actions'>[] = []
  if (row.cash_div_tax !== null && row.cash_div_tax > 0) {
    const { value, unit } = perShare(row.cash_div_tax, 'CNY')
    items.push({
      kind: 'dividend',
      ex_date: exDate,
      amount: value,
      unit,
      split_adjusted: false,
      record_date: row.record_date,
      pay_date: row.pay_date,
      ...announced,
    })
  }
  if (row.stk_div !== null && row.stk_div > 0)
    items.push({
      kind: 'split',
      ex_date: exDate,
      ratio: new Decimal(row.stk_div).plus(1).toFixed(),
      ...announced,
    })
  return items
}

export const readActions = (
  symbol: string,
  rows: readonly TushareRow[],
): ProviderResult<TushareItem<'actions'>[]> => {
  const parsed = readRows('dividend', rows, dividendSchema)
  if (!parsed.ok) return parsed
  const placed = new Map<string, TushareItem<'actions'>>()
  for (const row of parsed.data) {
    if (row.div_proc !== CARRIED_OUT || ((row.cash_div_tax ?? 0) <= 0 && (row.stk_div ?? 0) <= 0))
      continue
    if (!row.ex_date) return malformed('tushare', 'dividend ex_date')
    const announced = row.imp_ann_date ?? row.ann_date ?? row.ex_date
    for (const item of actionsOf(row, row.ex_date)) {
      const key = `${item.kind} ${row.end_date} ${row.ex_date}`
      placed.set(key, {
        key,
        item,
        known_at: knownOn(announced),
        source_url: filingsOf(symbol),
        table: 0,
      })
    }
  }
  return {
    ok: true,
    data: [...placed.values()].sort((a, b) => b.item.ex_date.localeCompare(a.item.ex_date)),
  }
}
