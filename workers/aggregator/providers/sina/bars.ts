/**
 * Sina's daily bars, as traded, oldest first, with volumes in shares. The answer gives neither
 * company nor currency. Pure.
 */
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const cell = z.string().regex(/^\d+(\.\d+)?$/)
const barsSchema = z.array(
  z.object({ day: z.iso.date(), open: cell, high: cell, low: cell, close: cell, volume: cell }),
)

/** Sina answers `null` for an unknown code. Days of a trading halt have zeros and are left out. */
export const readBars = (
  code: string,
  currency: Currency,
  json: unknown,
): ProviderResult<ItemOf<'bars'> | null> => {
  if (json === null)
    return { ok: false, reason: 'not_found', detail: `sina: has no bars of ${code}` }
  const parsed = barsSchema.safeParse(json)
  if (!parsed.success)
    return malformed('sina', `getKLineData ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
  const bars = parsed.data
    .filter(({ close }) => Number(close) > 0)
    .map(
      ({ day, open, high, low, close, volume }): Bar => ({
        date: day,
        open: perShare(open, currency).value,
        high: perShare(high, currency).value,
        low: perShare(low, currency).value,
        close: perShare(close, currency).value,
        volume: shares(volume, '股').value,
        turnover: null,
      }),
    )
  return { ok: true, data: bars.length > 0 ? { adjustment: 'raw', currency, bars } : null }
}
