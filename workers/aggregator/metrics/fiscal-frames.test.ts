/** Which ends of quarters a fiscal year gets. */
import { expect, test } from 'vitest'
import type { ConceptId } from '#shared/concepts.ts'
import { dateOf, dayOf } from '#shared/days.ts'
import { indexFacts } from './fact-index.ts'
import { framesOf } from './fiscal-frames.ts'
import { fact } from './hand-built.fixture.ts'

const CONCEPT: ConceptId = 'revenue'

/** The ends that the year gets where its first day and the ends of its filed parts are these. */
const endsOf = (start: string, parts: readonly string[], end: string): (string | null)[] => {
  const facts = [
    fact(CONCEPT, 'FY2025', start, end, 400),
    ...parts.map((to, i) => fact(CONCEPT, `2025 part ${i + 1}`, start, to, 100 * (i + 1))),
  ]
  const [year] = framesOf(indexFacts(facts), [{ label: 'FY2025', start, end }])
  return (year?.ends ?? []).map((day) => (day === null ? null : dateOf(day)))
}

test.each([
  ['calendar quarters', '2025-01-01', ['2025-03-31', '2025-06-30', '2025-09-30'], '2025-12-31'],
  ['52 weeks', '2024-09-29', ['2024-12-28', '2025-03-29', '2025-06-28'], '2025-09-27'],
  [
    '53 weeks, the first quarter of 14',
    '2025-01-01',
    ['2025-04-08', '2025-07-08', '2025-10-07'],
    '2026-01-06',
  ],
  [
    'a year that begins with February',
    '2025-02-01',
    ['2025-04-30', '2025-07-31', '2025-10-31'],
    '2026-01-31',
  ],
] as const)('%s: all ends are had', (_, start, parts, end) => {
  expect(endsOf(start, parts, end)).toEqual([...parts, end])
})

test('in a year of 12, 12, 12 and 16 weeks the second and third part are no even quarters', () => {
  const parts = ['2024-11-24', '2025-02-16', '2025-05-11']
  expect(endsOf('2024-09-02', parts, '2025-08-31')).toEqual([
    '2024-11-24',
    null,
    null,
    '2025-08-31',
  ])
})

test.each([
  ['twelve days early', -12, true],
  ['thirteen days early', -13, false],
  ['eleven days late', 11, true],
  ['thirteen days late', 13, false],
] as const)('a half year that ends %s', (_, drift, isHad) => {
  const even = dayOf('2025-01-01') + 182
  const end = dateOf(even + drift)
  expect(endsOf('2025-01-01', [end], '2025-12-31')[1]).toBe(isHad ? end : null)
})
