/**
 * Builds a company's fiscal calendar from the dates of its facts: each fiscal year with the ends of
 * its quarters, and the spans for which figures are derived.
 */
import type { FiscalYear } from '#shared/contracts/facts.ts'
import { dateOf, dayOf, QUARTER_FRAME_DRIFT_DAYS, SAME_PERIOD_DAYS, sameDay } from '#shared/days.ts'
import { monthsLater, yearLater } from '#shared/calendar.ts'
import { isQuarterLong, isYearLong } from '#shared/period-length.ts'
import { type DerivedSpan, spanOver } from '../time/spans.ts'
import type { FactIndex } from './fact-index.ts'

interface Year {
  /** The year in its label: 2025 for FY2025. */
  year: number
  label: string
  start: number
  /** Null while the year is in progress. */
  end: number | null
  /** False for a year of which no annual figure is filed: its dates follow from its parts. */
  isFiled: boolean
  /** The last day of quarters 1 to 4, where a filing shows it. */
  ends: [number | null, number | null, number | null, number | null]
}

/**
 * A fiscal year with its spans: the year itself, its quarters, and the twelve months that end with
 * each quarter.
 */
export interface FiscalFrame extends Year {
  annual: DerivedSpan | undefined
  quarters: (DerivedSpan | undefined)[]
  /** The first half as one period. */
  half: DerivedSpan | undefined
  ttm: (DerivedSpan | undefined)[]
}

const LABEL = /^FY(\d{4})$/
/** The mean length of a quarter in days. */
const QUARTER_DAYS = 91.3
/**
 * How many unfinished years follow the newest filed one. It is more than one because the filing of
 * a finished year may be late.
 */
const OPEN_FRAMES = 2

const closedFrames = (index: FactIndex, fiscalYears: readonly FiscalYear[]): Year[] => {
  const byEnd = new Map<number, Year>()
  const add = (label: string, start: number, end: number) => {
    const year = LABEL.exec(label)?.[1]
    if (year === undefined || !isYearLong(end - start + 1)) return
    if ([...byEnd.keys()].some((known) => sameDay(known, end))) return
    byEnd.set(end, {
      year: Number(year),
      label,
      start,
      end,
      isFiled: true,
      ends: [null, null, null, end],
    })
  }
  for (const y of fiscalYears) add(y.label, dayOf(y.start), dayOf(y.end))
  const labels = new Map<string, { start: number; end: number }>()
  for (const { fact, start, end } of index.all)
    if (start !== null && fact.period.startsWith('FY') && !labels.has(fact.period))
      labels.set(fact.period, { start, end })
  for (const [label, { start, end }] of labels) add(label, start, end)
  return [...byEnd.values()].sort((a, b) => a.start - b.start)
}

const unfiled = (year: number, start: number): Year => ({
  year,
  label: `FY${year}`,
  start,
  end: yearLater(start) - 1,
  isFiled: false,
  ends: [null, null, null, null],
})

const PART = /^(\d{4})(?:Q([1-4])|H1|-9M)$/
const MONTHS_OF_A_QUARTER = 3

/**
 * The years of a company that has not filed any yet, by the labels and first days of its quarters
 * and halves.
 */
const framesOfParts = (index: FactIndex): Year[] => {
  const starts = new Map<number, { start: number; quarter: number }>()
  for (const { fact, start } of index.all) {
    const part = start === null ? null : PART.exec(fact.period)
    if (!part || start === null) continue
    const [year, quarter] = [Number(part[1]), Number(part[2] ?? 1)]
    const known = starts.get(year)
    if (known && known.quarter <= quarter) continue
    starts.set(year, { start: monthsLater(start, (1 - quarter) * MONTHS_OF_A_QUARTER), quarter })
  }
  return [...starts].sort(([a], [b]) => a - b).map(([year, { start }]) => unfiled(year, start))
}

const openFrames = (last: Year, newest: number): Year[] => {
  const frames: Year[] = []
  let start = (last.end ?? last.start) + 1
  while (frames.length < OPEN_FRAMES && start < newest) {
    const year = last.year + frames.length + 1
    frames.push({ ...unfiled(year, start), end: null })
    start = yearLater(start)
  }
  return frames
}

const QUARTERS = [0, 1, 2, 3] as const
const beforeOf = (quarter: 1 | 2 | 3): 0 | 1 | 2 => (quarter === 1 ? 0 : quarter === 2 ? 1 : 2)

