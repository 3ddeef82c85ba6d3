import { expect, test } from 'vitest'
import { monthsBefore } from './months-before.ts'

test.each([
  ['2026-11-24', 1, '2026-10-24'],
  ['2026-03-31', 1, '2026-02-28'],
  ['2024-03-31', 1, '2024-02-29'],
  ['2026-01-15', 1, '2025-12-15'],
  ['2026-01-15', 12, '2025-01-15'],
  ['2024-02-29', 12, '2023-02-28'],
  ['2026-11-24', 120, '2016-11-24'],
])('%s less %i months is %s', (date, months, before) => {
  expect(monthsBefore(date, months)).toBe(before)
})
