/** The fiscal calendar of a company from the dates of its facts: each fiscal year with the ends of its quarters, and the spans to derive for. */
import type { FiscalYear } from '#shared/contracts/facts.ts'
import { dateOf, dayOf, isQuarterLong, isYearLong, near, type Span, TOLERANCE_DAYS, yearLater } from './calendar.ts'
import type { FactIndex } from './fact-index.ts'

export interface Frame {
  /** The year of its label: 2025 of FY2025. */
  year: number
  label: string
  start: number
  /** Null while the year is in progress. */
  end: number | null
  /** Day on which quarter 1..4 ends, where a filing shows it. */
  ends: [number | null, number | null, number | null, number | null]
}

const LABEL = /^FY(\d{4})$/
/** A quarter's mean length in days, and how far 52/53-week calendars and short months stray from its multiples. */
const QUARTER_DAYS = 91.3
const QUARTER_DRIFT_DAYS = 12
/** Years in progress after the newest filed one: a filing can be late by one, not by more. */
const OPEN_FRAMES = 2

const closedFrames = (index: FactIndex, fiscalYears: readonly FiscalYear[]): Frame[] => {
  const byEnd = new Map<number, Frame>()
  const add = (label: string, start: number, end: number) => {
    const year = LABEL.exec(label)?.[1]
    if (year === undefined || !isYearLong(end - start + 1)) return
    if ([...byEnd.keys()].some((known) => near(known, end))) return
    byEnd.set(end, { year: Number(year), label, start, end, ends: [null, null, null, end] })
  }
  for (const y of fiscalYears) add(y.label, dayOf(y.start), dayOf(y.end))
  for (const { fact, start, end } of index.all) if (start !== null) add(fact.period, start, end)
  return [...byEnd.values()].sort((a, b) => a.start - b.start)
}

const openFrames = (last: Frame, newest: number): Frame[] => {
  const frames: Frame[] = []
  let start = (last.end ?? last.start) + 1
  while (frames.length < OPEN_FRAMES && start < newest) {
    const year = last.year + frames.length + 1
    frames.push({ year, label: `FY${year}`, start, end: null, ends: [null, null, null, null] })
    start = yearLater(start)
  }
  return frames
}

const QUARTERS = [0, 1, 2, 3] as const

/** Which quarter of the frame ends on this day. */
const quarterEnding = (frame: Frame, end: number): 0 | 1 | 2 | 3 | null => {
  const days = end - frame.start + 1
  return QUARTERS.find((i) => Math.abs(days - (i + 1) * QUARTER_DAYS) <= QUARTER_DRIFT_DAYS) ?? null
}

/** Fiscal years oldest first, those in progress last. Empty when no full year is known: quarters then have no year to belong to. */
export const framesOf = (index: FactIndex, fiscalYears: readonly FiscalYear[]): Frame[] => {
  const closed = closedFrames(index, fiscalYears)
  const last = closed.at(-1)
  if (!last) return []
  const newest = index.durations.reduce((max, d) => Math.max(max, d.end), 0)
  const frames = [...closed, ...openFrames(last, newest)]
  for (const { start, end } of index.durations) {
    const frame = frames.find((f) => start >= f.start - TOLERANCE_DAYS && end <= (f.end ?? yearLater(f.start)) + TOLERANCE_DAYS)
    const quarter = frame ? quarterEnding(frame, end) : null
    if (frame && quarter !== null && frame.ends[quarter] === null) frame.ends[quarter] = end
  }
  return frames
}

const span = (kind: Span['kind'], period: string, start: number, end: number, frame: number, quarter: number): Span => ({
  kind,
  period,
  start,
  end,
  frame,
  quarter,
})

export const annualSpan = (frames: readonly Frame[], at: number): Span | undefined => {
  const frame = frames[at]
  return frame && frame.end !== null ? span('annual', frame.label, frame.start, frame.end, at, 4) : undefined
}

/** Quarter 1..4 of a frame, when its first and last day are known and lie a quarter apart. */
export const quarterSpan = (frames: readonly Frame[], at: number, quarter: number): Span | undefined => {
  const frame = frames[at]
  const end = frame?.ends[quarter - 1] ?? null
  const before = quarter === 1 ? (frame?.start ?? 0) - 1 : (frame?.ends[quarter - 2] ?? null)
  if (!frame || end === null || before === null || !isQuarterLong(end - before)) return undefined
  return span('quarter', `${frame.year}Q${quarter}`, before + 1, end, at, quarter)
}

/** The twelve months that end with this quarter. */
export const ttmSpan = (frames: readonly Frame[], at: number, quarter: number): Span | undefined => {
  const frame = frames[at]
  const end = frame?.ends[quarter - 1] ?? null
  if (!frame || end === null) return undefined
  const yearBefore = frames[at - 1]?.ends[quarter - 1] ?? null
  const start = quarter === 4 ? frame.start : yearBefore === null ? yearLater(end, -1) + 1 : yearBefore + 1
  return span('ttm', `TTM@${dateOf(end)}`, start, end, at, quarter)
}

/** The newest quarter end that any flow has been filed for, as a twelve-month span. */
export const newestTtm = (frames: readonly Frame[]): Span | undefined => {
  for (let at = frames.length - 1; at >= 0; at--) {
    for (let quarter = 4; quarter >= 1; quarter--) {
      const found = ttmSpan(frames, at, quarter)
      if (found) return found
    }
  }
  return undefined
}

/** The same span some years earlier; undefined when the calendar between them is broken. */
export const spanBack = (frames: readonly Frame[], from: Span, years: number): Span | undefined => {
  if (from.kind === 'instant') return undefined
  for (let i = 0; i < years; i++) {
    const previous = frames[from.frame - i - 1]
    const next = frames[from.frame - i]
    if (!previous || !next || previous.end === null || !near(previous.end + 1, next.start)) return undefined
  }
  const at = from.frame - years
  if (from.kind === 'annual') return annualSpan(frames, at)
  return from.kind === 'quarter' ? quarterSpan(frames, at, from.quarter) : ttmSpan(frames, at, from.quarter)
}
