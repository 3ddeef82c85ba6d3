/**
 * For tests: holds a book, packed to bytes and read back, against the content that it was made from
 * and the plainest index over it, value by value.
 */
import { isDeepStrictEqual } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { Book } from './book.ts'
import { encodeBook, readBook } from './bytes.ts'
import { shownFactId } from './fact-id.ts'
import { BookIndex } from './figure-index.ts'
import type { BookContent } from './packed.ts'
import { plainIndex } from './plain-index.fixture.ts'

/** The book as whoever gets its bytes reads it. */
export const openedBook = (content: BookContent): Book => {
  const book = readBook(gunzipSync(encodeBook(content).bytes).toString('utf8'))
  if (book.is !== 'read') throw new Error(book.is)
  return new Book(book.packed, shownFactId)
}

/** Without what is undefined, which no answer says. */
const said = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(said(one), said(other))

export interface Differences {
  /** The values that were compared. */
  compared: number
  /** What is not the same, by name. */
  differ: string[]
}

/** What the book says otherwise than the content. */
export const differences = (book: Book, content: BookContent): Differences => {
  const plain = plainIndex(content)
  const index = new BookIndex(book)
  const found: Differences = { compared: 0, differ: [] }
  const compare = (name: string, one: unknown, other: unknown): void => {
    found.compared += 1
    if (!same(one, other)) found.differ.push(name)
  }
  const { facts, derived, absences, ...about } = content
  const { facts: readFacts, derived: readDerived, absences: readAbsences, ...read } = book.content()
  compare('about', read, about)
  const lists = { facts: [readFacts, facts], derived: [readDerived, derived] } as const
  for (const [name, [ofBook, ofContent]] of Object.entries(lists)) {
    compare(`${name}, how many`, ofBook.length, ofContent.length)
    for (const [at, one] of ofContent.entries()) compare(`${name} ${one.id}`, ofBook[at], one)
  }
  compare('absences', readAbsences, absences)
  const tokens = [...index.entries()].map(({ token }) => token)
  compare('tokens', tokens, [...plain.byToken.keys()])
  for (const [token, entry] of plain.byToken) compare(token, index.get(token), entry)
  for (const [id, entry] of plain.byId) compare(`id ${id}`, index.byId(id), entry)
  for (const [key, entry] of plain.balances) {
    const [name = '', day = ''] = key.split('@')
    compare(`balance ${key}`, index.balance(name, day), entry)
  }
  for (const [key, absence] of plain.absences)
    compare(`absence ${key}`, index.absence(absence.name, absence.period), absence)
  return found
}
