/**
 * Makes the book of a company from what is stored, inside the transaction that changed it. Either
 * all is in force afterwards or the former book is.
 */
import { type SQL, sql } from 'drizzle-orm'
import { encodeBook, type EncodedBook } from '#shared/book/bytes.ts'
import { BOOK_FORM, type BookContent } from '#shared/book/packed.ts'
import type { Market } from '#shared/names.ts'
import type { MadeBy, MadeFrom } from '#shared/db/schema/books.ts'
import { toContent } from '../facts/financials.ts'
import { readCompany, splitsJson } from '../facts/read.ts'
import { tradedShare } from '../instruments/traded-share.ts'
import type { CompanyReading, StoredFetch } from '../model/company-reading.ts'
import { holdInstrument, instrumentJson } from '../store/instrument.ts'
import type { Writer } from '../store/writer.ts'
import { isComplete } from './complete.ts'
import { BOOK_YEARS, type Recipe, recipeName } from './recipe.ts'

/** The company whose book is made, and how. */
export interface BookOf {
  /** MARKET:SYMBOL */
  instrument: string
  market: Market
  recipe: Recipe
}

/** The newest book of a company. */
export interface BookPointer {
  book: string
  recipe: string
  state: string
  complete: boolean
  made_at: string
}

/**
 * The provider whose figures these are: the first of the chain that can be asked and has served,
 * else the first that has. Null when none ever has.
 */
export const servedBy = (fetches: readonly StoredFetch[], recipe: Recipe): StoredFetch | null => {
  const served = new Map(
    fetches.flatMap((fetch) =>
      fetch.served_at === null ? [] : [[fetch.provider, fetch] as const],
    ),
  )
  const first = [...recipe.askable, ...recipe.chain].find((provider) => served.has(provider))
  return first === undefined ? null : (served.get(first) ?? null)
}

/** The content of a company's book as of a moment. Null when nothing was known of it. */
export const contentOf = (
  reading: CompanyReading,
  recipe: Recipe,
  asOf: Date,
): BookContent | null => {
  const fetch = servedBy(reading.fetches, recipe)
  const { instrument } = reading
  return (
    fetch &&
    toContent({
      reading,
      servedBy: fetch,
      years: BOOK_YEARS,
      assumptions: recipe.assumptions,
      tolerance: recipe.tolerance,
      traded: instrument && tradedShare(instrument.market, instrument.symbol, asOf),
    })
  )
}

/** A statement that stores a book. Bytes that were damaged are replaced by what was made now. */
export const storedBook = (
  { hash, bytes }: EncodedBook,
  instrument: string,
  from: MadeFrom,
  now: Date,
): SQL => sql`
  insert into books (hash, instrument, bytes, made_from, made_at)
  values (${hash}, ${instrument}, ${bytes}, ${JSON.stringify(from)}::jsonb, ${now.toISOString()}::timestamptz)
  on conflict (hash) do update set bytes = excluded.bytes, made_from = excluded.made_from, made_at = excluded.made_at`

/**
 * Digest of the stored identity of a company and of its splits in effect at a moment. Other
 * datasets change these, and days pass, so a book made from another state is stale.
 */
export const stateJson = (instrument: string | SQL, now: Date): SQL =>
  stateOf(instrumentJson(instrument), splitsJson(instrument, now.toISOString()))

/** The same of identity and splits that are at hand as JSON. */
export const stateOf = (identity: SQL, splits: SQL): SQL =>
  sql`md5(coalesce(${identity}::text, '') || coalesce(${splits}::text, ''))`

/** A book of what is stored now, and the statement that stores it. Null when there is nothing. */
const encodedNow = async (db: Writer, { instrument, recipe }: BookOf, now: Date) => {
  await holdInstrument(db, instrument)
  const reading = await readCompany(db, {
    instrument,
    asOf: now,
    years: BOOK_YEARS,
    chain: recipe.askable,
  })
  const content = contentOf(reading, recipe, now)
  if (!content) return null
  const encoded = encodeBook(content)
  const pointer = {
    book: encoded.hash,
    recipe: recipeName(recipe),
    complete: isComplete(reading.facts),
    made_at: now.toISOString(),
  }
  const from = { as_of: pointer.made_at, currency: null }
  return { pointer, stored: storedBook(encoded, instrument, from, now) }
}

const madeBy = ({ version, version_at, config_version }: Recipe): MadeBy => ({
  version,
  version_at,
  config_version,
  form: BOOK_FORM,
})

/**
 * Makes the newest book and points to it. The row of the instrument is held until the transaction
 * ends, so of two writers the second one reads what the first one wrote. Null when nothing that can
 * be read is stored; a pointer of before then stays.
 */
export const makeBook = async (db: Writer, of: BookOf, now: Date): Promise<BookPointer | null> => {
  const made = await encodedNow(db, of, now)
  if (!made) return null
  const { instrument, market, recipe } = of
  const { pointer, stored } = made
  const { rows } = await db.execute<{ state: string }>(sql`
    with stored as (${stored} returning hash)
    insert into company_books (instrument, market, book, recipe, made_by, state, complete, made_at)
    select ${instrument}, ${market}, hash, ${pointer.recipe}, ${JSON.stringify(madeBy(recipe))}::jsonb,
      ${stateJson(instrument, now)}, ${pointer.complete}, ${pointer.made_at}::timestamptz
    from stored
    on conflict (instrument) do update set book = excluded.book, recipe = excluded.recipe, made_by = excluded.made_by,
      state = excluded.state, complete = excluded.complete, made_at = excluded.made_at
    returning state`)
  return { ...pointer, state: rows[0]?.state ?? '' }
}

/** Makes a book of what is stored now, and leaves the newest one the newest. */
export const makeBookBeside = async (
  db: Writer,
  of: BookOf,
  now: Date,
): Promise<Omit<BookPointer, 'state'> | null> => {
  const made = await encodedNow(db, of, now)
  if (made) await db.execute(made.stored)
  return made?.pointer ?? null
}