/** The index of the quarter of the frame that ends on this day. */
const quarterEnding = (frame: Year, end: number): 0 | 1 | 2 | 3 | null => {
  const days = end - frame.start + 1
  return (
    QUARTERS.find((i) => Math.abs(days - (i + 1) * QUARTER_DAYS) <= QUARTER_FRAME_DRIFT_DAYS) ??
    null
  )
}

const withSpans = (year: Year, at: number, previous: Year | undefined): FiscalFrame => ({
  ...year,
  annual:
    year.end === null || !year.isFiled
      ? undefined
      : spanOver('annual', year.label, year.start, year.end, at, 4),
  quarters: year.ends.map((end, i) => {
    const before = i === 0 ? year.start - 1 : (year.ends[i - 1] ?? null)
    if (end === null || before === null || !isQuarterLong(end - before)) return undefined
    return spanOver('quarter', `${year.year}Q${i + 1}`, before + 1, end, at, i + 1)
  }),
  half:
    year.ends[1] === null
      ? undefined
      : spanOver('half', `${year.year}H1`, year.start, year.ends[1], at, 2),
  ttm: year.ends.map((end, i) => {
    if (end === null) return undefined
    const yearBefore = previous?.ends[i] ?? yearLater(end, -1)
    return spanOver(
      'ttm',
      `TTM@${dateOf(end)}`,
      i === 3 ? year.start : yearBefore + 1,
      end,
      at,
      i + 1,
    )
  }),
})

/**
 * The fiscal years, oldest first, those in progress last. Where no year is filed yet they are those
 * to which the filed quarters and halves belong.
 */
export const framesOf = (index: FactIndex, fiscalYears: readonly FiscalYear[]): FiscalFrame[] => {
  const closed = closedFrames(index, fiscalYears)
  const last = closed.at(-1)
  const newest = index.durations.reduce((max, d) => Math.max(max, d.end), 0)
  const frames = last ? [...closed, ...openFrames(last, newest)] : framesOfParts(index)
  for (const { start, end } of index.durations) {
    const frame = frames.find(
      (f) =>
        start >= f.start - SAME_PERIOD_DAYS &&
        end <= (f.end ?? yearLater(f.start)) + SAME_PERIOD_DAYS,
    )
    const quarter = frame ? quarterEnding(frame, end) : null
    if (frame && quarter !== null && frame.ends[quarter] === null) frame.ends[quarter] = end
    // The first day of a quarter tells the end of the one before it, which may not be filed.
    if (frame && !frame.isFiled && quarter && isQuarterLong(end - start + 1))
      frame.ends[beforeOf(quarter)] ??= start - 1
  }
  return frames.map((year, at) => withSpans(year, at, frames[at - 1]))
}

/**
 * The span of quarter 1 to 4 of a frame, when its first and last day are known and lie a quarter
 * apart.
 */
export const quarterSpan = (
  frames: readonly FiscalFrame[],
  at: number,
  quarter: number,
): DerivedSpan | undefined => frames[at]?.quarters[quarter - 1]

/** The twelve-month span that ends with the newest quarter for which any flow is filed. */
export const newestTtm = (frames: readonly FiscalFrame[]): DerivedSpan | undefined =>
  frames.flatMap((frame) => frame.ttm.flatMap((span) => span ?? [])).at(-1)

/** The same span some years earlier; undefined when the calendar in between is broken. */
export const spanBack = (
  frames: readonly FiscalFrame[],
  from: DerivedSpan,
  years: number,
): DerivedSpan | undefined => {
  if (from.kind === 'instant') return undefined
  for (let i = 0; i < years; i++) {
    const previous = frames[from.frame - i - 1]
    const next = frames[from.frame - i]
    if (!previous || !next || previous.end === null || !sameDay(previous.end + 1, next.start))
      return undefined
  }
  const frame = frames[from.frame - years]
  if (from.kind === 'annual') return frame?.annual
  if (from.kind === 'half') return frame?.half
  return from.kind === 'quarter' ? frame?.quarters[from.quarter - 1] : frame?.ttm[from.quarter - 1]
}

/** A gap between two fiscal years that is shorter than this is a transition period. */
const TRANSITION_DAYS = 330

/** Whether the fiscal year changed somewhere between two frames, by their places. */
export const hasTransition = (frames: readonly FiscalFrame[], from: number, to: number): boolean =>
  frames.slice(Math.max(from, 0), to).some((frame, i) => {
    const next = frames[Math.max(from, 0) + i + 1]
    if (!next || frame.end === null) return false
    const gap = next.start - frame.end - 1
    return gap > SAME_PERIOD_DAYS && gap < TRANSITION_DAYS
  })
