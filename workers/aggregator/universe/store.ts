/** Stored universes: a list of a source on a day, written whole and read by market. */
import { and, eq, sql } from 'drizzle-orm'
import { hashOfBytes } from '#shared/book/bytes.ts'
import type { Database } from '#shared/db/client.ts'
import { universes } from '#shared/db/schema/index.ts'
import type { Market } from '#shared/names.ts'
import type { Listing } from './listing.ts'
import { packUniverse, unpackUniverse } from './pack.ts'

/** The source of companies that the SEC's data sets name. Its rows say themselves since when. */
export const SEC_DATA_SETS = 'sec_data_sets'

export interface UniverseAbout {
  market: Market
  /** `sec_data_sets`, `nasdaq`, `hkex`, `jpx`, `tushare`, `eastmoney` ... */
  source: string
  batch: string
  /** The day of the list; of data sets the day of the newest report. */
  day: string
}

export interface StoredUniverse extends UniverseAbout {
  rows: number
}

type UniverseReader = Pick<Database, 'select'>

/** Writes a list in place of the one of the same batch. */
export const storeUniverse = async (
  db: Pick<Database, 'insert'>,
  about: UniverseAbout,
  listings: readonly Listing[],
): Promise<void> => {
  const bytes = packUniverse(listings)
  await db
    .insert(universes)
    .values({ ...about, rows: listings.length, bytes })
    .onConflictDoUpdate({
      target: [universes.market, universes.source, universes.batch],
      set: { day: sql`excluded.day`, rows: sql`excluded.rows`, bytes: sql`excluded.bytes` },
    })
}

/** The lists of a market, oldest first, without their rows. */
export const universesOf = (db: UniverseReader, market: Market): Promise<StoredUniverse[]> =>
  db
    .select({
      market: sql<Market>`${universes.market}`,
      source: universes.source,
      batch: universes.batch,
      day: universes.day,
      rows: universes.rows,
    })
    .from(universes)
    .where(eq(universes.market, market))
    .orderBy(universes.day, universes.source, universes.batch)

export interface ReadUniverse extends StoredUniverse {
  /** A hash of its bytes: the same for the same rows. */
  mark: string
  listings: Listing[]
}

const readOne = async (db: UniverseReader, about: StoredUniverse): Promise<ReadUniverse> => {
  const [row] = await db
    .select({ bytes: universes.bytes })
    .from(universes)
    .where(
      and(
        eq(universes.market, about.market),
        eq(universes.source, about.source),
        eq(universes.batch, about.batch),
      ),
    )
  return {
    ...about,
    mark: row ? hashOfBytes(row.bytes) : '',
    listings: row ? unpackUniverse(row.bytes) : [],
  }
}

/** The newest list of each source by that day; of the data sets all, oldest first. */
export const readUniverses = async (
  db: UniverseReader,
  market: Market,
  day: string,
): Promise<ReadUniverse[]> => {
  const all = await universesOf(db, market)
  const lists = all.filter(({ source, day: of }) => source !== SEC_DATA_SETS && of <= day)
  const newest = new Map(lists.map((one) => [one.source, one]))
  const wanted = [...all.filter(({ source }) => source === SEC_DATA_SETS), ...newest.values()]
  const read: ReadUniverse[] = []
  for (const one of wanted) read.push(await readOne(db, one))
  return read
}
