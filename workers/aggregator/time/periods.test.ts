import { describe, expect, it } from 'vitest'
import { daysBetween, isDate, sameDayOtherYear } from '#shared/calendar.ts'
import {
  fiscalYearsOf,
  fiscalYearsOfFacts,
  isTransition,
  kindOf,
  labelYear,
  periodLabeller,
} from './periods.ts'

const year = (start: string, end: string, times = 3) =>
  Array.from({ length: times }, () => ({ start, end }))
const apple = fiscalYearsOf([
  ...year('2022-09-25', '2023-09-30'),
  ...year('2023-10-01', '2024-09-28'),
  ...year('2024-09-29', '2025-09-27'),
])

describe('fiscal years', () => {
  it('are found among the durations, oldest first, 52 or 53 weeks long', () => {
    expect(apple).toEqual([
      { label: 'FY2023', start: '2022-09-25', end: '2023-09-30' },
      { label: 'FY2024', start: '2023-10-01', end: '2024-09-28' },
      { label: 'FY2025', start: '2024-09-29', end: '2025-09-27' },
    ])
  })

  it.each([
    ['2024-12-31', 2024],
    ['2025-01-26', 2025],
    ['2025-01-31', 2025],
    ['2022-01-01', 2021],
    ['2021-01-02', 2020],
    ['2024-01-07', 2023],
    ['2024-01-08', 2024],
  ])('one ending %s is labelled %i', (end, label) => {
    expect(labelYear(end)).toBe(label)
  })

  it('where rolling twelve months overlap a year, the duration filed most often is the year', () => {
    const years = fiscalYearsOf([
      ...year('2024-01-01', '2024-12-31'),
      ...year('2023-04-01', '2024-03-31', 1),
      ...year('2023-01-01', '2023-12-31'),
    ])
    expect(years.map(({ label }) => label)).toEqual(['FY2023', 'FY2024'])
  })

  it('are read back from stored facts by their labels', () => {
    const facts = [
      { period: 'FY2024', start: '2023-10-01', end: '2024-09-28' },
      { period: 'FY2024', start: '2023-10-01', end: '2024-09-28' },
      { period: '2024Q1', start: '2023-10-01', end: '2023-12-30' },
      { period: '@2024-09-28', start: null, end: '2024-09-28' },
    ]
    expect(fiscalYearsOfFacts(facts)).toEqual([
      { label: 'FY2024', start: '2023-10-01', end: '2024-09-28' },
    ])
  })
})

describe('period labels', () => {
  const label = periodLabeller(apple)
  it.each([
    ['2024-09-29', '2025-09-27', 'FY2025'],
    ['2024-09-29', '2024-12-28', '2025Q1'],
    ['2024-12-29', '2025-03-29', '2025Q2'],
    ['2025-03-30', '2025-06-28', '2025Q3'],
    ['2025-06-29', '2025-09-27', '2025Q4'],
    ['2024-09-29', '2025-03-29', '2025H1'],
    ['2024-09-29', '2025-06-28', '2025-9M'],
    // A half year that does not begin with the fiscal year has no label.
    ['2024-12-29', '2025-06-28', '2024-12-29/2025-06-28'],
    // After the last filed year, and before the first.
    ['2025-09-28', '2025-12-27', '2026Q1'],
    ['2025-09-28', '2026-06-27', '2026-9M'],
    ['2021-12-26', '2022-03-26', '2022Q2'],
    ['2024-10-01', '2024-10-31', '2024-10-01/2024-10-31'],
    [null, '2025-09-27', '@2025-09-27'],
  ])('%s to %s is %s', (start, end, expected) => {
    expect(label(start, end)).toBe(expected)
  })

  it('quarters of 12, 12, 12 and 16 weeks are labelled, the third of which ends three weeks early', () => {
    const labelOf = periodLabeller(fiscalYearsOf(year('2023-09-04', '2024-09-01')))
    expect(labelOf('2024-02-19', '2024-05-12')).toBe('2024Q3')
  })

  it('a change of year end leaves a transition period, not a wrong year', () => {
    const years = fiscalYearsOf([
      ...year('2014-01-01', '2014-12-31'),
      ...year('2015-07-01', '2016-06-30'),
    ])
    const labelOf = periodLabeller(years)
    expect(labelOf('2015-01-01', '2015-06-30')).toBe('2015-01-01/2015-06-30')
    expect(isTransition(years, { start: '2015-01-01', end: '2015-06-30' })).toBe(true)
    expect(isTransition(years, { start: '2014-01-01', end: '2014-06-30' })).toBe(false)
    expect(labelOf('2015-07-01', '2015-09-30')).toBe('2016Q1')
  })

  it('a missing year between two filed ones is still labelled', () => {
    const labelOf = periodLabeller(
      fiscalYearsOf([...year('2020-01-01', '2020-12-31'), ...year('2022-01-01', '2022-12-31')]),
    )
    expect(labelOf('2021-04-01', '2021-06-30')).toBe('2021Q2')
  })

  it('the nominal year end stands in while no full year is filed', () => {
    expect(periodLabeller([], '12-31')('2025-01-01', '2025-09-30')).toBe('2025-9M')
    expect(periodLabeller([], '03-31')('2025-04-01', '2025-06-30')).toBe('2026Q1')
    expect(periodLabeller([])('2025-01-01', '2025-09-30')).toBe('2025-01-01/2025-09-30')
  })

  it('kinds are told by length', () => {
    expect(kindOf({ start: '2022-09-25', end: '2023-09-30' })).toBe('FY')
    expect(kindOf({ start: '2016-09-25', end: '2016-12-31' })).toBe('quarter')
    expect(kindOf({ start: '2015-01-01', end: '2015-05-31' })).toBeNull()
  })
})

describe('calendar', () => {
  it('counts over leap days and keeps the end of February', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(sameDayOtherYear('2024-02-29', 1)).toBe('2025-02-28')
    expect(sameDayOtherYear('2023-02-28', 1)).toBe('2024-02-29')
    expect(sameDayOtherYear('2024-12-31', -12)).toBe('2012-12-31')
  })
  it.each(['2025-02-29', '2025-13-01', '2025-1-1', '20250101', ''])('%j is no date', (text) => {
    expect(isDate(text)).toBe(false)
  })
})
