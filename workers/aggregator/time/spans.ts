/** The periods for which figures are derived. Pure. */
import { dateOf } from '#shared/days.ts'

/**
 * A period for which figures are derived. `frame` and `quarter` place it in the fiscal calendar; a
 * year and its TTM are quarter 4, a first half is quarter 2.
 */
export interface DerivedSpan {
  kind: 'annual' | 'quarter' | 'half' | 'ttm' | 'instant'
  period: string
  /** Null for an instant. */
  start: number | null
  end: number
  start_date: string | null
  end_date: string
  frame: number
  quarter: number
}

export const spanOver = (
  kind: DerivedSpan['kind'],
  period: string,
  start: number | null,
  end: number,
  frame: number,
  quarter: number,
): DerivedSpan => ({
  kind,
  period,
  start,
  end,
  start_date: start === null ? null : dateOf(start),
  end_date: dateOf(end),
  frame,
  quarter,
})
