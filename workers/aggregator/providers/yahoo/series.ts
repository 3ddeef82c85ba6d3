/**
 * Reads the fundamentals time series as rows. A row has all figures of one kind of period and one
 * date. Pure.
 */
import { z } from 'zod'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

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
}

const point = z.object({
  asOfDate: z.iso.date(),
  periodType: z.string(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  reportedValue: z.object({ raw: z.number() }),
})
const answerSchema = z.object({
  timeseries: z.object({
    result: z.array(
      z.looseObject({ meta: z.object({ symbol: z.array(z.string()), type: z.array(z.string()) }) }),
    ),
  }),
})
const seriesSchema = z.array(point.nullable())
const TYPE = /^(annual|quarterly|trailing)([A-Z]\w*)$/

/**
 * A type without figures has no array. The array is found by the name in `meta`, and not by its
 * place among the keys. Yahoo writes 0 both for zero and for unknown, so a 0 is not read as a
 * figure.
 */
export const readSeries = (yahooSymbol: string, answer: unknown): ProviderResult<SeriesRow[]> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  const rows = new Map<string, SeriesRow>()
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
    for (const value of series.data) {
      if (
        value === null ||
        value.periodType !== KINDS[kind as SeriesKind] ||
        value.reportedValue.raw === 0
      )
        continue
      const key = `${kind} ${value.asOfDate}`
      const row = rows.get(key) ?? {
        kind: kind as SeriesKind,
        date: value.asOfDate,
        figures: new Map(),
      }
      rows.set(key, row)
      row.figures.set(name, { value: value.reportedValue.raw, currency: value.currencyCode })
    }
  }
  return { ok: true, data: [...rows.values()].sort((a, b) => a.date.localeCompare(b.date)) }
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
