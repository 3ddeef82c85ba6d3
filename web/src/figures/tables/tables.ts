/** Statement and ratio tables as rows of figures and absences. Pure: what is shown, not how. */
import { CONCEPT_IDS } from '#shared/concepts.ts'
import type { Term } from '#shared/contracts/facts.ts'
import type { FigureEntry } from '#shared/figures.ts'
import { annualColumns, isCumulative, quarterColumns } from '../columns.ts'
import { type Column, type FigureBook, figureAt } from '../figure-index.ts'
import { ADJUSTED, isBeforeSplit } from '../splits.ts'

export const STATEMENTS = ['income', 'balance', 'cash_flow'] as const
export type StatementId = (typeof STATEMENTS)[number]
export const RATIO_GROUPS = [
  'growth',
  'profitability',
  'cash',
  'leverage',
  'liquidity',
  'efficiency',
  'per_share',
  'valuation',
] as const

export interface Missing {
  name: string
  period: string
  /** A reason of the wire, or `unlisted` when the answer says nothing about it. */
  reason: string
  detail: string | null
}
export type Cell =
  | { kind: 'figure'; entry: FigureEntry; beforeSplit: boolean }
  | { kind: 'missing'; missing: Missing }
export interface Row {
  name: string
  term: Term
  /** A subtotal a reader looks for first. */
  strong: boolean
  cells: Cell[]
}
export interface RowGroup {
  group: string
  rows: Row[]
}

const STRONG = new Set(
  (
    'revenue gross_profit operating_income net_income eps_diluted current_assets total_assets current_liabilities total_liabilities total_equity ' +
    'operating_cash_flow investing_cash_flow financing_cash_flow free_cash_flow'
  ).split(' '),
)

const cellAt = (book: FigureBook, name: string, column: Column): Cell => {
  const entry = figureAt(book, name, column)
  if (entry) return { kind: 'figure', entry, beforeSplit: isBeforeSplit(book, name, column) }
  const absence = book.absences.get(`${name}@${column.label}`)
  return {
    kind: 'missing',
    missing: {
      name,
      period: column.label,
      reason: absence?.absent ?? 'unlisted',
      detail: absence?.detail ?? null,
    },
  }
}

const rowOf = (book: FigureBook, name: string, term: Term, columns: Column[]): Row => ({
  name,
  term,
  strong: STRONG.has(name),
  cells: columns.map((column) => cellAt(book, name, column)),
})

export const hasFigure = (row: Row): boolean => row.cells.some((cell) => cell.kind === 'figure')

/**
 * Groups of the dictionary that make up a statement: weighted shares belong under the income
 * statement.
 */
const CONCEPT_GROUPS: Record<StatementId, string[]> = {
  income: ['income', 'shares'],
  balance: ['balance'],
  cash_flow: ['cash_flow'],
}
/** Computed lines readers expect at the foot of a statement. */
const COMPUTED: Record<StatementId, string[]> = {
  income: ['ebitda'],
  balance: ['total_debt', 'net_cash'],
  cash_flow: ['free_cash_flow'],
}

const RANKS = new Map<string, number>(CONCEPT_IDS.map((id, rank) => [id, rank]))
/**
 * Stored inputs come back with the keys of the dictionary in any order: lines stand as in the
 * concept list.
 */
const byRank =
  (ranks: ReadonlyMap<string, number>) =>
  ([a]: [string, Term], [b]: [string, Term]): number =>
    (ranks.get(a) ?? ranks.size) - (ranks.get(b) ?? ranks.size)

/** Formulas in the order in which they were computed, which is the registry's. */
const formulaRanks = (book: FigureBook): Map<string, number> => {
  const ranks = new Map<string, number>()
  for (const { name } of book.financials.derived) if (!ranks.has(name)) ranks.set(name, ranks.size)
  return ranks
}

const numberIn = (cell: Cell | undefined): number | null =>
  cell?.kind === 'figure' ? Number(cell.entry.value) : null

/** A line as filed, and below it the same on today's shares where that says something else. */
const withAdjusted = (book: FigureBook, row: Row, columns: Column[]): Row[] => {
  const name = ADJUSTED[row.name]
  const term = name && book.financials.dictionary.formulas[name]
  if (!term) return [row]
  const adjusted = rowOf(book, name, term, columns)
  const differs = adjusted.cells.some(
    (cell, position) => cell.kind === 'figure' && numberIn(cell) !== numberIn(row.cells[position]),
  )
  return differs ? [row, { ...adjusted, strong: row.strong }] : [row]
}

/** All lines of a statement in the concept list's order, those without any figure too. */
export const statementRows = (
  book: FigureBook,
  statement: StatementId,
  columns: Column[],
): Row[] => {
  const { concepts, formulas } = book.financials.dictionary
  const rows = CONCEPT_GROUPS[statement].flatMap((group) =>
    Object.entries(concepts)
      .filter(([, term]) => term.group === group)
      .sort(byRank(RANKS))
      .flatMap(([name, term]) => withAdjusted(book, rowOf(book, name, term, columns), columns)),
  )
  const computed = COMPUTED[statement].flatMap((name) => {
    const term = formulas[name]
    return term && !concepts[name] ? [rowOf(book, name, term, columns)] : []
  })
  return [...rows, ...computed]
}

export type Frequency = 'annual' | 'quarterly'

/** What a statement opens on: fiscal years, unless only interim periods have a figure of it. */
export const openingFrequency = (book: FigureBook, statement: StatementId): Frequency => {
  const filled = (columns: Column[]): boolean =>
    statementRows(book, statement, columns).some(hasFigure)
  return !filled(annualColumns(book)) && filled(quarterColumns(book)) ? 'quarterly' : 'annual'
}

/** Formulas by group; a group in which nothing could be computed is left out. */
export const ratioGroups = (book: FigureBook, columns: Column[]): RowGroup[] => {
  const ranks = formulaRanks(book)
  return RATIO_GROUPS.map((group) => ({
    group,
    rows: Object.entries(book.financials.dictionary.formulas)
      .filter(([, term]) => term.group === group)
      .sort(byRank(ranks))
      .map(([name, term]) => rowOf(book, name, term, columns)),
  })).filter(({ rows }) => rows.some(hasFigure))
}

/**
 * A line of per-share figures or share counts as each filing had them: a split between two columns
 * makes them incomparable.
 */
export const isAsFiled = (book: FigureBook, row: Row): boolean =>
  row.name in book.financials.dictionary.concepts &&
  (row.term.kind === 'per_share' || row.term.group === 'shares')

/**
 * The row's numbers for a small trend line, null where there is none or it is of several quarters;
 * nothing for a line that a split may break.
 */
export const trendOf = (book: FigureBook, row: Row): (number | null)[] =>
  isAsFiled(book, row)
    ? []
    : row.cells.map((cell) =>
        cell.kind === 'figure' && isCumulative(cell.entry.period) ? null : numberIn(cell),
      )
