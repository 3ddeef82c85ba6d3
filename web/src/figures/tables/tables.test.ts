import { figuresOf } from '#shared/book/of-content.ts'
import { expect, test } from 'vitest'
import { chartSpecs } from '../charts/charts.ts'
import {
  annualColumns,
  balanceColumns,
  type KeyBasis,
  keyColumns,
  quarterColumns,
  trailingColumn,
} from '../columns.ts'
import { hasOtherCurrency } from '../figure-index.ts'
import { fact, financials, term } from '../figures.fixture.ts'
import { keyFigures } from '../key-figures.ts'
import {
  type FigureCell,
  formulaGroups,
  hasFigure,
  openingFrequency,
  otherUnit,
  statementRows,
  trendOf,
  unitOf,
} from './tables.ts'

const figures = figuresOf(financials)
const shown = (cells: FigureCell[]) =>
  cells.map((cell) => (cell.kind === 'figure' ? cell.entry.value : cell.missing.reason))
const row = (rows: ReturnType<typeof statementRows>, name: string) =>
  rows.find((r) => r.name === name)?.cells ?? []

test('fiscal years are columns oldest first, the trailing year only when it is newer', () => {
  expect(annualColumns(figures).map((column) => column.label)).toEqual(['FY2024', 'FY2025'])
  expect(trailingColumn(figures)).toEqual({ label: 'TTM', start: '2025-04-01', end: '2026-03-31' })
  const [, , ...older] = [...financials.facts].reverse()
  const yearEnd = {
    ...financials,
    facts: older,
    derived: financials.derived.map((d) =>
      d.period.startsWith('TTM') ? { ...d, end: '2025-12-31' } : d,
    ),
  }
  expect(trailingColumn(figuresOf(yearEnd))).toBeNull()
})

test('quarters are columns whether filed or derived, at most twelve', () => {
  expect(quarterColumns(figures).map((column) => column.label)).toEqual(['2025Q4', '2026Q1'])
  const many = Array.from({ length: 15 }, (_, i) => {
    const year = 2010 + Math.floor(i / 4)
    return fact(
      'revenue',
      `${year}Q${(i % 4) + 1}`,
      `${year}-0${(i % 4) * 2 + 1}-01`,
      `${year}-0${(i % 4) * 2 + 2}-28`,
      '1',
    )
  })
  const columns = quarterColumns(figuresOf({ ...financials, facts: many, derived: [] }))
  expect(columns).toHaveLength(12)
  expect(columns.at(-1)?.label).toBe('2013Q3')
})

const interimAnswer = {
  ...financials,
  fiscal_years: [],
  facts: [
    fact('revenue', '2025H1', '2025-01-01', '2025-06-30', '60'),
    fact('revenue', '2025-9M', '2025-01-01', '2025-09-30', '95'),
    fact('revenue', '2026Q1', '2026-01-01', '2026-03-31', '40'),
    fact('total_assets', '@2025-09-30', null, '2025-09-30', '480'),
  ],
  derived: [],
}
const interim = figuresOf(interimAnswer)

test('half-years and nine months are columns where no quarter ends with them, and no points of a trend', () => {
  const columns = quarterColumns(interim)
  expect(columns.map((column) => column.label)).toEqual(['2025H1', '2025-9M', '2026Q1'])
  const [revenue] = statementRows(interim, 'income', columns)
  expect(shown(revenue?.cells ?? [])).toEqual(['60', '95', '40'])
  expect(revenue && trendOf(interim, revenue)).toEqual([null, null, 40])
  expect(shown(row(statementRows(interim, 'balance', columns), 'total_assets'))).toEqual([
    'unlisted',
    '480',
    'unlisted',
  ])
  const discrete = figuresOf({
    ...interimAnswer,
    facts: [...interimAnswer.facts, fact('revenue', '2025Q3', '2025-07-01', '2025-09-30', '35')],
  })
  expect(quarterColumns(discrete).map((column) => column.label)).toEqual([
    '2025H1',
    '2025Q3',
    '2026Q1',
  ])
})

