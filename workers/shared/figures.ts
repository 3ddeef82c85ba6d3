/**
 * Figures by token: what `{{name@period}}` refers to, from a company's financials. Pure; used where
 * prompts are filled, where a report is exported and where the page renders prose, so that a token
 * means the same everywhere.
 */
import type { Figure } from './contracts/analysis.ts'
import type { Derived, Fact, Financials } from './contracts/facts.ts'

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

/** Every figure, by token. A fact goes before a derived figure of the same token. */
export const figureIndex = (financials: Financials): Map<string, FigureEntry> => {
  const labels = labelsByEnd(financials)
  const newestTtm = financials.derived.reduce<string | null>(
    (newest, d) =>
      d.period.startsWith('TTM') && (newest === null || d.end > newest) ? d.end : newest,
    null,
  )
  const index = new Map<string, FigureEntry>()
  const add = (name: string, f: Fact | Derived, origin: FigureEntry['origin']) => {
    const term = financials.dictionary.concepts[name] ?? financials.dictionary.formulas[name]
    const period = periodOfToken(f.period, f.start, f.end, labels, newestTtm)
    const token = `${name}@${period}`
    if (index.has(token)) return
    index.set(token, {
      token,
      id: f.id,
      name,
      label: { en: term?.en ?? name, zh: term?.zh ?? name },
      group: term?.group ?? 'other',
      period,
      end: f.end,
      value: f.value,
      unit: f.unit,
      origin,
    })
  }
  for (const fact of financials.facts) add(fact.concept, fact, { kind: 'fact', fact })
  for (const derived of financials.derived) add(derived.name, derived, { kind: 'derived', derived })
  return index
}

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
  index: Map<string, FigureEntry>,
  groups: readonly string[],
): Figure[] => {
  const figures = [...index.values()]
    .filter((f) => groups.includes(f.group))
    .sort((a, b) => (a.end === b.end ? a.token.localeCompare(b.token) : b.end.localeCompare(a.end)))
  const newest = figures[0]?.end ?? ''
  return figures.filter((f) => isRecent(f, newest)).map(({ origin: _, ...figure }) => figure)
}
