/** Statement and ratio tables as rows of figures and absences. Pure. */
import { CONCEPT_IDS } from '#shared/concepts.ts'
import type { Term } from '#shared/contracts/facts.ts'
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
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
/** Scores have many parts and a table of their own, apart from the ratios. */
const GROUPS = { ratios: RATIO_GROUPS, scores: ['score'] } as const
export type ComputedPart = keyof typeof GROUPS
/** What a table of figures shows. */
export type FiguresPart = StatementId | ComputedPart
export const isComputed = (part: FiguresPart): part is ComputedPart => part in GROUPS

export type FigureCell =
  | { kind: 'figure'; entry: FigureEntry; beforeSplit: boolean }
  | { kind: 'missing'; missing: FigureGap }
export interface FigureTableRow {
  name: string
  term: Term
  /** A line that is set in bold: a subtotal that readers look for first. */
  strong: boolean
  cells: FigureCell[]
}
export interface FigureRowGroup {
  group: string
  rows: FigureTableRow[]
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
  const absence = figures.absence(name, column.label)
  return {
    kind: 'missing',
    missing: {
      name,
      period: column.label,
      reason: absence?.absent ?? 'unlisted',
      detail: absence?.detail ?? null,
      ...(absence?.detail_zh !== undefined && { detail_zh: absence.detail_zh }),
    },
  }
}

const rowOf = (
  figures: FigureIndex,
  name: string,
  term: Term,
  columns: PeriodColumn[],
): FigureTableRow => ({
  name,
  term,
  strong: STRONG.has(name),
  cells: columns.map((column) => cellAt(figures, name, column)),
})

export const hasFigure = (row: FigureTableRow): boolean =>
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
const formulaRanks = (figures: FigureIndex): Map<string, number> =>
  new Map(figures.derivedNames.map((name, rank) => [name, rank]))

const numberIn = (cell: FigureCell | undefined): number | null =>
  cell?.kind === 'figure' ? Number(cell.entry.value) : null

/** A line as filed, followed by the same line on today's shares where the two differ. */
const withAdjusted = (
  figures: FigureIndex,
  row: FigureTableRow,
  columns: PeriodColumn[],
): FigureTableRow[] => {
  const name = ADJUSTED[row.name]
  const term = name && figures.about.dictionary.formulas[name]
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
): FigureTableRow[] => {
  const { concepts, formulas } = figures.about.dictionary
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
export const formulaGroups = (
  figures: FigureIndex,
  part: ComputedPart,
  columns: PeriodColumn[],
): FigureRowGroup[] => {
  const ranks = formulaRanks(figures)
  return GROUPS[part]
    .map((group) => ({
      group,
      rows: Object.entries(figures.about.dictionary.formulas)
        .filter(([, term]) => term.group === group)
        .sort(byRank(ranks))
        .map(([name, term]) => rowOf(figures, name, term, columns)),
    }))
    .filter(({ rows }) => rows.some(hasFigure))
}

/**
 * Whether a line is of per-share figures or share counts as filed. A split between two columns
 * makes such figures incomparable.
 */
export const isAsFiled = (figures: FigureIndex, row: FigureTableRow): boolean =>
  row.name in figures.about.dictionary.concepts &&
  (row.term.kind === 'per_share' || row.term.group === 'shares')

/** The unit of a line: that of its newest figure; null for a line without one. */
export const unitOf = ({ cells }: FigureTableRow): string | null => {
  const newest = cells.findLast((cell) => cell.kind === 'figure')
  return newest?.kind === 'figure' ? newest.entry.unit : null
}

/**
 * The unit of a figure of an older series in another currency than its line; null where it is the
 * line's own.
 */
export const otherUnit = (row: FigureTableRow, unit: string): string | null =>
  unit === unitOf(row) ? null : unit

/**
 * The row's numbers for a small trend line: null where there is no figure, where it is of several
 * quarters, or in another unit than the newest. Empty for a line that a split may break.
 */
export const trendOf = (figures: FigureIndex, row: FigureTableRow): (number | null)[] =>
  isAsFiled(figures, row)
    ? []
    : row.cells.map((cell) =>
        cell.kind === 'figure' &&
        (isCumulative(cell.entry.period) || otherUnit(row, cell.entry.unit) !== null)
          ? null
          : numberIn(cell),
      )
