/**
 * The figures of a module as slim rows: token, value, unit, last day and doubts, and the words of
 * each name once. Pure, and without schemas.
 */
import type { AnalyzeRequest, Figure, FigureDoubt, FigureRow } from '../contracts/analysis.ts'
import type { Break } from '../contracts/facts.ts'
import type { FigureIndex } from './figure-index.ts'

type RowContext = AnalyzeRequest['context']
/** Rows of figures, and the words that they need. */
export type RowTable = Pick<RowContext, 'figures' | 'terms' | 'checks'>

const newestFirst = (a: FigureRow, b: FigureRow): number =>
  a.end === b.end ? a.token.localeCompare(b.token) : b.end.localeCompare(a.end)

/** `revenue@FY2025` is `revenue` of `FY2025`. */
const nameOf = (token: string): string => token.slice(0, token.indexOf('@'))
const periodOf = (token: string): string => token.slice(token.indexOf('@') + 1)

/** The figures of these groups, newest period first: of more than `most` the newest. */
export const rowsFor = (index: FigureIndex, groups: readonly string[], most: number): RowTable => {
  const table: RowTable = { figures: [], terms: {}, checks: {} }
  for (const { token, name, label, end, value, unit, doubts } of index.entries(groups)) {
    table.terms[name] ??= label
    table.figures.push({
      token,
      value,
      unit,
      end,
      ...(doubts && { doubts: doubts.map((d) => ({ check: d.check, figure: d.token })) }),
    })
    for (const { check, names, figure, token: failed } of doubts ?? []) {
      table.checks[check] ??= names
      table.terms[nameOf(failed)] ??= figure
    }
  }
  table.figures = table.figures.sort(newestFirst).slice(0, most)
  return table
}

/** The breaks in the series of these rows. */
export const breaksFor = (breaks: readonly Break[], rows: readonly FigureRow[]): Break[] => {
  const given = new Set(rows.map(({ token }) => nameOf(token)))
  return breaks.filter(({ name }) => given.has(name))
}

/** The figures with their words. A name or a check without words is called as it is. */
export const readRows = ({ figures, terms, checks }: RowTable): Figure[] => {
  const words = (name: string) => terms[name] ?? { en: name, zh: name }
  const doubt = ({ check, figure: token }: { check: string; figure: string }): FigureDoubt => ({
    check,
    token,
    names: checks[check] ?? { en: check, zh: check },
    figure: words(nameOf(token)),
    period: periodOf(token),
  })
  return figures.map(({ token, end, value, unit, doubts }) => {
    const name = nameOf(token)
    return {
      token,
      name,
      label: words(name),
      period: periodOf(token),
      end,
      value,
      unit,
      ...(doubts && { doubts: doubts.map(doubt) }),
    }
  })
}

/** The index over the figures that a module was given. */
export interface FigureTable {
  byToken: ReadonlyMap<string, Figure>
  /** The figures of each name, in the order in which they were given. */
  byName: ReadonlyMap<string, readonly Figure[]>
}

export const indexTable = (figures: readonly Figure[]): FigureTable => ({
  byToken: new Map(figures.map((figure) => [figure.token, figure])),
  byName: Map.groupBy(figures, ({ name }) => name),
})
