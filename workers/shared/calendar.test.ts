import { expect, test } from 'vitest'
import { dateOf, dayOf } from './days.ts'
import {
  addDays,
  daysBetween,
  isDate,
  monthsBefore,
  monthsLater,
  sameDayOtherYear,
  yearLater,
} from './calendar.ts'

test.each([
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', -1, '2023-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2023-02-28', 1, '2024-02-29'],
  ['2024-02-28', 1, '2025-02-28'],
  ['2024-02-28', 4, '2028-02-28'],
  ['1999-02-28', 1, '2000-02-29'],
  ['2099-02-28', 1, '2100-02-28'],
  ['2024-03-01', -1, '2023-03-01'],
  ['2023-03-31', 1, '2024-03-31'],
  ['2024-06-30', -5, '2019-06-30'],
  ['2023-12-31', 1, '2024-12-31'],
  ['2024-09-28', 1, '2025-09-28'],
])('%s and %i years is %s, as a date and as a day', (date, years, expected) => {
  expect(sameDayOtherYear(date, years)).toBe(expected)
  expect(dateOf(yearLater(dayOf(date), years))).toBe(expected)
})

test.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2024-02-29', 1, '2024-03-01'],
  ['2023-02-28', 1, '2023-03-01'],
  ['2024-12-31', 1, '2025-01-01'],
  ['2024-03-01', -1, '2024-02-29'],
  ['2023-10-01', 363, '2024-09-28'],
])('%s and %i days is %s', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected)
  expect(daysBetween(date, expected)).toBe(days)
})

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2100-02-29', false],
  ['2000-02-29', true],
  ['2024-02-30', false],
  ['2024-04-31', false],
  ['2024-13-01', false],
  ['2024-00-10', false],
  ['2024-1-1', false],
  ['2024-01-01T00:00:00Z', false],
  ['', false],
])('isDate(%s) is %s', (text, is) => {
  expect(isDate(text)).toBe(is)
})

test.each([
  ['2026-11-24', 1, '2026-10-24'],
  ['2026-03-31', 1, '2026-02-28'],
  ['2024-03-31', 1, '2024-02-29'],
  ['2026-01-15', 1, '2025-12-15'],
  ['2026-01-15', 12, '2025-01-15'],
  ['2024-02-29', 12, '2023-02-28'],
  ['2025-02-28', 12, '2024-02-28'],
  ['2026-11-24', 120, '2016-11-24'],
  ['2025-11-30', -3, '2026-02-28'],
])('%s less %i months is %s, as a date and as a day', (date, months, expected) => {
  expect(monthsBefore(date, months)).toBe(expected)
  expect(dateOf(monthsLater(dayOf(date), -months))).toBe(expected)
})
