/**
 * An index over a company's figures: by token, by id, and by name and column. It holds the absences
 * too. Pure.
 */
import type { Absence, Derived, Fact, Financials, Term } from '#shared/contracts/facts.ts'
import { type FigureEntry, figureIndex } from '#shared/figures.ts'

export interface FigureIndex {
  financials: Financials
  /** By token, `revenue@FY2025`. */
  byToken: Map<string, FigureEntry>
  /** By id of a fact or derived figure. The inputs of a derived figure are given as such ids. */
  byId: Map<string, FigureEntry>
  /** Balances by `name@end`: one balance date has several labels (FY2025, 2025Q4, TTM). */
  balances: Map<string, FigureEntry>
  absences: Map<string, Absence>
}

/**
 * A period that is a column of a table. Balances are found by `end`, all other figures by `label`.
 */
export interface PeriodColumn {
  label: string
  start: string | null
  end: string
  /** The head of the column, where the label does not fit its figures. */
  heading?: string
}

/** A place in a table or an origin where a figure is missing, and why. */
export interface MissingFigure {
  name: string
  period: string
  /** The reason from the answer, or `unlisted` when the answer says nothing about the figure. */
  reason: string
  detail: string | null
}

export const startOf = (entry: FigureEntry): string | null =>
  entry.origin.kind === 'fact' ? entry.origin.fact.start : entry.origin.derived.start

export const termOf = (financials: Financials, name: string): Term | undefined =>
  financials.dictionary.concepts[name] ?? financials.dictionary.formulas[name]

/** An entry for a figure that shares its token with another one. */
const entryOf = (
  financials: Financials,
  name: string,
  f: Fact | Derived,
  origin: FigureEntry['origin'],
): FigureEntry => {
  const term = termOf(financials, name)
  return {
    token: `${name}@${f.period}`,
    id: f.id,
    name,
    label: { en: term?.en ?? name, zh: term?.zh ?? name },
    group: term?.group ?? 'other',
    period: f.period,
    end: f.end,
    value: f.value,
    unit: f.unit,
    origin,
  }
}

export const indexFigures = (financials: Financials): FigureIndex => {
  const byToken = figureIndex(financials)
  const byId = new Map([...byToken.values()].map((entry) => [entry.id, entry]))
  for (const fact of financials.facts)
    if (!byId.has(fact.id))
      byId.set(fact.id, entryOf(financials, fact.concept, fact, { kind: 'fact', fact }))
  for (const derived of financials.derived)
    if (!byId.has(derived.id))
      byId.set(derived.id, entryOf(financials, derived.name, derived, { kind: 'derived', derived }))
  const balances = new Map<string, FigureEntry>()
  for (const entry of byToken.values())
    if (startOf(entry) === null) balances.set(`${entry.name}@${entry.end}`, entry)
  const absences = new Map(
    financials.absences.map((absence) => [`${absence.name}@${absence.period}`, absence]),
  )
  return { financials, byToken: byToken, byId, balances, absences }
}

/** The figure of that name in that column: over the period, or the balance at its end. */
export const figureAt = (
  figures: FigureIndex,
  name: string,
  column: PeriodColumn,
): FigureEntry | undefined =>
  figures.byToken.get(`${name}@${column.label}`) ?? figures.balances.get(`${name}@${column.end}`)

/**
 * The first of several names that has a figure in that column, e.g. net_income before
 * net_income_total.
 */
export const firstFigureAt = (
  figures: FigureIndex,
  names: readonly string[],
  column: PeriodColumn,
): FigureEntry | undefined => {
  for (const name of names) {
    const found = figureAt(figures, name, column)
    if (found) return found
  }
  return undefined
}