test('a statement opens on its fiscal years, or on the interim periods when only those have figures', () => {
  expect([
    openingFrequency(figures, 'income'),
    openingFrequency(figures, 'balance'),
    openingFrequency(figures, 'cash_flow'),
  ]).toEqual(['annual', 'annual', 'annual'])
  expect([openingFrequency(interim, 'income'), openingFrequency(interim, 'balance')]).toEqual([
    'quarterly',
    'quarterly',
  ])
  expect(openingFrequency(interim, 'cash_flow')).toBe('annual')
})

test('the newest balances stand under their quarter, or their day, not under a trailing year', () => {
  const trailing = { label: 'TTM', start: '2025-04-01', end: '2026-03-31' }
  expect(
    balanceColumns(figures, [...annualColumns(figures), trailing]).map(
      ({ label, heading }) => heading ?? label,
    ),
  ).toEqual(['FY2024', 'FY2025', '2026Q1'])
  expect(balanceColumns(figures, [{ ...trailing, end: '2026-06-30' }])[0]?.heading).toBe(
    '2026-06-30',
  )
})

test('a flow is found by its period, a balance by the date the column ends on', () => {
  const columns = [
    ...annualColumns(figures),
    { label: 'TTM', start: '2025-04-01', end: '2026-03-31' },
  ]
  expect(shown(row(statementRows(figures, 'income', columns), 'revenue'))).toEqual([
    '100',
    '120',
    '130',
  ])
  expect(shown(row(statementRows(figures, 'balance', columns), 'total_assets'))).toEqual([
    'unlisted',
    '500',
    '520',
  ])
  expect(
    shown(row(statementRows(figures, 'balance', quarterColumns(figures)), 'total_assets')),
  ).toEqual(['500', '520'])
})

test('a flow of a year never stands in the column of the quarter that ends with it', () => {
  expect(
    shown(row(statementRows(figures, 'income', quarterColumns(figures)), 'net_income')),
  ).toEqual(['unlisted', 'unlisted'])
})

test('a missing figure keeps the reason it was given', () => {
  const [, profitability] = formulaGroups(figures, 'ratios', annualColumns(figures))
  expect(profitability?.rows[0]?.cells[0]).toEqual({
    kind: 'missing',
    missing: {
      name: 'net_margin',
      period: 'FY2024',
      reason: 'not_reported',
      detail: 'net_income was not filed',
    },
  })
})

test('a group in which nothing was computed is left out, a line without figures is kept and known', () => {
  expect(
    formulaGroups(figures, 'ratios', annualColumns(figures)).map(({ group }) => group),
  ).toEqual(['growth', 'profitability'])
  const balance = statementRows(figures, 'balance', annualColumns(figures))
  expect(balance.map((r) => [r.name, hasFigure(r)])).toEqual([
    ['goodwill', false],
    ['total_assets', true],
  ])
})

test('lines stand in the order of the concept list and of the computation, whatever order the dictionary came in', () => {
  const { concepts, formulas } = financials.dictionary
  const turned = figuresOf({
    ...financials,
    dictionary: {
      concepts: Object.fromEntries(Object.entries(concepts).reverse()),
      formulas: Object.fromEntries(
        Object.entries({
          ...formulas,
          a_first: term('Never computed', '从未计算', 'profitability', 'ratio'),
        }).reverse(),
      ),
    },
  })
  expect(statementRows(turned, 'income', annualColumns(turned)).map((r) => r.name)).toEqual([
    'revenue',
    'net_income',
    'eps_diluted',
  ])
  expect(
    formulaGroups(turned, 'ratios', annualColumns(turned)).flatMap(({ rows }) =>
      rows.map((r) => r.name),
    ),
  ).toEqual(['revenue_growth', 'net_margin', 'a_first'])
})

test('per-share lines as filed have no trend line, since a split may lie between two of them', () => {
  const rows = statementRows(figures, 'income', annualColumns(figures))
  const trends = rows.map((r) => [r.name, trendOf(figures, r)])
  expect(trends).toContainEqual(['eps_diluted', []])
  expect(trends).toContainEqual(['net_income', [null, 12]])
})

