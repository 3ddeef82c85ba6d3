/**
 * A company's figures, looked up the ways the page needs: by token, by id, by name and column, and
 * the absences. Pure.
 */
import type { Absence, Derived, Fact, Financials, Term } from '#shared/contracts/facts.ts'
import { type FigureEntry, figureIndex } from '#shared/figures.ts'

export interface FigureBook {
  financials: Financials
  /** By token, `revenue@FY2025`. */
  index: Map<string, FigureEntry>
  /** By id of a fact or derived figure: what the inputs of a derived figure are named by. */
  byId: Map<string, FigureEntry>
  /** Balances by `name@end`: one balance date has several labels (FY2025, 2025Q4, TTM). */
  balances: Map<string, FigureEntry>
  absences: Map<string, Absence>
}

/** A period that is a column of a table. `end` finds balances, `label` finds the rest. */
export interface Column {
  label: string
  start: string | null
  end: string
  /** What stands above the column where the label does not fit its figures. */
  heading?: string
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

export const figureBook = (financials: Financials): FigureBook => {
  const index = figureIndex(financials)
  const byId = new Map([...index.values()].map((entry) => [entry.id, entry]))
  for (const fact of financials.facts)
    if (!byId.has(fact.id))
      byId.set(fact.id, entryOf(financials, fact.concept, fact, { kind: 'fact', fact }))
  for (const derived of financials.derived)
    if (!byId.has(derived.id))
      byId.set(derived.id, entryOf(financials, derived.name, derived, { kind: 'derived', derived }))
  const balances = new Map<string, FigureEntry>()
  for (const entry of index.values())
    if (startOf(entry) === null) balances.set(`${entry.name}@${entry.end}`, entry)
  const absences = new Map(
    financials.absences.map((absence) => [`${absence.name}@${absence.period}`, absence]),
  )
  return { financials, index, byId, balances, absences }
}

/** The figure of that name in that column: over the period, or the balance at its end. */
export const figureAt = (book: FigureBook, name: string, column: Column): FigureEntry | undefined =>
  book.index.get(`${name}@${column.label}`) ?? book.balances.get(`${name}@${column.end}`)

/**
 * The first of several names that has a figure in that column, e.g. net_income before
 * net_income_total.
 */
export const firstFigureAt = (
  book: FigureBook,
  names: readonly string[],
  column: Column,
): FigureEntry | undefined => {
  for (const name of names) {
    const found = figureAt(book, name, column)
    if (found) return found
  }
  return undefined
}
