/**
 * /equities/bars/daily: unadjusted bars, and bars adjusted only for splits. Volume is in shares,
 * turnover in yen; a day without trade has nulls. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { money, perShare, shares } from '#shared/units/scale.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { JquantsRow } from './client.ts'
import { date, figure, readRows } from './rows.ts'

const barSchema = z.object({
  Date: date,
  O: figure,
  H: figure,
  L: figure,
  C: figure,
  Vo: figure,
  Va: figure,
  AdjO: figure,
  AdjH: figure,
  AdjL: figure,
  AdjC: figure,
  AdjVo: figure,
  AdjFactor: figure,
})
type JquantsBarRow = z.infer<typeof barSchema>

const price = (value: string | null): string | null =>
  value === null ? null : perShare(value, 'JPY').value
const barOf = (
  row: JquantsBarRow,
  [open, high, low, close, volume]: readonly [
    string | null,
    string | null,
    string | null,
    string | null,
    string | null,
  ],
): Bar[] =>
  close === null
    ? []
    : [
        {
          date: row.Date,
          open: price(open),
          high: price(high),
          low: price(low),
          close: perShare(close, 'JPY').value,
          volume: volume === null ? null : shares(volume, '股').value,
          turnover: row.Va === null ? null : money(row.Va, 'ones', 'JPY').value,
        },
      ]

/** Both series, oldest first. A series without bars is left out. */
export const readBars = (rows: readonly JquantsRow[]): ProviderResult<ItemOf<'bars'>[]> => {
  const parsed = readRows('/equities/bars/daily', rows, barSchema)
  if (!parsed.ok) return parsed
  const ordered = [...parsed.data].sort((a, b) => a.Date.localeCompare(b.Date))
  const series: ItemOf<'bars'>[] = [
    {
      adjustment: 'raw',
      currency: 'JPY',
      bars: ordered.flatMap((row) => barOf(row, [row.O, row.H, row.L, row.C, row.Vo])),
    },
    {
      adjustment: 'split',
      currency: 'JPY',
      bars: ordered.flatMap((row) =>
        barOf(row, [row.AdjO, row.AdjH, row.AdjL, row.AdjC, row.AdjVo]),
      ),
    },
  ]
  return { ok: true, data: series.filter(({ bars }) => bars.length > 0) }
}

/**
 * Digits of a split's ratio. Factors are rounded (0.333333 for 3:1), and real ratios are short
 * numbers.
 */
const RATIO_DIGITS = 4

/**
 * AdjFactor is the split ON its day, not the product of all later ones: 0.5 means two shares for
 * one.
 */
export const readSplits = (rows: readonly JquantsRow[]): ProviderResult<ItemOf<'actions'>[]> => {
  const parsed = readRows('/equities/bars/daily', rows, barSchema)
  if (!parsed.ok) return parsed
  const splits = parsed.data.flatMap((row): ItemOf<'actions'>[] => {
    const factor = row.AdjFactor === null ? null : new Decimal(row.AdjFactor)
    if (!factor || factor.isZero() || factor.equals(1)) return []
    const ratio = new Decimal(1).div(factor).toDecimalPlaces(RATIO_DIGITS).toFixed()
    return [{ kind: 'split', ex_date: row.Date, ratio, announced_on: null, plan: null }]
  })
  return { ok: true, data: splits }
}
