/**
 * Reads the fundamentals time series as rows. A row has all figures of one kind of period and one
 * date. Pure.
 */
import { z } from 'zod'
import { currencySchema } from '#shared/datasets/elements.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed, unreadIn } from '../statement-row.ts'

const KINDS = { annual: '12M', quarterly: '3M', trailing: 'TTM' } as const
export type SeriesKind = keyof typeof KINDS

export interface YahooFigure {
  value: number
  currency: string
}

export interface SeriesRow {
  kind: SeriesKind
  /** The last day of a month: AAPL's year that ended on 2024-09-28 has the date 2024-09-30. */
  date: string
  /** The figures by name without the prefix: `TotalRevenue`. */
  figures: Map<string, YahooFigure>
  /** Names a figure of the row that cannot be read; absent when all can. */
  odd?: string
}

const point = z.object({
  asOfDate: z.iso.date(),
  periodType: z.string(),
  currencyCode: currencySchema,
  reportedValue: z.object({ raw: z.number() }),
})
const answerSchema = z.object({
  timeseries: z.object({
    result: z.array(
      z.looseObject({ meta: z.object({ symbol: z.array(z.string()), type: z.array(z.string()) }) }),
    ),
  }),
})
const seriesSchema = z.array(z.unknown())
const dated = z.object({ asOfDate: z.iso.date() })
const TYPE = /^(annual|quarterly|trailing)([A-Z]\w*)$/

/**
 * A type without figures has no array. The array is found by the name in `meta`, and not by its
 * place among the keys. Yahoo writes 0 both for zero and for unknown, so a 0 is not read as a
 * figure. A figure that cannot be read makes its row an odd one; of one without a date it is not
 * known which, so it is named alone.
 */
export const readSeries = (yahooSymbol: string, answer: unknown): ProviderResult<SeriesRow[]> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  const rows = new Map<string, SeriesRow>()
  const unread: string[] = []
  for (const result of parsed.data.timeseries.result) {
    const [type = ''] = result.meta.type
    const [symbol = ''] = result.meta.symbol
    if (symbol !== yahooSymbol)
      return {
        ok: false,
        reason: 'wrong_instrument',
        detail: `yahoo: asked for ${yahooSymbol}, answered ${symbol}`,
      }
    const [, kind, name] = TYPE.exec(type) ?? []
    if (!kind || !name) continue
    const series = seriesSchema.safeParse(result[type] ?? [])
    if (!series.success)
      return malformed('yahoo', `${type}.${series.error.issues[0]?.path.join('.')}`)
    const rowOf = (date: string): SeriesRow => {
      const key = `${kind} ${date}`
      const row = rows.get(key) ?? { kind: kind as SeriesKind, date, figures: new Map() }
      rows.set(key, row)
      return row
    }
    for (const [at, given] of series.data.entries()) {
      if (given === null) continue
      const read = point.safeParse(given)
      if (!read.success) {
        const where = `${type}.${at}.${read.error.issues[0]?.path.join('.')}`
        const date = dated.safeParse(given)
        if (date.success) rowOf(date.data.asOfDate).odd ??= where
        else unread.push(malformed('yahoo', where).detail)
        continue
      }
      const { periodType, reportedValue, asOfDate, currencyCode } = read.data
      if (periodType !== KINDS[kind as SeriesKind] || reportedValue.raw === 0) continue
      rowOf(asOfDate).figures.set(name, { value: reportedValue.raw, currency: currencyCode })
    }
  }
  const sorted = [...rows.values()].sort((a, b) => a.date.localeCompare(b.date))
  if (sorted.length === 0 && unread.length > 0) return malformed('yahoo', 'all of its figures')
  return { ok: true, data: sorted, ...unreadIn(unread) }
}

/**
 * A receipt stands for 2 to 25 shares. New issues and buybacks do not change a count by such a
 * factor within a period.
 */
const MOST = 1.8

/**
 * True when a count of shares has the same unit as the average count behind the earnings per share.
 * For a company traded as receipts, Yahoo gives one of them in shares and the other in receipts.
 * Also true when the average is not given.
 */
export const countFits = (count: YahooFigure | undefined, row: SeriesRow): boolean => {
  const average = row.figures.get('BasicAverageShares')?.value
  if (!count || average === undefined || average <= 0) return true
  const ratio = count.value / average
  return ratio < MOST && ratio > 1 / MOST
}
