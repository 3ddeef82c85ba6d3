/**
 * The list as rows of a sheet: numbers stay numbers in full, texts stay texts. Pure; the writers
 * are beside it.
 */
import type { Expression } from '#shared/screen/ast.ts'
import type { Companies } from '#shared/screen/table.ts'

export interface SheetColumn {
  /** As the reader sees it. */
  label: string
  /** As it stands in the screen's text. */
  text: string
  of: Expression
  values: Float64Array
  percent: boolean
}

export interface Sheet {
  head: string[]
  /** By column: whether its numbers are shares of one, to be shown as per cent. */
  percent: boolean[]
  rows: (string | number | null)[][]
}

export interface SheetWords {
  code: string
  market: string
  name: string
  industry: string
  currency: string
  year_end: string
}

export const sheetOf = (
  companies: Companies,
  list: ArrayLike<number>,
  columns: readonly SheetColumn[],
  words: SheetWords,
  nameOf: (row: number) => string,
): Sheet => ({
  head: [
    words.code,
    words.name,
    words.market,
    words.industry,
    words.currency,
    words.year_end,
    ...columns.map(({ label, text }) => (label === text ? text : `${label} [${text}]`)),
  ],
  percent: [false, false, false, false, false, false, ...columns.map(({ percent }) => percent)],
  rows: Array.from({ length: list.length }, (_, place) => {
    const row = list[place] ?? 0
    const id = companies.ids[row] ?? ''
    return [
      id.slice(id.indexOf(':') + 1),
      nameOf(row),
      companies.markets[row] ?? null,
      companies.industries[row] ?? null,
      companies.currencies[row] ?? null,
      companies.year_ends[row] ?? null,
      ...columns.map(({ values }) => {
        const value = values[row] ?? Number.NaN
        return Number.isFinite(value) ? value : null
      }),
    ]
  }),
})
