/** Statement and ratio tables as rows of figures and absences. Pure. */
import { CONCEPT_IDS } from '#shared/concepts.ts'
import type { Term } from '#shared/contracts/facts.ts'
import type { FigureEntry, FigureIndex } from '#shared/figures.ts'
import { annualColumns, isCumulative, quarterColumns } from '../columns.ts'
import { figureAt, type FigureGap, type PeriodColumn } from '../figure-index.ts'
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

export type FigureCell =
  | { kind: 'figure'; entry: FigureEntry; beforeSplit: boolean }
  | { kind: 'missing'; missing: FigureGap }
export interface FigureRow {
  name: string
  term: Term
  /** A line that is set in bold: a subtotal that readers look for first. */
  strong: boolean
  cells: FigureCell[]
}
export interface FigureRowGroup {
  group: string
  rows: FigureRow[]
}

const STRONG = new Set(
  (
    'revenue gross_profit operating_income net_income eps_diluted current_assets total_assets current_liabilities total_liabilities total_equity ' +
    'operating_cash_flow investing_cash_flow financing_cash_flow free_cash_flow'
  ).split(' '),
)

const cellAt = (figures: FigureIndex, name: string, column: PeriodColumn): FigureCell => {
  const entry = figureAt(figures, name, column)
  if (entry) return { kind: 'figure', entry, beforeSplit: isBeforeSplit(figures, name, column) }
  const absence = figures.absences.get(`${name}@${column.label}`)
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

const rowOf = (
  figures: FigureIndex,
  name: string,
  term: Term,
  columns: PeriodColumn[],
): FigureRow => ({
  name,
  term,
  strong: STRONG.has(name),
  cells: columns.map((column) => cellAt(figures, name, column)),
})

export const hasFigure = (row: FigureRow): boolean =>
  row.cells.some((cell) => cell.kind === 'figure')

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
 * Lines stand in the order of the concept list, since stored inputs have the keys of their
 * dictionary in any order.
 */
const byRank =
  (ranks: ReadonlyMap<string, number>) =>
  ([a]: [string, Term], [b]: [string, Term]): number =>
    (ranks.get(a) ?? ranks.size) - (ranks.get(b) ?? ranks.size)

/** Formulas in the order in which they were computed, which is the registry's. */
const formulaRanks = (figures: FigureIndex): Map<string, number> => {
  const ranks = new Map<string, number>()
  for (const { name } of figures.financials.derived)
    if (!ranks.has(name)) ranks.set(name, ranks.size)
  return ranks
}

const numberIn = (cell: FigureCell | undefined): number | null =>
  cell?.kind === 'figure' ? Number(cell.entry.value) : null

/** A line as filed, followed by the same line on today's shares where the two differ. */
const withAdjusted = (
  figures: FigureIndex,
  row: FigureRow,
  columns: PeriodColumn[],
): FigureRow[] => {
  const name = ADJUSTED[row.name]
  const term = name && figures.financials.dictionary.formulas[name]
  if (!term) return [row]
  const adjusted = rowOf(figures, name, term, columns)
  const differs = adjusted.cells.some(
    (cell, position) => cell.kind === 'figure' && numberIn(cell) !== numberIn(row.cells[position]),
  )
  return differs ? [row, { ...adjusted, strong: row.strong }] : [row]
}

/** All lines of a statement in the order of the concept list, also those without a figure. */
export const statementRows = (
  figures: FigureIndex,
  statement: StatementId,
  columns: PeriodColumn[],
): FigureRow[] => {
  const { concepts, formulas } = figures.financials.dictionary
  const rows = CONCEPT_GROUPS[statement].flatMap((group) =>
    Object.entries(concepts)
      .filter(([, term]) => term.group === group)
      .sort(byRank(RANKS))
      .flatMap(([name, term]) =>
        withAdjusted(figures, rowOf(figures, name, term, columns), columns),
      ),
  )
  const computed = COMPUTED[statement].flatMap((name) => {
    const term = formulas[name]
    return term && !concepts[name] ? [rowOf(figures, name, term, columns)] : []
  })
  return [...rows, ...computed]
}

export type Frequency = 'annual' | 'quarterly'

/** The frequency a statement opens with: fiscal years, or quarters when only these have figures. */
export const openingFrequency = (figures: FigureIndex, statement: StatementId): Frequency => {
  const filled = (columns: PeriodColumn[]): boolean =>
    statementRows(figures, statement, columns).some(hasFigure)
  return !filled(annualColumns(figures)) && filled(quarterColumns(figures)) ? 'quarterly' : 'annual'
}

/** Formulas by group; a group in which nothing could be computed is left out. */
export const ratioGroups = (figures: FigureIndex, columns: PeriodColumn[]): FigureRowGroup[] => {
  const ranks = formulaRanks(figures)
  return RATIO_GROUPS.map((group) => ({
    group,
    rows: Object.entries(figures.financials.dictionary.formulas)
      .filter(([, term]) => term.group === group)
      .sort(byRank(ranks))
      .map(([name, term]) => rowOf(figures, name, term, columns)),
  })).filter(({ rows }) => rows.some(hasFigure))
}

/**
 * Whether a line is of per-share figures or share counts as filed. A split between two columns
 * makes such figures incomparable.
 */
export const isAsFiled = (figures: FigureIndex, row: FigureRow): boolean =>
  row.name in figures.financials.dictionary.concepts &&
  (row.term.kind === 'per_share' || row.term.group === 'shares')

/**
 * The row's numbers for a small trend line: null where there is no figure or where it is of several
 * quarters. Empty for a line that a split may break.
 */
export const trendOf = (figures: FigureIndex, row: FigureRow): (number | null)[] =>
  isAsFiled(figures, row)
    ? []
    : row.cells.map((cell) =>
        cell.kind === 'figure' && isCumulative(cell.entry.period) ? null : numberIn(cell),
      )
