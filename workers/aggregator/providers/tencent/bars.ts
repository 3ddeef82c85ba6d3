/**
 * Tencent's daily bars: rows of [date, open, close, high, low, volume], as traded and adjusted
 * backwards from today (qfq). The adjustment subtracts dividends: Tencent's answer of a share that
 * rose from 100 to 400 and paid 60 begins at 40, where a series of total return begins at 85. Pure.
 */
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, type ShareScale, shares, volumeScale } from '#shared/units/scale.ts'
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
  /** The unit of the bars' volumes; null when it is unknown. */
  volumeIn: ShareScale | null
}

type TencentBarRow = z.infer<typeof rowSchema>

/**
 * The unit in which bars of a board count. The STAR board's quote lines are in shares, and no
 * answer says what its bars are in.
 */
const usualBars = (code: string): ShareScale | null =>
  !/^(sh|sz|bj)/.test(code) ? '股' : /^sh68[89]/.test(code) ? null : '手'

/**
 * The unit of the volumes in an answer: the bar of the quote line's day, set beside the line's
 * volume in shares, tells it. Without such a bar it is the usual one of the board. `traded` is null
 * when the line has no volume.
 */
export const barsVolume = (
  { code, day, traded }: { code: string; day: string; traded: string | null },
  json: unknown,
): ShareScale | null => {
  const parsed = answerSchema.safeParse(json)
  const answer = parsed.success ? new Map(Object.entries(parsed.data.data)).get(code) : undefined
  const bar = rowsIn(answer, 'raw').findLast(([date]) => date === day)
  if (!bar || traded === null || !(Number(bar[5]) > 0)) return usualBars(code)
  // As if each share cost one: the turnover is then the number of shares.
  return volumeScale(bar[5], traded, 1) ?? usualBars(code)
}

const rowsIn = (
  answer: z.infer<typeof instrumentSchema> | undefined,
  adjustment: ItemOf<'bars'>['adjustment'],
): TencentBarRow[] => (adjustment === 'raw' ? answer?.day : (answer?.qfqday ?? answer?.day)) ?? []

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
  const bars = rowsIn(answer, adjustment)
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
