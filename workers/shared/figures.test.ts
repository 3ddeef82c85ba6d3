/** Which figures a module is given. */
import { expect, test } from 'vitest'
import type { Derived } from './contracts/facts.ts'
import { type FigureEntry, figuresFor } from './figures.ts'

const derived: Derived = {
  id: 'x',
  name: 'x',
  formula: 'x',
  period: 'FY2025',
  start: null,
  end: '2025-12-31',
  value: '1',
  unit: 'ratio',
  inputs: [],
}
const entry = (period: string, end: string, group = 'growth'): [string, FigureEntry] => {
  const token = `revenue_growth@${period}`
  return [
    token,
    {
      token,
      id: token,
      name: 'revenue_growth',
      label: { en: 'Growth', zh: '增长' },
      group,
      period,
      end,
      value: '0.1',
      unit: 'ratio',
      origin: { kind: 'derived', derived },
    },
  ]
}

test('parts of a year are given for three years, whole years without end', () => {
  const byToken = new Map([
    entry('2025Q3', '2025-09-30'),
    entry('2023Q1', '2023-03-31'),
    entry('2022Q4', '2022-12-31'),
    entry('2022H1', '2022-06-30'),
    entry('FY2016', '2016-12-31'),
    entry('TTM', '2025-09-29'),
    entry('FY2024', '2024-12-31', 'cash'),
  ])
  expect(figuresFor({ byToken }, ['growth']).map(({ period }) => period)).toEqual([
    '2025Q3',
    'TTM',
    '2023Q1',
    'FY2016',
  ])
})
