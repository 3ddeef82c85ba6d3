/**
 * Tencent's daily bars: rows of [date, open, close, high, low, volume], as traded and adjusted
 * backwards from today (qfq). The adjustment subtracts dividends: Tencent's answer of a share that
 * rose from 100 to 400 and paid 60 begins at 40, where a series of total return begins at 85. Pure.
 */
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, type ShareScale, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const cell = z.string().regex(/^-?\d+(\.\d+)?$/)
/** A seventh cell may hold the day's dividend or buyback. */
const rowSchema = z.tuple([z.iso.date(), cell, cell, cell, cell, cell]).rest(z.unknown())
const instrumentSchema = z.looseObject({
  qfqday: z.array(rowSchema).optional(),
  day: z.array(rowSchema).optional(),
})
/** PHP writes an empty list when there is no instrument. */
const answerSchema = z.object({
  data: z.union([z.record(z.string(), instrumentSchema), z.array(z.never())]),
})

export interface BarsAsked {
  /** `usBRK.B.N`: the code with its exchange. */
  code: string
  currency: Currency
  adjustment: ItemOf<'bars'>['adjustment']
  /** The unit of the bars' volumes, which is that of the quote line; null when it is unknown. */
  volumeIn: ShareScale | null
}

/**
 * New listings, Hong Kong and the US answer under `day` even when adjusted prices were asked for.
 * Dividends are subtracted, so very old adjusted prices fall below zero; such days are left out.
 * Null when there are no bars.
 */
export const readKlines = (
  { code, currency, adjustment, volumeIn }: BarsAsked,
  json: unknown,
): ProviderResult<ItemOf<'bars'> | null> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success)
    return malformed('tencent', `fqkline ${parsed.error.issues[0]?.path.join('.')}`)
  const given = new Map(Object.entries(parsed.data.data))
  const answer = given.get(code)
  if (!answer)
    return given.size === 0
      ? { ok: true, data: null }
      : {
          ok: false,
          reason: 'wrong_instrument',
          detail: `tencent: asked for ${code}, answered ${[...given.keys()].join(', ')}`,
        }
  const rows = (adjustment === 'raw' ? answer.day : (answer.qfqday ?? answer.day)) ?? []
  const bars = rows
    .filter(([, ...cells]) => cells.slice(0, 4).every((price) => Number(price) > 0))
    .map(
      ([date, open, close, high, low, volume]): Bar => ({
        date,
        open: perShare(open, currency).value,
        high: perShare(high, currency).value,
        low: perShare(low, currency).value,
        close: perShare(close, currency).value,
        volume: volumeIn && shares(volume, volumeIn).value,
        turnover: null,
      }),
    )
  return { ok: true, data: bars.length > 0 ? { adjustment, currency, bars } : null }
}
