/**
 * CNInfo's ten largest holders (of the five newest reports; in ten thousand shares and percent) and
 * the number of holders. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { percent, shares } from '#shared/units/scale.ts'

export const TOP_TEN = 'stockholderCapital/getTopTenStockholders'
export const HOLDER_NUMBER = 'stockholderCapital/getStockholderNum'

/**
 * F001D report date, F002V holder, F003N 万股 (ten thousand shares), F004N percent of all shares,
 * F005N rank, F007V change of that percentage in points, or 未变 (unchanged) or 新进 (new).
 */
export const holderRecord = z.object({
  F001D: z.iso.date(),
  F002V: z.string().trim().min(1),
  F003N: z.number().nullable(),
  F004N: z.number().nullable(),
  F005N: z.int().nullable(),
  F007V: z.string().nullable(),
})
/** F001N is the number of holders on ENDDATE. */
export const numberRecord = z.object({ ENDDATE: z.iso.date(), F001N: z.int().nullable() })

interface CninfoHolding {
  key: string
  item: ItemOf<'holders'>
}

/**
 * The change is given in percentage points, not in shares, so only "unchanged" is a certain figure.
 */
export const holdingOf = ({
  F001D,
  F002V,
  F003N,
  F004N,
  F005N,
  F007V,
}: z.infer<typeof holderRecord>): CninfoHolding => ({
  key: `${F001D} ${F005N} ${F002V}`,
  item: {
    kind: 'holder',
    as_of: F001D,
    scope: 'total',
    holder: F002V,
    holder_kind: null,
    rank: F005N,
    shares: F003N === null ? null : shares(F003N, '万股').value,
    fraction: F004N === null ? null : percent(F004N).value,
    change: F007V === '未变' ? '0' : null,
    value: null,
    value_unit: null,
  },
})

export const numberOf = ({ ENDDATE, F001N }: z.infer<typeof numberRecord>): CninfoHolding[] =>
  F001N === null
    ? []
    : [
        {
          key: `${ENDDATE} holder_count`,
          item: {
            kind: 'breakdown',
            as_of: ENDDATE,
            figures: [
              {
                concept: 'holder_count',
                value: String(F001N),
                unit: 'persons',
                provider_field: 'F001N',
              },
            ],
          },
        },
      ]
