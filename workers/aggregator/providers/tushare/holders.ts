/**
 * top10_holders and top10_floatholders (shares, percent), stk_holdernumber (number of accounts),
 * pledge_stat (percent) and hk_hold (holdings through Stock Connect). Pure.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { percent, shares } from '#shared/units/scale.ts'
import { knownOn } from '../mainland.ts'
import { addDays } from '#shared/calendar.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { noLaterThan, type TushareItem } from './answers.ts'
import { filingsOf, pageOf } from './places.ts'
import { dateCell, optionalNumber, optionalText, readRows, type TushareRow } from './table.ts'

export const TOP_FIELDS = [
  'ts_code',
  'ann_date',
  'end_date',
  'holder_name',
  'hold_amount',
  'hold_ratio',
  'hold_float_ratio',
  'hold_change',
  'holder_type',
] as const
export const COUNT_FIELDS = ['ts_code', 'ann_date', 'end_date', 'holder_num'] as const
export const PLEDGE_FIELDS = ['ts_code', 'end_date', 'pledge_ratio'] as const
export const CONNECT_FIELDS = [
  'code',
  'trade_date',
  'ts_code',
  'name',
  'vol',
  'ratio',
  'exchange',
] as const

const topSchema = z.object({
  ann_date: dateCell,
  end_date: dateCell,
  holder_name: z.string().trim().min(1),
  hold_amount: z.number().nonnegative(),
  hold_ratio: optionalNumber,
  hold_float_ratio: optionalNumber,
  hold_change: optionalNumber,
  holder_type: optionalText,
})

/**
 * A list that is filed again replaces the first one. The ten holders are in order of their
 * holdings.
 */
export const readTopHolders = (
  api: 'top10_holders' | 'top10_floatholders',
  symbol: string,
  rows: readonly TushareRow[],
  table: number,
): ProviderResult<TushareItem<'holders'>[]> => {
  const parsed = readRows(api, rows, topSchema)
  if (!parsed.ok) return parsed
  const latest = new Map<string, z.infer<typeof topSchema>>()
  for (const row of parsed.data) {
    const key = `${row.end_date} ${row.holder_name}`
    const known = latest.get(key)
    if (!known || row.ann_date > known.ann_date) latest.set(key, row)
  }
  const ordered = [...latest.values()].sort(
    (a, b) => b.end_date.localeCompare(a.end_date) || b.hold_amount - a.hold_amount,
  )
  const ranks = new Map<string, number>()
  const float = api === 'top10_floatholders'
  const placed = ordered.map((row): TushareItem<'holders'> => {
    const rank = (ranks.get(row.end_date) ?? 0) + 1
    ranks.set(row.end_date, rank)
    const ratio = float ? row.hold_float_ratio : row.hold_ratio
    return {
      key: `${api} ${row.end_date} ${row.holder_name}`,
      item: {
        kind: 'holder',
        as_of: row.end_date,
        scope: float ? 'float' : 'total',
        holder: row.holder_name,
        holder_kind: row.holder_type,
        rank,
        shares: shares(row.hold_amount, '股').value,
        fraction: ratio === null ? null : percent(ratio).value,
        change: row.hold_change === null ? null : shares(row.hold_change, '股').value,
        value: null,
        value_unit: null,
      },
      known_at: knownOn(row.ann_date),
      source_url: filingsOf(symbol),
      table,
    }
  })
  return { ok: true, data: placed }
}

const breakdown = (
  api: string,
  asOf: string,
  knownAt: string,
  url: string,
  table: number,
  figures: Extract<TushareItem<'holders'>['item'], { kind: 'breakdown' }>['figures'],
): TushareItem<'holders'> => ({
  key: `${api} ${asOf}`,
  item: { kind: 'breakdown', as_of: asOf, figures },
  known_at: knownAt,
  source_url: url,
  table,
})

const countSchema = z.object({ ann_date: dateCell, end_date: dateCell, holder_num: optionalNumber })

export const readHolderCounts = (
  symbol: string,
  rows: readonly TushareRow[],
  table: number,
): ProviderResult<TushareItem<'holders'>[]> => {
  const parsed = readRows('stk_holdernumber', rows, countSchema)
  if (!parsed.ok) return parsed
  const placed = parsed.data.flatMap(
    ({ ann_date, end_date, holder_num }): TushareItem<'holders'>[] =>
      holder_num === null
        ? []
        : [
            breakdown('stk_holdernumber', end_date, knownOn(ann_date), filingsOf(symbol), table, [
              {
                concept: 'holder_count',
                value: String(holder_num),
                unit: 'persons',
                provider_field: 'holder_num',
              },
            ]),
          ],
  )
  return { ok: true, data: placed }
}

const pledgeSchema = z.object({ end_date: dateCell, pledge_ratio: optionalNumber })

/** The share of all shares that is pledged for loans. */
export const readPledges = (
  symbol: string,
  rows: readonly TushareRow[],
  table: number,
): ProviderResult<TushareItem<'holders'>[]> => {
  const parsed = readRows('pledge_stat', rows, pledgeSchema)
  if (!parsed.ok) return parsed
  const placed = parsed.data.flatMap(({ end_date, pledge_ratio }): TushareItem<'holders'>[] =>
    pledge_ratio === null
      ? []
      : [
          breakdown('pledge_stat', end_date, knownOn(end_date), filingsOf(symbol), table, [
            {
              concept: 'pledged_fraction',
              ...percent(pledge_ratio),
              provider_field: 'pledge_ratio',
            },
          ]),
        ],
  )
  return { ok: true, data: placed }
}

const connectSchema = z.object({
  trade_date: dateCell,
  vol: z.number().nonnegative(),
  ratio: optionalNumber,
})

/** Days of the weekend: Saturday and Sunday. */
const WEEKEND = [6, 0]
const nextWeekday = (date: string): string => {
  const next = addDays(date, 1)
  return WEEKEND.includes(new Date(`${next}T00:00:00Z`).getUTCDay()) ? nextWeekday(next) : next
}
/**
 * The time from which a day's holdings are known: the clearing house publishes them by nine on the
 * morning of the next trading day. It is never later than the time of reading.
 */
const disclosedAt = (date: string, market: Market, now: Date): string =>
  noLaterThan(
    now,
    localInstant(`${nextWeekday(date)} 09:00`, 'yyyy-MM-dd HH:mm', MARKET_ZONES[market]) ??
      now.toISOString(),
  )

/** `ratio` is the part of the A shares, or of Hong Kong's issued shares. */
export const readConnect = (
  market: Market,
  rows: readonly TushareRow[],
  table: number,
  now: Date,
): ProviderResult<TushareItem<'holders'>[]> => {
  const parsed = readRows('hk_hold', rows, connectSchema)
  if (!parsed.ok) return parsed
  const placed = parsed.data.map(({ trade_date, vol, ratio }) =>
    breakdown(
      'hk_hold',
      trade_date,
      disclosedAt(trade_date, market, now),
      pageOf('hk_hold'),
      table,
      [
        { concept: 'stock_connect_shares', ...shares(vol, '股'), provider_field: 'vol' },
        ...(ratio === null
          ? []
          : [{ concept: 'stock_connect_fraction', ...percent(ratio), provider_field: 'ratio' }]),
      ],
    ),
  )
  return { ok: true, data: placed }
}
