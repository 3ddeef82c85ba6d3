/**
 * Finds a book by its hash: in this isolate, else in the database. A damaged one is made again from
 * the facts that it was made from, and the log says so.
 */
import { encodeBook } from '#shared/book/bytes.ts'
import type { BookIndex } from '#shared/book/figure-index.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { readBookBytes, unpackBytes } from '#shared/db/read-book.ts'
import type { MadeFrom } from '#shared/db/schema/books.ts'
import type { Logger } from '#shared/log.ts'
import { readCompany } from '../facts/read.ts'
import { indexOf, keptBooks, keptBytes } from './kept.ts'
import { contentOf, storedBook } from './make.ts'
import { BOOK_YEARS, type Recipe } from './recipe.ts'

export interface BookRemaker {
  db: Database
  now(): Date
  log: Logger
  /** The recipe of the market of an instrument. */
  recipeOf(instrument: string): Promise<Result<Recipe>>
}

/** Makes a book again and stores it. Null when today's facts and formulas give another one. */
const madeAgain = async (
  hash: string,
  instrument: string,
  from: MadeFrom,
  { db, now, log, recipeOf }: BookRemaker,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  log.error('book.damaged', { hash, instrument })
  // A converted book needs its rate; it is asked for anew by whoever wants it.
  if (from.currency !== null) return null
  const recipe = await recipeOf(instrument)
  if (!recipe.ok) return null
  const asOf = new Date(from.as_of)
  const reading = await readCompany(db, {
    instrument,
    asOf,
    years: BOOK_YEARS,
    chain: recipe.data.askable,
  })
  const content = contentOf(reading, recipe.data, asOf)
  const encoded = content && encodeBook(content)
  if (encoded?.hash !== hash) return null
  await db.execute(storedBook(encoded, instrument, from, now()))
  log.info('book.made_again', { hash, instrument })
  return encoded.bytes
}

/** The stored bytes of a book: gzip of its JSON. */
export const findBytes = async (
  hash: string,
  remaker: BookRemaker,
): Promise<Result<Uint8Array<ArrayBuffer>>> => {
  const stored = await readBookBytes(remaker.db, hash)
  if (stored.is === 'unknown') return fail('book_not_found', `There is no book ${hash}.`)
  const bytes =
    stored.is === 'there'
      ? stored.bytes
      : await madeAgain(hash, stored.instrument, stored.made_from, remaker)
  if (!bytes)
    return fail(
      'book_damaged',
      'The stored bytes of this book do not have its hash, and what is stored of the company now gives another book. Ask for the company again.',
    )
  keptBytes.set(hash, bytes)
  return ok(bytes)
}

/** The figures of a book. */
export const findFigures = async (
  hash: string,
  remaker: BookRemaker,
): Promise<Result<BookIndex>> => {
  const kept = keptBooks.get(hash)
  if (kept) return ok(kept.index)
  const known = keptBytes.get(hash)
  const bytes = known ? ok(known) : await findBytes(hash, remaker)
  if (!bytes.ok) return bytes
  const book = await unpackBytes(bytes.data)
  if (book.is === 'newer')
    return fail('book_of_newer_form', `The book ${hash} has form ${book.form}.`)
  if (book.is === 'unreadable') return fail('book_damaged', `The book ${hash} cannot be read.`)
  const index = indexOf(book.packed)
  keptBooks.set(hash, { index, length: bytes.data.length })
  return ok(index)
}
