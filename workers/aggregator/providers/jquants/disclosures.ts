/**
 * What /fins/summary has besides the statements: share counts at the end of a period, and the
 * company's own forecasts. Amounts are in yen; `""` is empty. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { money, perShare, shares } from '#shared/units/scale.ts'
import { labelYear } from '../../time/periods.ts'
import { endOfDay, localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { JquantsRow } from './client.ts'
import { date, figure, optionalDate, readRows } from './rows.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const rowSchema = z.object({
  DiscDate: date,
  DiscTime: text,
  DiscNo: text,
  DocType: text,
  CurPerEn: optionalDate,
  CurFYEn: optionalDate,
  NxtFYEn: optionalDate,
  ShOutFY: figure,
  TrShFY: figure,
  FSales: figure,
  FOP: figure,
  FNP: figure,
  FEPS: figure,
  FDivAnn: figure,
  NxFSales: figure,
  NxFOP: figure,
  NxFNp: figure,
  NxFEPS: figure,
  NxFDivAnn: figure,
})
type JquantsDisclosureRow = z.infer<typeof rowSchema>

/** The order of disclosure: a later row replaces an earlier one. */
const orderOf = ({
  DiscDate,
  DiscTime,
  DiscNo,
}: Pick<JquantsDisclosureRow, 'DiscDate' | 'DiscTime' | 'DiscNo'>): string =>
  `${DiscDate} ${DiscTime} ${DiscNo}`

/** The instant of disclosure, to the minute when the time is given. */
export const disclosedAt = (day: string, time: string): string => {
  const at = time
    ? localInstant(`${day} ${time.slice(0, 5)}`, 'yyyy-MM-dd HH:mm', MARKET_ZONES.JP)
    : null
  return at ?? endOfDay(day, MARKET_ZONES.JP)
}

export interface Disclosed<T> {
  key: string
  item: T
  knownAt: string
}

const inOrder = (rows: readonly JquantsRow[]): ProviderResult<JquantsDisclosureRow[]> => {
  const parsed = readRows('/fins/summary', rows, rowSchema)
  return parsed.ok
    ? { ok: true, data: parsed.data.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b))) }
    : parsed
}

/**
 * The number of issued shares includes treasury shares, so these are subtracted to get the shares
 * outstanding. A correction names only what it corrects. Newest first.
 */
export const readShareCounts = (
  rows: readonly JquantsRow[],
): ProviderResult<Disclosed<ItemOf<'shares'>>[]> => {
  const ordered = inOrder(rows)
  if (!ordered.ok) return ordered
  const counts = new Map<
    string,
    { issued: string | null; treasury: string | null; knownAt: string }
  >()
  for (const row of ordered.data) {
    if (!row.CurPerEn || (row.ShOutFY === null && row.TrShFY === null)) continue
    const before = counts.get(row.CurPerEn)
    counts.set(row.CurPerEn, {
      issued: row.ShOutFY ?? before?.issued ?? null,
      treasury: row.TrShFY ?? before?.treasury ?? null,
      knownAt: disclosedAt(row.DiscDate, row.DiscTime),
    })
  }
  const items = [...counts].map(
    ([day, { issued, treasury, knownAt }]): Disclosed<ItemOf<'shares'>> => {
      const figures = [
        ...(issued === null
          ? []
          : [{ concept: 'shares_issued', ...shares(issued, '股'), provider_field: 'ShOutFY' }]),
        ...(treasury === null
          ? []
          : [{ concept: 'treasury_shares', ...shares(treasury, '股'), provider_field: 'TrShFY' }]),
      ]
      const outstanding =
        issued === null || treasury === null ? null : new Decimal(issued).minus(treasury)
      if (outstanding)
        figures.push({
          concept: 'shares_outstanding',
          ...shares(outstanding, '股'),
          provider_field: 'ShOutFY - TrShFY',
        })
      return { key: day, item: { date: day, figures }, knownAt }
    },
  )
  return { ok: true, data: items.sort((a, b) => b.key.localeCompare(a.key)) }
}

type ForecastColumn =
  | 'FSales'
  | 'FOP'
  | 'FNP'
  | 'FEPS'
  | 'FDivAnn'
  | 'NxFSales'
  | 'NxFOP'
  | 'NxFNp'
  | 'NxFEPS'
  | 'NxFDivAnn'
const yen = (value: string): Quantity => money(value, 'ones', 'JPY')
const yenPerShare = (value: string): Quantity => perShare(value, 'JPY')
/** The columns for the current year and for the next year. */
const FORECASTS: readonly (readonly [
  concept: string,
  current: ForecastColumn,
  next: ForecastColumn,
  read: (value: string) => Quantity,
])[] = [
  ['revenue', 'FSales', 'NxFSales', yen],
  ['operating_income', 'FOP', 'NxFOP', yen],
  ['net_income', 'FNP', 'NxFNp', yen],
  ['eps_basic', 'FEPS', 'NxFEPS', yenPerShare],
  ['dividends_per_share', 'FDivAnn', 'NxFDivAnn', yenPerShare],
]

/**
 * A company's own forecast is a single figure, so it is both the low and the high end. Forecasts
 * per share use the share count of that day. Newest first.
 */
export const readGuidance = (
  rows: readonly JquantsRow[],
): ProviderResult<Disclosed<ItemOf<'estimates'>>[]> => {
  const ordered = inOrder(rows)
  if (!ordered.ok) return ordered
  const items = ordered.data.flatMap((row) =>
    FORECASTS.flatMap(([concept, current, next, read]): Disclosed<ItemOf<'estimates'>>[] =>
      (
        [
          [row.CurFYEn, row[current]],
          [row.NxtFYEn, row[next]],
        ] as const
      ).flatMap(([end, given]): Disclosed<ItemOf<'estimates'>>[] => {
        if (!end || given === null) return []
        const { value, unit } = read(given)
        const about = { period: `FY${labelYear(end)}`, period_end: end, as_of: row.DiscDate }
        const item: ItemOf<'estimates'> = {
          kind: 'guidance',
          concept,
          ...about,
          unit,
          low: value,
          high: value,
          words: row.DocType || null,
        }
        return [
          {
            key: `${concept} ${end} ${row.DiscDate} ${row.DiscNo}`,
            item,
            knownAt: disclosedAt(row.DiscDate, row.DiscTime),
          },
        ]
      }),
    ),
  )
  return { ok: true, data: items.reverse() }
}
