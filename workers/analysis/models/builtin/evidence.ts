/**
 * Arranges the figures of a request as series and points for the rules. Every point carries the
 * token that cites it. Pure.
 */
import { comparableFrom } from '#shared/book/breaks.ts'
import { CONCEPT_IDS, conceptOf } from '#shared/concepts.ts'
import type { Figure } from '#shared/contracts/analysis.ts'
import type { Break } from '#shared/contracts/facts.ts'
import { indexTable } from '#shared/book/rows.ts'
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

/**
 * The figures that conclusions may rest on. A figure in doubt (a check failed for it or for what it
 * rests on) and an amount in another currency than the company's are left out; `shown` and `all`
 * have them, for tables.
 */
export interface Evidence {
  /**
   * The values of a figure for fiscal years, oldest first; after a break only the years that can be
   * compared with the newest.
   */
  annual(name: string): Point[]
  /** The figure for the newest fiscal year of the company, or null. */
  now(name: string): Point | null
  at(name: string, period: string): Point | null
  /**
   * The figure for the newest twelve months. This is the TTM, or the fiscal year when it ends on
   * the same date or later. Null when that one is in doubt.
   */
  newest(name: string): Point | null
  /** A balance at its newest date. Null when there is none, or when that one is in doubt. */
  latest(name: string): Point | null
  /** A balance at its newest date, where the newest fiscal year has none. */
  newBalance(name: string): Point | null
  /** The values of a figure for quarters, oldest first. */
  quarters(name: string): Point[]
  /** As `annual`, with figures in doubt and those in another currency. */
  all(name: string): Point[]
  /** As `at`, with figures in doubt and those in another currency. */
  shown(name: string, period: string): Point | null
  /** Whether the figure for the newest fiscal year is known, but in doubt. */
  inDoubt(name: string): boolean
  /** Whether earlier years of the figure are known, but cannot be compared with the newest. */
  isBroken(name: string): boolean
  /** The figures in doubt, newest first. */
  doubted: readonly Figure[]
  /**
   * The newest part of a year (quarter, half or nine months) that ends after the newest fiscal
   * year, with what was reported for it. Without a fiscal year it is the newest of all parts.
   */
  interim: { period: string; points: Point[] } | null
  /** Fiscal years for which anything is known, oldest first. */
  years: string[]
  /**
   * The period that is judged: the newest fiscal year with a result; without one the last twelve
   * months, without these the newest part of a year. Null when no result is known.
   */
  anchor: string | null
  /** What the anchor is; null when there is none. */
  basis: 'year' | 'twelve_months' | 'part' | null
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
  'net_income_growth',
  'net_margin',
  'operating_cash_flow',
]
const BALANCES: ReadonlySet<string> = new Set(
  CONCEPT_IDS.filter((id) => conceptOf(id).statement === 'balance'),
)
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

const newestOf = (figures: readonly Figure[]): Figure | null =>
  figures.toSorted(
    (a, b) =>
      b.end.localeCompare(a.end) ||
      Number(FISCAL_YEAR.test(b.period)) - Number(FISCAL_YEAR.test(a.period)),
  )[0] ?? null

const AMOUNT = /^([A-Z]{3})(?:\/share)?$/
const oldestFirst = (a: Figure, b: Figure): number => a.end.localeCompare(b.end)

/** The series of one set of figures. */
const seriesOf = (figures: readonly Figure[]) => {
  const { byToken, byName } = indexTable(figures)
  return {
    of: (name: string, pattern: RegExp): Point[] =>
      (byName.get(name) ?? [])
        .filter((f) => pattern.test(f.period))
        .sort(oldestFirst)
        .map(pointOf),
    at: (name: string, period: string): Point | null => {
      const figure = byToken.get(`${name}@${period}`)
      return figure ? pointOf(figure) : null
    },
    named: (name: string): readonly Figure[] => byName.get(name) ?? [],
  }
}

/** Matches one label alone; nothing where there is none. */
const exactly = (period: string | null): RegExp =>
  period === null ? /(?!)/ : new RegExp(`^${period}$`)

