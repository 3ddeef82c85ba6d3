/** What a test measures, and how its value becomes a degree. Pure. */
import type { IndustryKind } from '../industry.ts'
import type { TwoLanguages } from '../valuation/refusals.ts'
import type { Input } from '../valuation/company-figures.ts'
import { median } from '../valuation/statistics.ts'
import { type OutsideGain, type RatedFigures, trailingGain, yearGain } from './figures.ts'
import type { LineComparison, TestGroup, UntestedReason } from './names.ts'

/**
 * Three lines on one axis: the degree is 0 at `zero`, 0.5 at `pass` and 1 at `full`, and straight
 * between them. A falling scale (`zero` above `full`) is that of a figure that should be low.
 */
export interface Scale {
  zero: number
  pass: number
  full: number
}

/**
 * What was measured: a number on the scale, or that the test is passed in full (net cash leaves no
 * debt to weigh) or not at all (payouts without any free cash flow).
 */
export type MeasuredValue = number | 'full' | 'none'

export type TestMeasure =
  | { ok: true; value: MeasuredValue; shown: Input; inputs: readonly Input[] }
  | { ok: false; reason: UntestedReason; inputs: readonly Input[] }

/** The figure that a later filing is held against, where it is not the one that is shown. */
export interface Watched {
  name: string
  comparison: LineComparison
  /** Null: half way from the value of now to the passing line. */
  line: number | null
}

export interface RatingTest {
  id: string
  group: TestGroup
  names: TwoLanguages
  /** What is said when it is passed well, and when it is failed. */
  strength: TwoLanguages
  weakness: TwoLanguages
  /** What is said instead of the weakness where the measured value is below zero. */
  below_nothing?: TwoLanguages
  unit: 'ratio' | 'x'
  fits(kind: IndustryKind): boolean
  scale(kind: IndustryKind): Scale
  measure(figures: RatedFigures): TestMeasure
  watched?: Watched
  /** It says that nothing is wrong, which is no reason to own a company. */
  no_pillar?: true
}

const HALF = 0.5
const DIGITS = 1_000

/** The degree of a value on a scale, from 0 to 1 in thousandths. */
export const degreeOf = (value: MeasuredValue, { zero, pass, full }: Scale): number => {
  if (typeof value === 'string') return value === 'full' ? 1 : 0
  const upper = (value - pass) / (full - pass)
  const lower = (value - zero) / (pass - zero)
  const degree = upper >= 0 ? HALF + upper * HALF : lower * HALF
  return Math.round(Math.min(1, Math.max(0, degree)) * DIGITS) / DIGITS
}

export const untested = (reason: UntestedReason, inputs: readonly Input[] = []): TestMeasure => ({
  ok: false,
  reason,
  inputs,
})

/** A measure over figures, unless one of them is in doubt. */
export const measured = (
  value: MeasuredValue,
  shown: Input,
  inputs: readonly Input[] = [shown],
): TestMeasure =>
  inputs.some(({ doubted }) => doubted)
    ? untested('in_doubt', inputs)
    : { ok: true, value, shown, inputs }

export const isMade = (measure: TestMeasure): measure is Extract<TestMeasure, { ok: true }> =>
  measure.ok

/** The figure of the newest fiscal year. */
export const ofYear =
  (name: string) =>
  (figures: RatedFigures): TestMeasure => {
    const now = figures.annual(name).find(({ period }) => period === figures.year)
    return now ? measured(now.value, now) : untested(figures.missing(name))
  }

/** The newest of a figure: twelve months, else the newest balance or year. */
export const ofNow =
  (name: string, missing?: UntestedReason) =>
  (figures: RatedFigures): TestMeasure => {
    const now = figures.newest(name)
    return now ? measured(now.value, now) : untested(missing ?? figures.missing(name))
  }

/** The first of several figures of the newest year that is there. */
export const firstOf =
  (...names: string[]) =>
  (figures: RatedFigures): TestMeasure => {
    const measures = names.map((name) => ofYear(name)(figures))
    const [first] = measures
    return (
      measures.find((one) => one.ok || one.reason === 'in_doubt') ?? first ?? untested('not_filed')
    )
  }

/** The newest years of a series without a gap, at most `most`; untested with fewer than `least`. */
export const lastYears = (
  figures: RatedFigures,
  name: string,
  { least, most }: { least: number; most: number },
): { ok: true; years: Input[] } | Extract<TestMeasure, { ok: false }> => {
  const series = figures.annual(name)
  if (series.length === 0) return { ok: false, reason: figures.missing(name), inputs: [] }
  const run: Input[] = []
  for (const year of series.toReversed()) {
    const next = run[0]
    if (run.length === most) break
    if (next && yearOf(next) - yearOf(year) !== 1) break
    run.unshift(year)
  }
  if (run.at(-1)?.period !== figures.year)
    return { ok: false, reason: figures.missing(name), inputs: [] }
  if (run.length < least) return { ok: false, reason: 'short_record', inputs: run }
  return { ok: true, years: run }
}

export const yearOf = ({ period }: Input): number => Number(period.slice(2))

/** A number from the newest years of a series. */
export const overYears =
  (name: string, size: { least: number; most: number }, of: (values: number[]) => number) =>
  (figures: RatedFigures): TestMeasure => {
    const found = lastYears(figures, name, size)
    if (!found.ok) return found
    const now = found.years.at(-1)
    if (!now) return untested('short_record')
    return measured(of(found.years.map(({ value }) => value)), now, found.years)
  }

/** The middle of the newest years. */
export const middleOf = (name: string, size: { least: number; most: number }) =>
  overYears(name, size, median)

/** The part of the newest years in which the figure is above nothing. */
export const yearsAbove = (name: string, size: { least: number; most: number }) =>
  overYears(name, size, (values) => values.filter((v) => v > 0).length / values.length)

const withoutGain =
  (gainOf: (figures: RatedFigures) => OutsideGain | null) =>
  (measure: (figures: RatedFigures) => TestMeasure) =>
  (figures: RatedFigures): TestMeasure => {
    const gain = gainOf(figures)
    const made = measure(figures)
    return gain && made.ok ? untested('one_off_gains', [gain.net, gain.operating]) : made
  }

/** Not made where the newest year holds a gain from outside the business. */
export const ofBusiness = withoutGain(yearGain)
/** The same of the newest twelve months. */
export const ofTrailingBusiness = withoutGain(trailingGain)
