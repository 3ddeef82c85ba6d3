import { figuresOf } from '#shared/book/of-content.ts'
import { expect, test } from 'vitest'
import { annualColumns } from './columns.ts'
import { derived, fact, financials, term } from './figures.fixture.ts'
import { statementRows } from './tables/tables.ts'

const year = (concept: string, of: 'FY2024' | 'FY2025', value: string) =>
  fact(concept, of, `${of.slice(2)}-01-01`, `${of.slice(2)}-12-31`, value, 'USD/share')
const adjusted = (of: 'FY2024' | 'FY2025', value: string) =>
  derived(
    'eps_diluted_adjusted',
    of,
    `${of.slice(2)}-01-01`,
    `${of.slice(2)}-12-31`,
    value,
    'USD/share',
    [],
  )

const withEps = (older: string) =>
  figuresOf({
    ...financials,
    facts: [
      year('eps_basic', 'FY2024', '10.1'),
      year('eps_diluted', 'FY2024', '10'),
      year('eps_diluted', 'FY2025', '1.2'),
    ],
    derived: [adjusted('FY2024', older), adjusted('FY2025', '1.2')],
    dictionary: {
      concepts: {
        ...financials.dictionary.concepts,
        eps_basic: term('Basic EPS', '基本每股收益', 'income', 'per_share'),
      },
      formulas: {
        eps_diluted_adjusted: term(
          'Diluted EPS, split-adjusted',
          '稀释每股收益（拆股调整）',
          'per_share',
          'per_share',
        ),
      },
    },
  })
const eps = (older: string) => {
  const figures = withEps(older)
  return statementRows(figures, 'income', annualColumns(figures)).filter((row) =>
    row.name.startsWith('eps'),
  )
}
const marks = (rows: ReturnType<typeof eps>) =>
  Object.fromEntries(
    rows.map((row) => [
      row.name,
      row.cells.map((cell) => cell.kind === 'figure' && cell.beforeSplit),
    ]),
  )

test('a figure filed before a split is marked, also the basic one, and the adjusted line follows the filed one', () => {
  const rows = eps('1')
  expect(rows.map((row) => row.name)).toEqual(['eps_basic', 'eps_diluted', 'eps_diluted_adjusted'])
  expect(marks(rows)).toEqual({
    eps_basic: [true, false],
    eps_diluted: [true, false],
    eps_diluted_adjusted: [false, false],
  })
})

test('without a split nothing is marked and no line is said twice', () => {
  expect(marks(eps('10'))).toEqual({ eps_basic: [false, false], eps_diluted: [false, false] })
})