test('inputs of a derived figure are found by id, also those that share a token with another figure', () => {
  const doubled = figuresOf({
    ...financials,
    facts: [
      ...financials.facts,
      { ...fact('revenue', 'FY2025', '2025-01-01', '2025-12-31', '121'), id: 'other' },
    ],
  })
  expect(doubled.get('revenue@FY2025')?.value).toBe('120')
  expect(doubled.byId('other')?.value).toBe('121')
  expect(doubled.byId('net_margin@FY2025')?.label.en).toBe('Net margin')
})

test('key figures carry the change that was computed, and none of the page’s own', () => {
  const [revenue, income] = keyFigures(figures, annualColumns(figures))
  expect([revenue?.entry.value, revenue?.change?.value, revenue?.history]).toEqual([
    '120',
    '0.2',
    [100, 120],
  ])
  expect([income?.entry.value, income?.change]).toEqual(['12', null])
})

test.each<
  [string, Partial<typeof financials>, KeyBasis, string[], string | undefined, number[] | undefined]
>([
  ['fiscal years', {}, 'year', ['FY2024', 'FY2025'], '120', [100, 120]],
  ['no year: the twelve months', { fiscal_years: [] }, 'twelve_months', ['TTM'], '130', [130]],
  [
    'no year and no twelve months: quarters',
    { fiscal_years: [], derived: financials.derived.filter(({ period }) => !/TTM/.test(period)) },
    'part_of_year',
    ['2025Q4', '2026Q1'],
    '40',
    [35, 40],
  ],
  [
    'half a year is the newest: no line of quarters leads to it',
    {
      fiscal_years: [],
      derived: [],
      facts: [
        fact('revenue', '2025Q1', '2025-01-01', '2025-03-31', '30'),
        fact('revenue', '2025H1', '2025-01-01', '2025-06-30', '60'),
      ],
    },
    'part_of_year',
    ['2025H1'],
    '60',
    [60],
  ],
  [
    'nothing',
    { fiscal_years: [], derived: [], facts: [] },
    'part_of_year',
    [],
    undefined,
    undefined,
  ],
])('key figures of a company with %s', (_, over, basis, labels, newest, history) => {
  const index = figuresOf({ ...financials, ...over })
  const { columns, basis: found } = keyColumns(index)
  expect([found, columns.map(({ label }) => label)]).toEqual([basis, labels])
  const [revenue] = keyFigures(index, columns)
  expect([revenue?.entry.value, revenue?.history]).toEqual([newest, history])
})

test('a chart is drawn only where a series has two points', () => {
  const specs = chartSpecs(figures, annualColumns(figures))
  expect(specs.map((spec) => spec.title)).toEqual(['chart.revenue'])
  expect(specs[0]?.series.map((series) => series.points.map((point) => point?.value))).toEqual([
    ['100', '120'],
  ])
})

test('an older series in another currency is shown in it, and no line leads across the change', () => {
  const year = (n: number, value: string, unit: string) =>
    fact('revenue', `FY${n}`, `${n}-01-01`, `${n}-12-31`, value, unit)
  const changed = figuresOf({
    ...financials,
    fiscal_years: [2022, 2023, 2024, 2025].map((n) => ({
      label: `FY${n}`,
      start: `${n}-01-01`,
      end: `${n}-12-31`,
    })),
    facts: [
      year(2022, '700', 'HKD'),
      year(2023, '780', 'HKD'),
      year(2024, '100', 'USD'),
      year(2025, '120', 'USD'),
    ],
    derived: [],
    absences: [],
  })
  const columns = annualColumns(changed)
  const revenue = statementRows(changed, 'income', columns).find((r) => r.name === 'revenue')
  if (!revenue) throw new Error('no line of revenue')
  expect(unitOf(revenue)).toBe('USD')
  expect(otherUnit(revenue, 'HKD')).toBe('HKD')
  expect(otherUnit(revenue, 'USD')).toBeNull()
  expect(trendOf(changed, revenue)).toEqual([null, null, 100, 120])
  expect(chartSpecs(changed, columns)[0]).toMatchObject({
    unit: 'USD',
    series: [{ points: [null, null, { value: '100' }, { value: '120' }] }],
  })
  expect(keyFigures(changed, columns)[0]?.history).toEqual([null, null, 100, 120])
  expect(hasOtherCurrency(changed)).toBe(true)
  expect(hasOtherCurrency(figures)).toBe(false)
})