/** The period that is judged, of those with a result: a year, else twelve months, else a part. */
const anchorOf = (figures: readonly Figure[]): Pick<Evidence, 'anchor' | 'basis'> => {
  const results = figures.filter((f) => RESULTS.includes(f.name)).sort(oldestFirst)
  for (const [basis, pattern] of [
    ['year', FISCAL_YEAR],
    ['twelve_months', /^TTM/],
    ['part', PART_OF_YEAR],
  ] as const) {
    const anchor = results.filter((f) => pattern.test(f.period)).at(-1)?.period
    if (anchor) return { anchor, basis }
  }
  return { anchor: null, basis: null }
}

/** `currency`: that of the company's newest balance sheet; null when any is taken. */
export const evidenceOf = (
  figures: readonly Figure[],
  currency: string | null,
  breaks: readonly Break[] = [],
): Evidence => {
  const starts = comparableFrom(breaks)
  const inCurrency = (figure: Figure): boolean => {
    const other = AMOUNT.exec(figure.unit)?.[1]
    return other === undefined || currency === null || other === currency
  }
  const isSound = (figure: Figure): boolean => !figure.doubts?.length && inCurrency(figure)
  const everything = seriesOf(figures)
  const sound = seriesOf(figures.filter(isSound))
  const annual = figures.filter((f) => FISCAL_YEAR.test(f.period)).sort(oldestFirst)
  const { anchor, basis } = anchorOf(figures)
  const judged = basis === 'year' ? FISCAL_YEAR : exactly(anchor)
  const end = figures.find((f) => f.period === anchor)?.end ?? ''
  /** A balance has the label of its day, or of the part of a year that ends with it. */
  const balanceAtEnd = (name: string): Point | null => {
    if (basis === 'year' || !BALANCES.has(name)) return null
    const found = sound.named(name).find((f) => f.end === end)
    return found ? pointOf(found) : null
  }
  const soundOr = (figure: Figure | null): Point | null =>
    figure && isSound(figure) ? pointOf(figure) : null
  return {
    annual: (name) =>
      sound
        .of(name, judged)
        .filter(({ period }) => basis !== 'year' || period >= (starts.get(name) ?? '')),
    quarters: (name) => sound.of(name, QUARTER),
    at: sound.at,
    now: (name) => (anchor ? (sound.at(name, anchor) ?? balanceAtEnd(name)) : null),
    newest: (name) =>
      soundOr(newestOf(everything.named(name).filter((f) => TWELVE_MONTHS.test(f.period)))),
    latest: (name) => soundOr(newestOf(everything.named(name))),
    newBalance: (name) =>
      BALANCES.has(name) && everything.named(name).every(({ period }) => period !== anchor)
        ? soundOr(newestOf(everything.named(name)))
        : null,
    all: (name) => everything.of(name, FISCAL_YEAR),
    shown: everything.at,
    inDoubt: (name) =>
      everything.named(name).some((f) => f.period === anchor && (f.doubts?.length ?? 0) > 0),
    isBroken: (name) => starts.has(name),
    doubted: figures
      .filter((f) => (f.doubts?.length ?? 0) > 0)
      .toSorted((a, b) => b.end.localeCompare(a.end)),
    interim: interimOf(figures.filter(isSound), basis === 'year' ? end : ''),
    basis,
    years: [...new Set(annual.map((f) => f.period))],
    anchor,
    label: (name) => everything.named(name)[0]?.label ?? null,
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
export const isFromOutside = (net: number, operating: number): boolean =>
  operating > 0 && net > operating * THRESHOLDS.outside_income

export const hasOutsideIncome = (e: Evidence): boolean => {
  const [net, operating] = [e.now('net_income'), e.now('operating_income')]
  return net !== null && operating !== null && isFromOutside(net.value, operating.value)
}

/** The point of the same series one fiscal year earlier. Null when there is none. */
export const yearBefore = (points: readonly Point[], point: Point): Point | null =>
  points.find((p) => p.year === point.year - 1) ?? null
