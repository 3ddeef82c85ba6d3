/** Tencent's daily bars: rows of [date, open, close, high, low, volume], as traded and adjusted backwards from today (qfq). Pure. */
import { z } from 'zod'
import type { Bar, ItemOf } from '#shared/contracts/datasets.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult } from '../provider.ts'
import { malformed } from '../statement-row.ts'

const cell = z.string().regex(/^\d+(\.\d+)?$/)
/** A seventh cell may hold the day's dividend or buyback. */
const rowSchema = z.tuple([z.iso.date(), cell, cell, cell, cell, cell]).rest(z.unknown())
const answerSchema = z.object({ data: z.record(z.string(), z.looseObject({ qfqday: z.array(rowSchema).optional(), day: z.array(rowSchema).optional() })) })

/** New listings, Hong Kong and the US answer under `day` also when adjusted prices were asked for. Null when there are no bars. */
export const readKlines = (
  market: Market,
  code: string,
  currency: Currency,
  adjustment: ItemOf<'bars'>['adjustment'],
  json: unknown,
): ProviderResult<ItemOf<'bars'> | null> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return malformed('tencent', `fqkline ${parsed.error.issues[0]?.path.join('.')}`)
  const given = Object.keys(parsed.data.data)
  const answer = parsed.data.data[code]
  if (!answer)
    return given.length === 0
      ? { ok: true, data: null }
      : { ok: false, reason: 'wrong_instrument', detail: `tencent: asked for ${code}, answered ${given.join(', ')}` }
  const rows = (adjustment === 'raw' ? answer.day : (answer.qfqday ?? answer.day)) ?? []
  const bars = rows.map(
    ([date, open, close, high, low, volume]): Bar => ({
      date,
      open: perShare(open, currency).value,
      high: perShare(high, currency).value,
      low: perShare(low, currency).value,
      close: perShare(close, currency).value,
      volume: shares(volume, market === 'CN' ? '手' : '股').value,
      turnover: null,
    }),
  )
  return { ok: true, data: bars.length > 0 ? { adjustment, currency, bars } : null }
}
