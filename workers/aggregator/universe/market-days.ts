/** Prices of a whole market on one day, from one provider: packed, written and read. */
import { and, desc, eq, lte, sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { marketDays } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import { packJson, unpackJson } from '../store/packed-json.ts'

const FORM = 1

/** The price of one security, and what its source says beside it. */
export interface MarketPrice {
  /** `US:AAPL` */
  instrument: string
  close: string
  /** Of the close and of the market value. */
  currency: string
  shares: string | null
  market_cap: string | null
  /** The provider's own multiples by name, held against ours as a check. */
  checks: Readonly<Record<string, string | undefined>>
  /** Why the row is not believed in all it says. */
  flags: readonly string[]
  /** The round number near which market value / (close x shares) is. */
  cap_factor: number | null
}

export interface MarketDayAbout {
  market: Market
  provider: string
  day: string
  retrievedAt: Date
}

export const packPrices = (prices: readonly MarketPrice[]): Uint8Array<ArrayBuffer> => {
  const column = <K extends keyof MarketPrice>(name: K) => prices.map((price) => price[name])
  const columns = {
    instrument: column('instrument'),
    close: column('close'),
    currency: column('currency'),
    shares: column('shares'),
    market_cap: column('market_cap'),
    checks: column('checks'),
    flags: column('flags'),
    cap_factor: column('cap_factor'),
  }
  return packJson({ form: FORM, columns })
}

type MarketDayColumns = { [K in keyof MarketPrice]: MarketPrice[K][] }

/** Throws where the bytes are of another form: they were written by this program. */
export const unpackPrices = (bytes: Uint8Array): MarketPrice[] => {
  const { columns } = unpackJson<{ form: number; columns: MarketDayColumns }>(
    bytes,
    FORM,
    'a market day',
  )
  return columns.instrument.map((instrument, at) => ({
    instrument,
    close: columns.close[at] ?? '',
    currency: columns.currency[at] ?? '',
    shares: columns.shares[at] ?? null,
    market_cap: columns.market_cap[at] ?? null,
    checks: columns.checks[at] ?? {},
    flags: columns.flags[at] ?? [],
    cap_factor: columns.cap_factor[at] ?? null,
  }))
}

/** Writes a day in place of what the provider gave of it before. */
export const storeMarketDay = async (
  db: Pick<Database, 'insert'>,
  about: MarketDayAbout,
  prices: readonly MarketPrice[],
): Promise<void> => {
  await db
    .insert(marketDays)
    .values({ ...about, rows: prices.length, bytes: packPrices(prices) })
    .onConflictDoUpdate({
      target: [marketDays.market, marketDays.provider, marketDays.day],
      set: {
        retrievedAt: sql`excluded.retrieved_at`,
        rows: sql`excluded.rows`,
        bytes: sql`excluded.bytes`,
      },
    })
}

export interface StoredMarketDay extends MarketDayAbout {
  rows: number
}

const ABOUT = {
  market: sql<Market>`${marketDays.market}`,
  provider: marketDays.provider,
  day: marketDays.day,
  retrievedAt: marketDays.retrievedAt,
  rows: marketDays.rows,
}

/** The newest stored day up to this one; of one day the one that was read last. Null: none. */
export const newestMarketDay = async (
  db: Pick<Database, 'select'>,
  market: Market,
  day: string,
): Promise<StoredMarketDay | null> => {
  const [row] = await db
    .select(ABOUT)
    .from(marketDays)
    .where(and(eq(marketDays.market, market), lte(marketDays.day, day)))
    .orderBy(desc(marketDays.day), desc(marketDays.retrievedAt))
    .limit(1)
  return row ?? null
}

export const readMarketDay = async (
  db: Pick<Database, 'select'>,
  { market, provider, day }: Pick<MarketDayAbout, 'market' | 'provider' | 'day'>,
): Promise<MarketPrice[]> => {
  const [row] = await db
    .select({ bytes: marketDays.bytes })
    .from(marketDays)
    .where(
      and(
        eq(marketDays.market, market),
        eq(marketDays.provider, provider),
        eq(marketDays.day, day),
      ),
    )
  return row ? unpackPrices(row.bytes) : []
}
