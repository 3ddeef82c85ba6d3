import { figuresOf } from '#shared/book/of-content.ts'
import { expect, test } from 'vitest'
import { derived, fact, financials } from './figures.fixture.ts'
import { filingsBehind, filingsOf } from './filings.ts'

const filed = (concept: string, record: string, on: string) => ({
  ...fact(concept, 'FY2025', '2025-01-01', '2025-12-31', '1'),
  id: `${concept} in ${record}`,
  provider_record: record,
  filed_at: on,
})
const facts = [
  filed('revenue', 'a', '2025-02-01'),
  filed('net_income', 'a', '2025-02-01'),
  filed('goodwill', 'b', '2026-02-01'),
]

test('filings are counted once, the newest first', () => {
  expect(filingsOf(facts).map(({ record, filed_at }) => [record, filed_at])).toEqual([
    ['b', '2026-02-01'],
    ['a', '2025-02-01'],
  ])
})

test('a figure computed from computed figures leads to the filings under all of them', () => {
  const margin = derived('margin', 'FY2025', '2025-01-01', '2025-12-31', '1', 'ratio', [
    'revenue in a',
    'net_income in a',
  ])
  const score = derived('score', 'FY2025', '2025-01-01', '2025-12-31', '1', 'ratio', [
    'margin@FY2025',
    'goodwill in b',
    'nowhere',
  ])
  const figures = figuresOf({ ...financials, facts, derived: [margin, score] })
  expect(filingsBehind(figures, margin).map(({ record }) => record)).toEqual(['a'])
  expect(filingsBehind(figures, score).map(({ record }) => record)).toEqual(['b', 'a'])
})
