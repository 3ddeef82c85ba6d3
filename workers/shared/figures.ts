/**
 * The index over a company's figures: by token (`{{name@period}}` in prose), by id, and balances by
 * their date. Where prompts are filled, where a report is exported and where the page renders it
 * use the same one, so that a token means the same everywhere. Pure, and without schemas.
 */
import type { Figure } from './contracts/analysis.ts'
import type { Absence, Derived, Fact, Financials, Term } from './contracts/facts.ts'

/** A figure with the fact it is, or the derivation it came from. */
export interface FigureEntry extends Figure {
  origin: { kind: 'fact'; fact: Fact } | { kind: 'derived'; derived: Derived }
}

const QUARTER = /^\d{4}Q[1-4]$/

/** Labels of balance dates: the fiscal year that ends then, else the quarter. */
const labelsByEnd = (financials: Financials): Map<string, string> => {
  const labels = new Map<string, string>()
  for (const f of [...financials.facts, ...financials.derived])
    if (QUARTER.test(f.period)) labels.set(f.end, f.period)
  for (const year of financials.fiscal_years) labels.set(year.end, year.label)
  return labels
}

const periodOfToken = (
  period: string,
  start: string | null,
  end: string,
  labels: Map<string, string>,
  newestTtm: string | null,
): string => {
  if (start === null) return labels.get(end) ?? end
  if (period.startsWith('TTM') && end === newestTtm) return 'TTM'
  return period
}

export interface FigureIndex {
  financials: Financials
  /** By token, `revenue@FY2025`. A fact goes before a derived figure of the same token. */
  byToken: Map<string, FigureEntry>
  /** By id of a fact or derived figure. The inputs of a derived figure are given as such ids. */
  byId: Map<string, FigureEntry>
  /** Balances by `name@end`: one balance date has several labels (FY2025, 2025Q4, TTM). */
  balances: Map<string, FigureEntry>
  /** By `name@period`. */
  absences: Map<string, Absence>
}

export const startOf = ({ origin }: FigureEntry): string | null =>
  origin.kind === 'fact' ? origin.fact.start : origin.derived.start

/** What the dictionary says of a concept or a formula. */
export const termOf = (financials: Financials, name: string): Term | undefined =>
  financials.dictionary.concepts[name] ?? financials.dictionary.formulas[name]

export const indexFigures = (financials: Financials): FigureIndex => {
  const labels = labelsByEnd(financials)
  const newestTtm = financials.derived.reduce<string | null>(
    (newest, d) =>
      d.period.startsWith('TTM') && (newest === null || d.end > newest) ? d.end : newest,
    null,
  )
  const byToken = new Map<string, FigureEntry>()
  const byId = new Map<string, FigureEntry>()
  const balances = new Map<string, FigureEntry>()
  const add = (name: string, f: Fact | Derived, origin: FigureEntry['origin']) => {
    const term = termOf(financials, name)
    const period = periodOfToken(f.period, f.start, f.end, labels, newestTtm)
    const token = `${name}@${period}`
    const isFirst = !byToken.has(token)
    const entry: FigureEntry = {
      // A figure whose token is another's is named by its own period.
      token: isFirst ? token : `${name}@${f.period}`,
      id: f.id,
      name,
      label: { en: term?.en ?? name, zh: term?.zh ?? name },
      group: term?.group ?? 'other',
      period: isFirst ? period : f.period,
      end: f.end,
      value: f.value,
      unit: f.unit,
      origin,
    }
    if (isFirst) {
      byToken.set(token, entry)
      if (f.start === null) balances.set(`${name}@${f.end}`, entry)
    }
    if (isFirst || !byId.has(f.id)) byId.set(f.id, entry)
  }
  for (const fact of financials.facts) add(fact.concept, fact, { kind: 'fact', fact })
  for (const derived of financials.derived) add(derived.name, derived, { kind: 'derived', derived })
  const absences = new Map(
    financials.absences.map((absence) => [`${absence.name}@${absence.period}`, absence]),
  )
  return { financials, byToken, byId, balances, absences }
}

/** The index as a module sees it: the figures it was given, which have no origins. */
export interface FigureTable {
  byToken: ReadonlyMap<string, Figure>
  /** Figures of one name, in the order they were given. */
  byName: ReadonlyMap<string, readonly Figure[]>
}

export const indexTable = (figures: readonly Figure[]): FigureTable => ({
  byToken: new Map(figures.map((figure) => [figure.token, figure])),
  byName: Map.groupBy(figures, ({ name }) => name),
})

/**
 * Parts of a year older than this tell a module nothing that the fiscal years do not; with all of
 * them a module's request passes 1 MB.
 */
const INTERIM_YEARS = 3
const WHOLE = /^(?:FY\d{4}|TTM)$/

const isRecent = (figure: Figure, newest: string): boolean =>
  WHOLE.test(figure.period) ||
  Number(newest.slice(0, 4)) - Number(figure.end.slice(0, 4)) < INTERIM_YEARS

/**
 * The table a module gets: the figures of its groups, newest period first, without their origins;
 * of quarters and half-years the recent ones.
 */
export const figuresFor = (
  { byToken }: Pick<FigureIndex, 'byToken'>,
  groups: readonly string[],
): Figure[] => {
  const figures = [...byToken.values()]
    .filter((f) => groups.includes(f.group))
    .sort((a, b) => (a.end === b.end ? a.token.localeCompare(b.token) : b.end.localeCompare(a.end)))
  const newest = figures[0]?.end ?? ''
  return figures.filter((f) => isRecent(f, newest)).map(({ origin: _, ...figure }) => figure)
}
