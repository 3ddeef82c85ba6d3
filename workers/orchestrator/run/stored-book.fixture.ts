/** For tests: stores the book of an answer, as the aggregator does, and says where it is. */
import { encodeBook } from '#shared/book/bytes.ts'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Database } from '#shared/db/client.ts'
import { books } from '#shared/db/schema/index.ts'

export const storeBookOf = async (db: Database, financials: Financials): Promise<CompanyAnswer> => {
  const { instrument, as_of, served_by, attempts } = financials
  const { hash, bytes } = encodeBook(financials)
  await db
    .insert(books)
    .values({
      hash,
      instrument: instrument.id,
      bytes,
      madeFrom: { as_of, currency: null },
      madeAt: new Date(as_of),
    })
    .onConflictDoNothing()
  return { instrument, as_of, book: hash, served_by, attempts }
}
