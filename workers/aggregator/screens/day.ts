/** The day of a snapshot: which one is meant, and what it means as a moment. */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { batchesOf } from '../frames/store.ts'
import { asOfInstant } from '../time/as-of.ts'
import { addDays, daysBetween } from '#shared/calendar.ts'
import { marketDate } from '../time/market-time.ts'
import { universesOf } from '../universe/store.ts'
import { SILENT_DAYS } from './members.ts'

export interface DayOf {
  day: string
  /** The end of that day in the market's zone, or now where it is not over. */
  asOf: Date
  /** The day is today: what is known now. */
  isNow: boolean
}

const MONTHS_OF_A_QUARTER = 3

/** The last day of the calendar quarter of a day. */
const quarterEnd = (day: string): string => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const next = Math.ceil(month / MONTHS_OF_A_QUARTER) * MONTHS_OF_A_QUARTER + 1
  const first = next > 12 ? `${year + 1}-01-01` : `${year}-${String(next).padStart(2, '0')}-01`
  return addDays(first, -1)
}

/** A day after today is today. */
export const dayFor = (market: Market, day: string, now: Date): DayOf => {
  const today = marketDate(now.toISOString(), market)
  const isNow = day >= today
  return {
    day: isNow ? today : day,
    asOf: asOfInstant(market, isNow ? undefined : day, now),
    isNow,
  }
}

/**
 * Today; but where the newest filing in frames is so old that no company of them would be there any
 * more, the end of the quarter in which it was filed.
 */
export const defaultDay = async (
  db: Pick<Database, 'execute'>,
  market: Market,
  now: Date,
): Promise<string> => {
  const today = marketDate(now.toISOString(), market)
  const newest = (await batchesOf(db, market)).at(-1)
  if (!newest) return today
  const filed = marketDate(newest.knownTo.toISOString(), market)
  return daysBetween(filed, today) > SILENT_DAYS ? quarterEnd(filed) : today
}

/** The first day of which anything of the market is stored; null when nothing is. */
export const earliestDay = async (
  db: Pick<Database, 'execute' | 'select'>,
  market: Market,
): Promise<string | null> => {
  const { rows } = await db.execute<{ first: string | null }>(sql`
    select to_char(min(known_at) at time zone 'UTC', 'YYYY-MM-DD') as first from filings
    where instrument like ${`${market}:%`}`)
  const days = [
    rows[0]?.first ?? null,
    ...(await batchesOf(db, market)).map(({ knownFrom }) =>
      marketDate(knownFrom.toISOString(), market),
    ),
    ...(await universesOf(db, market)).map(({ day }) => day),
  ]
  return days.flatMap((one) => one ?? []).sort()[0] ?? null
}
