/**
 * Books that this isolate read last, by their hash. They never change, so they are kept without a
 * time, up to a bound of memory.
 */
import { Book } from '#shared/book/book.ts'
import { shownFactId } from '#shared/book/fact-id.ts'
import { BookIndex } from '#shared/book/figure-index.ts'
import type { PackedBook } from '#shared/book/packed.ts'

/** Most bytes of stored books that are kept: about eighty large companies. */
const MOST_BYTES = 4_000_000
/**
 * Most bytes of stored books that are kept opened: about eight large companies. Opened, with all
 * its figures made, such a company takes some fifty times its stored bytes.
 */
const MOST_OPENED_BYTES = 400_000

/** The newest used entries of a map, up to `most` by their weights. */
export class LeastRecent<T> {
  readonly #entries = new Map<string, T>()
  readonly #most: number
  readonly #weightOf: (value: T) => number
  #weight = 0

  constructor(most: number, weightOf: (value: T) => number) {
    this.#most = most
    this.#weightOf = weightOf
  }

  get(key: string): T | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: string, value: T): void {
    this.delete(key)
    this.#entries.set(key, value)
    this.#weight += this.#weightOf(value)
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) return
      this.delete(oldest)
    }
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.delete(key)
  }

  delete(key: string): void {
    const value = this.#entries.get(key)
    if (value === undefined) return
    this.#weight -= this.#weightOf(value)
    this.#entries.delete(key)
  }
}

export const keptBytes = new LeastRecent<Uint8Array<ArrayBuffer>>(
  MOST_BYTES,
  (bytes) => bytes.length,
)

/** A book whose names are found already. */
export interface OpenedBook {
  index: BookIndex
  /** Length of its stored bytes. */
  length: number
}

export const keptBooks = new LeastRecent<OpenedBook>(MOST_OPENED_BYTES, ({ length }) => length)

/** Opens a book whose facts have the ids that they have everywhere. */
export const openBook = (packed: PackedBook): Book => new Book(packed, shownFactId)

export const indexOf = (packed: PackedBook): BookIndex => new BookIndex(openBook(packed))
