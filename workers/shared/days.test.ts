import { describe, expect, it, test } from 'vitest'
import { dateOf, dayOf, samePeriod } from './days.ts'

const period = (start: string | null, end: string) => ({
  start: start === null ? null : dayOf(start),
  end: dayOf(end),
})

test.each(['1970-01-01', '1999-12-31', '2000-02-29', '2024-02-29', '2025-03-01'])(
  '%s is a day, and the day is the date',
  (date) => {
    expect(dateOf(dayOf(date))).toBe(date)
    expect(dayOf(`${date}T23:59:59.999Z`)).toBe(dayOf(date))
  },
)

describe('the same period', () => {
  it.each([
    ['the very same days', '2024-01-01', '2024-12-31', '2024-01-01', '2024-12-31', true],
    ['rounded to the month', '2023-10-01', '2024-09-30', '2023-09-30', '2024-09-28', true],
    ['a 53-week year, rounded', '2022-09-25', '2023-09-30', '2022-10-01', '2023-09-30', true],
    ['six days off', '2024-02-01', '2025-01-31', '2024-01-26', '2025-01-25', true],
    ['seven days off at the end', '2024-02-01', '2025-01-31', '2024-02-01', '2025-01-24', false],
    ['seven days off at the start', '2024-02-01', '2025-01-31', '2024-01-25', '2025-01-31', false],
    ['across 29 February', '2023-03-01', '2024-02-29', '2023-03-01', '2024-02-24', true],
    ['a quarter and its half', '2024-01-01', '2024-06-30', '2024-04-01', '2024-06-30', false],
  ])('%s', (_, start, end, otherStart, otherEnd, same) => {
    expect(samePeriod(period(start, end), period(otherStart, otherEnd))).toBe(same)
  })

  it('holds two instants together, and no instant with a span', () => {
    expect(samePeriod(period(null, '2024-12-28'), period(null, '2024-12-31'))).toBe(true)
    expect(samePeriod(period(null, '2024-12-31'), period('2024-01-01', '2024-12-31'))).toBe(false)
    // The first day of all has the number 0, which is not the missing one.
    expect(samePeriod(period(null, '1970-12-31'), period('1970-01-01', '1970-12-31'))).toBe(false)
  })
})
