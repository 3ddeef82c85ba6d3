/**
 * Arranges the figures of a request as series and points for the rules. Every point carries the
 * token that cites it. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { indexTable } from '#shared/figures.ts'
import { THRESHOLDS } from './thresholds.ts'

/** A citation, ready for prose: `{{revenue@FY2025}}`. */
export type Ref = string

export interface Point {
  name: string
  period: string
  year: number
  value: number
  ref: Ref
}

export interface Evidence {
  /** The values of a figure for fiscal years, oldest first. */
  annual(name: string): Point[]
  /** The figure for the newest fiscal year of the company, or null. */
  now(name: string): Point | null
  at(name: string, period: string): Point | null
  /**
   * The figure for the newest twelve months. This is the TTM, or the fiscal year when it ends on
   * the same date or later.
   */
  newest(name: string): Point | null
  /** A balance at its newest date. Null when there is none. */
  latest(name: string): Point | null
  /** The values of a figure for quarters, oldest first. */
  quarters(name: string): Point[]
  /**
   * The newest part of a year (quarter, half or nine months) that ends after the newest fiscal
   * year, with what was reported for it. Without a fiscal year it is the newest of all parts.
   */
  interim: { period: string; points: Point[] } | null
  /** Fiscal years for which anything is known, oldest first. */
  years: string[]
  /** The newest fiscal year with a result; null when there is none. */
  anchor: string | null
  /** The label of a figure in the words of the dictionary. */
  label(name: string): Figure['label'] | null
}

const FISCAL_YEAR = /^FY(\d{4})$/
const QUARTER = /^\d{4}Q[1-4]$/
const TWELVE_MONTHS = /^(?:FY\d{4}|TTM.*)$/

const pointOf = (f: Figure): Point => ({
  name: f.name,
  period: f.period,
  year: Number(FISCAL_YEAR.exec(f.period)?.[1] ?? f.end.slice(0, 4)),
  value: Number(f.value),
  ref: `{{${f.token}}}`,
})

/** Figures that show that a year has been reported. */
export const RESULTS = ['revenue', 'net_income', 'net_income_total', 'operating_income']

/** The figures that sum up a part of a year, in order. */
const SUMMARY = [
  'revenue',
  'revenue_growth',
  'operating_income',
  'net_income',
  'net_margin',
  'operating_cash_flow',
]
const PART_OF_YEAR = /^\d{4}(?:Q[1-4]|H[12]|-9M)$/

const interimOf = (figures: readonly Figure[], after: string): Evidence['interim'] => {
  const parts = figures.filter(
    (f) => PART_OF_YEAR.test(f.period) && SUMMARY.includes(f.name) && f.end > after,
  )
  const newest = parts.toSorted(
    (a, b) =>
      b.end.localeCompare(a.end) || Number(QUARTER.test(b.period)) - Number(QUARTER.test(a.period)),
  )[0]
  if (!newest) return null
  const points = SUMMARY.flatMap(
    (name) => parts.find((f) => f.name === name && f.period === newest.period) ?? [],
  ).map(pointOf)
  return { period: newest.period, points }
}

const newestOf = (figures: readonly Figure[]): Point | null => {
  const [newest] = figures.toSorted(
    (a, b) =>
      b.end.localeCompare(a.end) ||
      Number(FISCAL_YEAR.test(b.period)) - Number(FISCAL_YEAR.test(a.period)),
  )
  return newest ? pointOf(newest) : null
}

export const evidenceOf = (figures: readonly Figure[]): Evidence => {
  const { byToken, byName } = indexTable(figures)
  const oldestFirst = (a: Figure, b: Figure) => a.end.localeCompare(b.end)
  const series = (name: string, pattern: RegExp) =>
    (byName.get(name) ?? [])
      .filter((f) => pattern.test(f.period))
      .sort(oldestFirst)
      .map(pointOf)
  const annual = figures.filter((f) => FISCAL_YEAR.test(f.period)).sort(oldestFirst)
  const years = [...new Set(annual.map((f) => f.period))]
  const anchor = annual.filter((f) => RESULTS.includes(f.name)).at(-1)?.period ?? null
  const at = (name: string, period: string) => {
    const figure = byToken.get(`${name}@${period}`)
    return figure ? pointOf(figure) : null
  }
  return {
    annual: (name) => series(name, FISCAL_YEAR),
    quarters: (name) => series(name, QUARTER),
    at,
    now: (name) => (anchor ? at(name, anchor) : null),
    newest: (name) =>
      newestOf((byName.get(name) ?? []).filter((f) => TWELVE_MONTHS.test(f.period))),
    latest: (name) => newestOf(byName.get(name) ?? []),
    interim: interimOf(
      figures,
      anchor ? (figures.find((f) => f.period === anchor)?.end ?? '') : '',
    ),
    years,
    anchor,
    label: (name) => byName.get(name)?.[0]?.label ?? null,
  }
}

/**
 * The newest points of a series, at most `count`, with no year missing between them. Oldest first.
 */
export const recentRun = (points: readonly Point[], count: number): Point[] => {
  const run: Point[] = []
  for (const point of points.toReversed()) {
    const next = run[0]
    if (run.length === count || (next && next.year - point.year !== 1)) break
    run.unshift(point)
  }
  return run
}

/**
 * Whether net income is well above operating income, so that something besides the business earned
 * it.
 */
export const hasOutsideIncome = (e: Evidence): boolean => {
  const [net, operating] = [e.now('net_income'), e.now('operating_income')]
  return (
    net !== null &&
    operating !== null &&
    operating.value > 0 &&
    net.value > operating.value * THRESHOLDS.outside_income
  )
}

/** The point of the same series one fiscal year earlier. Null when there is none. */
export const yearBefore = (points: readonly Point[], point: Point): Point | null =>
  points.find((p) => p.year === point.year - 1) ?? null
