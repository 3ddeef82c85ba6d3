/**
 * The statements of a company as its newest book: what a read needs is one row. A book that is not
 * in force is made anew by the first read.
 */
import { instrumentId } from '#shared/symbol.ts'
import { type BookOf, makeBook, makeBookBeside } from '../books/make.ts'
import { type PointerReading, readPointer } from '../books/read.ts'
import { BOOK_YEARS, type Recipe } from '../books/recipe.ts'
import type { StatementsAnswer } from '../model/provider.ts'
import type { Writer } from '../store/writer.ts'
import { type DatasetStoreContext, statementsStore } from './dataset-stores.ts'
import type { DatasetStore } from './read-through.ts'

/** How the newest book is made while statements are stored. */
export const maker =
  (of: BookOf, now: () => Date) =>
  (tx: Writer): Promise<unknown> =>
    makeBook(tx, of, now())

/**
 * `providers` is the number of providers that must have served. It is more than one when their
 * agreement is to be checked.
 */
export const companyStore = (
  about: Omit<DatasetStoreContext, 'makes'>,
  recipe: Recipe,
  providers: number,
  now: () => Date,
): DatasetStore<PointerReading, StatementsAnswer> => {
  const { db, market, symbol } = about
  const of: BookOf = { instrument: instrumentId(market, symbol), market, recipe }
  const statements = statementsStore({ ...about, makes: maker(of, now) }, BOOK_YEARS, providers)
  return {
    ...statements,
    async read() {
      const seen = await readPointer(db, of.instrument, recipe, now())
      const { in_force, stands, fetches, state } = seen
      if (in_force || !fetches.some((fetch) => fetch.served_at !== null)) return seen
      const make = stands ? makeBookBeside : makeBook
      const pointer = await db.transaction((tx) => make(tx, of, now()))
      return { ...seen, pointer: pointer && { state, ...pointer } }
    },
    enough: ({ pointer }, served) => served >= providers && pointer?.complete === true,
  }
}
