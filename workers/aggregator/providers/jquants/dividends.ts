/**
 * /fins/dividend (Premium): one notice for each decision or forecast of a dividend. A later notice
 * with the same reference replaces the earlier one. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare } from '#shared/units/scale.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { JquantsRow } from './client.ts'
import { date, figure, optionalDate, readRows } from './rows.ts'

const noticeSchema = z.object({
  PubDate: date,
  PubTime: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  RefNo: z.string(),
  /** 1 new, 2 corrected, 3 withdrawn. */
  StatCode: z.string(),
  /** 1 decided, 2 forecast. */
  FRCode: z.string(),
  DivRate: figure,
  RecDate: optionalDate,
  ExDate: optionalDate,
  PayDate: optionalDate,
})
const DECIDED = '1'
const WITHDRAWN = '3'

export interface JquantsDividend {
  item: ItemOf<'actions'>
  knownAt: string
}

/** Decided dividends with an ex date; amounts are in yen per share as on that date. */
export const readDividends = (rows: readonly JquantsRow[]): ProviderResult<JquantsDividend[]> => {
  const parsed = readRows('/fins/dividend', rows, noticeSchema)
  if (!parsed.ok) return parsed
  const latest = new Map<string, z.infer<typeof noticeSchema>>()
  for (const row of parsed.data.toSorted((a, b) =>
    `${a.PubDate} ${a.PubTime}`.localeCompare(`${b.PubDate} ${b.PubTime}`),
  ))
    latest.set(row.RefNo, row)
  const dividends = [...latest.values()].flatMap((row): JquantsDividend[] => {
    if (row.FRCode !== DECIDED || row.StatCode === WITHDRAWN || row.DivRate === null || !row.ExDate)
      return []
    const { value, unit } = perShare(row.DivRate, 'JPY')
    const dates = {
      ex_date: row.ExDate,
      announced_on: row.PubDate,
      record_date: row.RecDate,
      pay_date: row.PayDate,
    }
    return [
      {
        item: {
          kind: 'dividend',
          amount: value,
          unit,
          split_adjusted: false,
          plan: null,
          ...dates,
        },
        knownAt: endOfDay(row.PubDate, MARKET_ZONES.JP),
      },
    ]
  })
  return { ok: true, data: dividends }
}
