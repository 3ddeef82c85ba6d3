/** The figures of a request as series and points, for rules to read. Every point carries the token it is cited by. Pure. */
import type { Figure } from '#shared/contracts/analysis.ts'

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
  /** Fiscal years of a figure, oldest first. */
  annual(name: string): Point[]
  /** The figure at the newest fiscal year of the company, or nothing. */
  now(name: string): Point | null
  at(name: string, period: string): Point | null
  /** The figure at its newest date, whatever its period; a fiscal year goes before a TTM of the same date. */
  newest(name: string): Point | null
  /** Quarters, oldest first. */
  quarters(name: string): Point[]
  /** Fiscal years for which anything is known, oldest first. */
  years: string[]
  /** The newest fiscal year with a result; null when there is none. */
  anchor: string | null
  /** Label of a figure, in the dictionary's words. */
  label(name: string): Figure['label'] | null
}

const FISCAL_YEAR = /^FY(\d{4})$/
const QUARTER = /^\d{4}Q[1-4]$/

const pointOf = (f: Figure): Point => ({
  name: f.name,
  period: f.period,
  year: Number(FISCAL_YEAR.exec(f.period)?.[1] ?? f.end.slice(0, 4)),
  value: Number(f.value),
  ref: `{{${f.token}}}`,
})

/** Flows that say a year has been reported. */
const RESULTS = ['revenue', 'net_income', 'net_income_total', 'operating_income']

export const evidenceOf = (figures: readonly Figure[]): Evidence => {
  const byToken = new Map(figures.map((f) => [f.token, f]))
  const byName = Map.groupBy(figures, (f) => f.name)
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
    newest: (name) => {
      const sorted = [...(byName.get(name) ?? [])].sort(
        (a, b) => b.end.localeCompare(a.end) || Number(b.period.startsWith('FY')) - Number(a.period.startsWith('FY')),
      )
      return sorted[0] ? pointOf(sorted[0]) : null
    },
    years,
    anchor,
    label: (name) => byName.get(name)?.[0]?.label ?? null,
  }
}

/** The newest `count` points that follow each other year by year. */
export const recentRun = (points: readonly Point[], count: number): Point[] => {
  const run: Point[] = []
  for (const point of points.toReversed()) {
    const next = run[0]
    if (run.length === count || (next && next.year - point.year !== 1)) break
    run.unshift(point)
  }
  return run
}

/** The point one fiscal year before, in the same series. */
export const yearBefore = (points: readonly Point[], point: Point): Point | null => points.find((p) => p.year === point.year - 1) ?? null
