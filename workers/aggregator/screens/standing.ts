/**
 * Whether a company can be held against its peers on a day. The one rule on a standing among peers,
 * in two parts: what is stored of the market must be of that day, which is asked before anything is
 * made; and enough companies of the group must have a figure that can be compared.
 */
import { sql } from 'drizzle-orm'
import { type Failure, fail } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { LEAST_PEERS } from '#shared/screen/limits.ts'
import { batchesOf } from '../frames/store.ts'
import { addDays, daysBetween } from '#shared/calendar.ts'
import { marketDate } from '../time/market-time.ts'
import type { DayOf } from './day.ts'
import { SILENT_DAYS } from './members.ts'
import { loadShipped, shippedUntil } from './shipped.ts'

/** A standing that is older than half a year is none of its day, in days. */
export const OLDEST_DAYS = 183
/** Prices of another month say nothing of what companies cost on a day, in days. */
export const OLDEST_PRICE_DAYS = 31

export interface StoredOfMarket {
  /** The day of the newest filing of whole batches that was known by then; null without any. */
  newest: string | null
  /** Companies read one by one that filed, or were read, in the half year before. */
  companies: number
}

/** Why nobody can have a standing on that day; null where somebody can. Pure. */
export const dayFault = (day: string, { newest, companies }: StoredOfMarket): Failure | null => {
  const age = newest === null ? null : daysBetween(newest, day)
  if (age !== null && age <= OLDEST_DAYS) return null
  // Beside batches of an earlier time, companies of today are held against those of then.
  const isBeside = age !== null && age <= SILENT_DAYS
  if (!isBeside && companies > LEAST_PEERS) return null
  return newest === null
    ? fail('too_few_peers', `Figures of ${companies} companies of the market are stored.`)
    : fail('market_outdated', `What is stored of the market is of ${newest}.`)
}

const storedOf = async (
  db: Database,
  market: Market,
  { day, asOf, isNow }: DayOf,
): Promise<StoredOfMarket> => {
  const known = (await batchesOf(db, market)).filter(
    ({ knownFrom, newestOnly }) => knownFrom <= asOf && (isNow || !newestOnly),
  )
  const times = known.map(({ knownTo }) => Math.min(knownTo.getTime(), asOf.getTime()))
  const { rows } = await db.execute<{ companies: number }>(sql`
    select count(*)::int as companies
    from instruments i join company_books c on c.instrument = i.id
    where i.market = ${market} and exists (select 1 from filings f where f.instrument = i.id
      and (f.known_at between ${addDays(day, -OLDEST_DAYS)}::date and ${asOf.toISOString()}::timestamptz
        or f.retrieved_at between ${addDays(day, -OLDEST_DAYS)}::date and ${asOf.toISOString()}::timestamptz))`)
  return {
    newest:
      times.length > 0 ? marketDate(new Date(Math.max(...times)).toISOString(), market) : null,
    companies: rows[0]?.companies ?? 0,
  }
}

/**
 * The same of what is stored. The batches that ship are loaded only for a day that they reach: they
 * are of long ago, and loading them takes seconds.
 */
export const marketFault = async (
  db: Database,
  market: Market,
  day: DayOf,
  now: Date,
): Promise<Failure | null> => {
  const shipped = shippedUntil(market)
  if (shipped !== null && daysBetween(shipped, day.day) <= OLDEST_DAYS)
    await loadShipped(db, market, now)
  return dayFault(day.day, await storedOf(db, market, day))
}

export interface StandingColumn {
  unit: string | null
  /** Of the group without the company; null where fewer than `LEAST_PEERS` have a value. */
  median: number | null
}

/** Why the company has no standing in its group. Amounts of money are no measure of one. Pure. */
export const groupFault = (columns: readonly StandingColumn[]): Failure | null =>
  columns.some(({ unit, median }) => unit !== 'money' && median !== null)
    ? null
    : fail('too_few_peers', 'Of too few companies of the group figures are stored.')

/** Whether figures against a price of this day tell what companies cost on `day`. Pure. */
export const isPriceOfDay = (priceDay: string | undefined, day: string): boolean =>
  priceDay !== undefined && daysBetween(priceDay, day) <= OLDEST_PRICE_DAYS
