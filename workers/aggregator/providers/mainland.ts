/**
 * What all statements of mainland companies share: the fiscal year is the calendar year, periods
 * are cumulative, and reports have fixed names. Pure.
 */
import { periodLabeller } from '../time/periods.ts'
import { endOfDay, MARKET_ZONES } from '../time/market-time.ts'

const FORMS: Record<string, string> = {
  '03-31': '一季报',
  '06-30': '中报',
  '09-30': '三季报',
  '12-31': '年报',
}
const label = periodLabeller([], '12-31')

/**
 * `20250331`, `2025-03-31` or `2025-03-31 00:00:00` -> `2025-03-31`; null when it is not a date.
 */
export const dateOf = (text: unknown): string | null => {
  const [, year, month, day] =
    /^(\d{4})-?(\d{2})-?(\d{2})\b/.exec(typeof text === 'string' ? text : '') ?? []
  return year && month && day ? `${year}-${month}-${day}` : null
}

/**
 * The cumulative period that ends on a quarter's last day; null for any other date. By law the
 * fiscal year is the calendar year.
 */
export const cumulativePeriod = (
  end: string,
): { start: string; end: string; label: string; form: string } | null => {
  const form = FORMS[end.slice(5)]
  const start = `${end.slice(0, 4)}-01-01`
  return form ? { start, end, label: label(start, end), form } : null
}

export const knownOn = (date: string): string => endOfDay(date, MARKET_ZONES.CN)

/** The end of that day, or `now` (an instant) if the day is not over yet. */
export const knownBy = (date: string, now: string): string => [knownOn(date), now].sort()[0] ?? now

/** `600519.SH` -> code and exchange. */
export const partsOf = (symbol: string): { code: string; exchange: string } => ({
  code: symbol.slice(0, 6),
  exchange: symbol.slice(7),
})
