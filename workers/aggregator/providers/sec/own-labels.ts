/**
 * The names that a company gives its own periods. They come from the fiscal year and period in the
 * header of the filing that first reported each period. Pure.
 */
import { kindOf } from '../../time/periods.ts'
import type { LengthKind } from '#shared/period-length.ts'
import type { RawRow } from './raw.ts'
import type { TagRows } from './select.ts'

export interface DurationRow {
  row: RawRow
  start: string
  end: string
}

export const durationRows = (tags: TagRows): DurationRow[] =>
  [...tags.values()].flatMap((units) =>
    Object.values(units).flatMap((rows) =>
      rows.flatMap((row) => (row.start === null ? [] : [{ row, start: row.start, end: row.end }])),
    ),
  )

/** The label of the filing's main period of each kind, made from the filing's header. */
const LABELS: Record<LengthKind, (fy: number, fp: string) => string | null> = {
  FY: (fy, fp) => (fp === 'FY' ? `FY${fy}` : null),
  quarter: (fy, fp) => (/^Q[1-3]$/.test(fp) ? `${fy}${fp}` : fp === 'FY' ? `${fy}Q4` : null),
  H1: (fy, fp) => (fp === 'Q2' ? `${fy}H1` : null),
  '9M': (fy, fp) => (fp === 'Q3' ? `${fy}-9M` : null),
}

const yearIn = (label: string): number => Number(/\d{4}/.exec(label)?.[0])

/** For each period: the row of the first filing that has this period as its newest. */
const firstReports = (durations: readonly DurationRow[]): Map<string, DurationRow> => {
  const newestIn = new Map<string, string>()
  for (const { row, end } of durations)
    if (end > (newestIn.get(row.accn) ?? '')) newestIn.set(row.accn, end)
  const first = new Map<string, DurationRow>()
  for (const duration of durations) {
    const period = `${duration.start}/${duration.end}`
    if (
      newestIn.get(duration.row.accn) === duration.end &&
      duration.row.filed < (first.get(period)?.row.filed ?? '9999')
    )
      first.set(period, duration)
  }
  return first
}

/**
 * The company's own labels by `start/end`, where they differ from ours. A company that counts its
 * years differently does so in most of its filings. A label that does not agree with the others is
 * a mistake and is left out (NVIDIA's headers of spring 2020).
 */
export const ownLabels = (
  tags: TagRows,
  labelOf: (start: string, end: string) => string,
): Map<string, string> => {
  const found: { period: string; own: string; shift: number }[] = []
  for (const [period, { row, start, end }] of firstReports(durationRows(tags))) {
    const kind = kindOf({ start, end })
    const own = kind && row.fy !== null && row.fp !== null ? LABELS[kind](row.fy, row.fp) : null
    const ours = labelOf(start, end)
    if (own && !ours.includes('/')) found.push({ period, own, shift: yearIn(own) - yearIn(ours) })
  }
  const counts = new Map<number, number>()
  for (const { shift } of found) counts.set(shift, (counts.get(shift) ?? 0) + 1)
  const usual = [...counts].sort(([, n], [, m]) => m - n)[0]?.[0] ?? 0
  return new Map(
    found.flatMap(({ period, own, shift }) =>
      usual !== 0 && shift === usual ? [[period, own] as const] : [],
    ),
  )
}
