/**
 * Which days' lists to look through for one company, for there is no list by company. Reports are
 * due three months after the fiscal year's end and most come in the weeks before that; anything
 * else is looked for backwards from the last day. Pure.
 */
import { DateTime } from 'luxon'
import { addDays } from '../../time/calendar.ts'

/**
 * Lists one fetch may read: three weeks of working days, and a quarter of a minute at the pace
 * EDINET is used with.
 */
export const MAX_LISTS = 15
/** Working days before the due date in which an annual report is looked for. */
const DUE_DAYS = 15
/** How long after the end of a fiscal year its report is due, months. */
const DUE_MONTHS = 3
/**
 * Where the end of a company's fiscal year is not known: the ends of most. Only the order of the
 * search depends on it.
 */
const COMMON_YEAR_ENDS = ['03-31', '12-31']
/** Years back in which an annual report is looked for. */
const YEARS = 2

/** Nothing is submitted at weekends. */
export const isWorkingDay = (day: string): boolean =>
  DateTime.fromISO(day, { zone: 'utc' }).weekday <= 5

const workingDaysBack = (last: string, first: string, count: number): string[] => {
  const days: string[] = []
  for (let day = last; day >= first && days.length < count; day = addDays(day, -1))
    if (isWorkingDay(day)) days.push(day)
  return days
}

/** The days before each due date, the latest due date first; days after `last` are to come. */
const dueDays = (yearEnd: string, last: string): string[] => {
  const year = Number(last.slice(0, 4))
  return Array.from({ length: YEARS }, (_, back) => year - back).flatMap((y) => {
    const due = DateTime.fromISO(`${y}-${yearEnd === '02-29' ? '02-28' : yearEnd}`, { zone: 'utc' })
      .plus({ months: DUE_MONTHS })
      .endOf('month')
      .toISODate()
    return due ? workingDaysBack(due, '0000-01-01', DUE_DAYS).filter((day) => day <= last) : []
  })
}

export interface DaySearch {
  from: string
  /** The last day with a list: today in Tokyo at most. */
  last: string
  searched: ReadonlySet<string>
}

const unsearched = (days: readonly string[], { searched }: DaySearch): string[] =>
  [...new Set(days)].filter((day) => !searched.has(day)).slice(0, MAX_LISTS)

/** Newest first. */
export const filingDays = (search: DaySearch): string[] =>
  unsearched(
    workingDaysBack(search.last, search.from, search.searched.size + 2 * MAX_LISTS),
    search,
  )

export const annualReportDays = (yearEnd: string | null, search: DaySearch): string[] =>
  unsearched(
    (yearEnd ? [yearEnd] : COMMON_YEAR_ENDS).flatMap((end) => dueDays(end, search.last)),
    search,
  )
