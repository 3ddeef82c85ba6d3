/**
 * The periods for which mainland companies report: quarters of the calendar year. Pure.
 */
import { addDays } from '#shared/calendar.ts'

const ENDS = ['-03-31', '-06-30', '-09-30', '-12-31'] as const
/**
 * Days after the end of a period in which its reports come: a quarter in one month, a half year in
 * two, a year in four. Some are late, and some are corrected soon after.
 */
const SEASON_DAYS = 160
/** Years of annual reports that screens over several years need, with one before for growth. */
const YEARS = 6
/** Years of quarters: the newest twelve months, and the same a year before. */
const QUARTER_YEARS = 2

/** Ends of periods at a time, the newest first. `all`: as far back as screens look. */
export const reportPeriods = (now: Date, all: boolean): string[] => {
  const today = now.toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4))
  const ends = Array.from({ length: YEARS + 1 }, (_, back) => year - back)
    .flatMap((of) => ENDS.map((end) => `${of}${end}`))
    .filter((end) => end < today)
    .sort()
    .reverse()
  if (!all) return ends.filter((end) => addDays(end, SEASON_DAYS) >= today)
  const recent = `${year - QUARTER_YEARS}${today.slice(4)}`
  return ends.filter((end) => end >= recent || end.endsWith('-12-31'))
}
