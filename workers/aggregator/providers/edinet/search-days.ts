/**
 * Which days' lists to search for one company, because there is no list by company. Reports are due
 * three months after the fiscal year's end, and most are filed in the weeks before that date.
 * Everything else is searched backwards from the last day. Pure.
 */
import { DateTime } from 'luxon'
import { addDays } from '#shared/calendar.ts'

/**
 * Most lists that one fetch reads: three weeks of working days, which take about 15 seconds at one
 * call a second.
 */
export const MAX_LISTS = 15
/** An annual report is looked for in this many working days before the due date. */
const DUE_DAYS = 15
/** A report is due this many months after the end of the fiscal year. */
const DUE_MONTHS = 3
/**
 * The most common ends of fiscal years, used when a company's own is not known. They affect only
 * the order of the search.
 */
const COMMON_YEAR_ENDS = ['03-31', '12-31']
/** An annual report is looked for this many years back. */
const YEARS = 2

/** No documents are submitted on weekends. */
export const isWorkingDay = (day: string): boolean =>
  DateTime.fromISO(day, { zone: 'utc' }).weekday <= 5

const workingDaysBack = (last: string, first: string, count: number): string[] => {
  const days: string[] = []
  for (let day = last; day >= first && days.length < count; day = addDays(day, -1))
    if (isWorkingDay(day)) days.push(day)
  return days
}

/**
 * The days before each due date, the latest due date first. Days after `last` are still in the
 * future and are left out.
 */
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
  /** The last day with a list: at the latest today in Tokyo. */
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
