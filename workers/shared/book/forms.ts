/**
 * Every form in which books were ever written, and how each is read as the present one. A report
 * refers to its book for ever, so a form is never taken out of this table. Pure, and without
 * schemas.
 */
import { BOOK_FORM, type PackedBook } from './packed.ts'

/** The parsed JSON of a book, of which only the number of its form is known. */
type OfForm = object & { form: number }

/** Gives a book of one form in the columns of the present form. */
type FormReader = (packed: OfForm) => PackedBook

const READERS: Record<number, FormReader> = {
  [BOOK_FORM]: (packed) => packed as unknown as PackedBook,
}

/** The forms that this version reads. */
export const KNOWN_FORMS: readonly number[] = Object.keys(READERS).map(Number)

export type ReadBook =
  | { is: 'read'; packed: PackedBook }
  /** Written by a newer version than this one. */
  | { is: 'newer'; form: number }
  /** No book at all. */
  | { is: 'unreadable' }

const isOfForm = (value: unknown): value is OfForm =>
  typeof value === 'object' &&
  value !== null &&
  'form' in value &&
  Number.isSafeInteger(value.form) &&
  Number(value.form) > 0

/** Reads the parsed JSON of a book. */
export const readForm = (value: unknown): ReadBook => {
  if (!isOfForm(value)) return { is: 'unreadable' }
  const reader = READERS[value.form]
  if (reader) return { is: 'read', packed: reader(value) }
  return value.form > BOOK_FORM ? { is: 'newer', form: value.form } : { is: 'unreadable' }
}
