/**
 * Stock splits. They come from the split tag and are checked against share counts that are restated
 * for the same period. Where no filing tags the split, it is inferred from such restatements. Each
 * event gives one fact. Pure.
 */
import { addDays, daysBetween } from '#shared/calendar.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import type { TagCandidate } from './candidates.ts'
import type { RawRow } from './raw.ts'

export interface StockSplit {
  field: string
  /** The number of new shares for one old share: 10, or 0.125 for a reverse split of 1 for 8. */
  value: string
  /**
   * The first row that reports the split. Its filing is the first with per-share figures after the
   * split.
   */
  row: RawRow
  /** Set when the restated share counts do not confirm the ratio. */
  doubt: string | null
}

/**
 * Filings repeat a split for up to five quarters, with dates that vary between approval, record and
 * effect.
 */
const SAME_EVENT_DAYS = 548
/** Restated weighted averages are rounded to thousands or millions. */
const TOLERANCE = 0.01
/**
 * The ratios that companies use. A restatement by another factor is not a split (1000 is a mistake
 * of scale).
 */
const RATIOS = [1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50]

const near = (a: number, b: number): boolean => Math.abs(a / b - 1) <= TOLERANCE

const cleanRatio = (observed: number): number | null => {
  const up = RATIOS.find((ratio) => near(observed, ratio))
  if (up !== undefined) return up
  const down = RATIOS.find((ratio) => Number.isInteger(ratio) && near(observed, 1 / ratio))
  return down === undefined ? null : 1 / down
}

interface RestatedPeriod {
  observed: number
  news: TagCandidate
}

/** Each change of a share count for the same period, as new count divided by old count. */
const restatementsOf = (shares: readonly TagCandidate[]): RestatedPeriod[] => {
  const before = new Map<string, TagCandidate>()
  return shares
    .toSorted((a, b) => a.row.filed.localeCompare(b.row.filed))
    .flatMap((news) => {
      const period = `${news.row.start ?? ''}/${news.row.end}`
      const old = before.get(period)
      before.set(period, news)
      return old && Number(old.value) > 0
        ? [{ observed: Number(news.value) / Number(old.value), news }]
        : []
    })
}

const eventsOf = (rows: readonly RawRow[]): RawRow[] => {
  const events: RawRow[] = []
  for (const row of rows.toSorted(
    (a, b) => a.filed.localeCompare(b.filed) || a.accn.localeCompare(b.accn),
  ))
    if (
      row.val > 0 &&
      !events.some(
        (event) =>
          event.val === row.val && Math.abs(daysBetween(event.end, row.end)) <= SAME_EVENT_DAYS,
      )
    )
      events.push(row)
  return events
}

/**
 * The restatements in the filings after a split: from the first filing of the split until the end
 * of the time in which a filing can still mean the same event.
 */
const following = (event: RawRow, restatements: readonly RestatedPeriod[]): RestatedPeriod[] =>
  restatements.filter(
    ({ news }) =>
      news.row.filed >= event.filed && news.row.filed <= addDays(event.filed, SAME_EVENT_DAYS),
  )

/**
 * All splits, oldest filing first. `tagged` has the rows of the split tag, and `shares` has the
 * replayed weighted diluted share counts.
 */
export const splitsOf = (
  tag: string,
  tagged: readonly RawRow[],
  shares: readonly TagCandidate[],
): StockSplit[] => {
  const restatements = restatementsOf(shares).filter(
    ({ observed }) => cleanRatio(observed) !== null,
  )
  const splits: StockSplit[] = []
  for (const row of eventsOf(tagged)) {
    const seen = following(row, restatements)
    const borneOut = seen.length === 0 || seen.some(({ observed }) => near(observed, row.val))
    // A filer may state the ratio upside down. The ratio then comes from the restatement, below.
    if (!borneOut && seen.some(({ observed }) => near(observed, 1 / row.val))) continue
    const doubt = borneOut
      ? null
      : `restated share counts moved by a factor of ${seen.map(({ observed }) => observed.toFixed(4)).join(', ')}`
    splits.push({ field: tag, value: decimalOf(row.val), row, doubt })
  }
  for (const { observed, news } of restatements) {
    const ratio = cleanRatio(observed)
    if (ratio === null) continue
    const known = splits.some(
      (split) =>
        near(observed, Number(split.value)) &&
        Math.abs(daysBetween(split.row.filed, news.row.filed)) <= SAME_EVENT_DAYS,
    )
    if (!known)
      splits.push({
        field: `${news.field} (restated)`,
        value: decimalOf(ratio),
        row: news.row,
        doubt: null,
      })
  }
  return splits.sort((a, b) => a.row.filed.localeCompare(b.row.filed))
}
