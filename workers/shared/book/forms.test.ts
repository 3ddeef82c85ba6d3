/**
 * Books of every form are read. `kept/` holds one company as a book of each form that there was, as
 * bytes, and what all of them say. When a form is added, its bytes are added there: those of
 * `encodeBook` of the kept content.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Book } from './book.ts'
import { encodeBook, hashOfBytes, readBook } from './bytes.ts'
import { shownFactId } from './fact-id.ts'
import { KNOWN_FORMS, readForm } from './forms.ts'
import { BOOK_FORM, type BookContent } from './packed.ts'

/** SHA-256 of the kept bytes of each form, so that nobody makes them anew to please a test. */
const KEPT: Record<number, string> = {
  1: '37eaaff0a900f3e310a482245b1d575716737130e383fd24d6e8119a5f42a2ba',
}

const kept = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'kept', name))
const content = JSON.parse(gunzipSync(kept('content.json.gz')).toString('utf8')) as BookContent

test('every form up to the present one is kept and read', () => {
  const forms = Array.from({ length: BOOK_FORM }, (_, at) => at + 1)
  expect(KNOWN_FORMS).toEqual(forms)
  expect(Object.keys(KEPT).map(Number)).toEqual(forms)
})

test('the kept company has all that few figures have', () => {
  const { facts, derived, absences } = content
  expect(facts.some(({ quality }) => quality !== 'ok')).toBe(true)
  for (const extra of ['former', 'mended_from', 'converted_from'] as const)
    expect(facts.some((fact) => fact[extra])).toBe(true)
  expect(derived.some(({ doubts }) => doubts)).toBe(true)
  expect(absences.some(({ detail_zh }) => detail_zh)).toBe(true)
  expect(content.breaks).toHaveLength(1)
  expect(content.conversion).toBeDefined()
})

describe.each(KNOWN_FORMS)('form %i', (form) => {
  const bytes = kept(`form-${form}.gz`)
  const json = gunzipSync(bytes).toString('utf8')

  test('is kept as it was written', () => {
    expect(hashOfBytes(bytes)).toBe(KEPT[form])
    expect(JSON.parse(json)).toMatchObject({ form })
  })

  test('says today what it said then', () => {
    const book = readBook(json)
    if (book.is !== 'read') throw new Error(book.is)
    expect(new Book(book.packed, shownFactId).content()).toEqual(content)
  })
})

test('the present form is written as it is kept: another one has another number', () => {
  const json = (bytes: Uint8Array) => gunzipSync(bytes).toString('utf8')
  const [written, before] = [encodeBook(content).bytes, kept(`form-${BOOK_FORM}.gz`)].map(json)
  expect(JSON.parse(written ?? '')).toEqual(JSON.parse(before ?? ''))
})

test('a form that comes later is told apart from what is no book', () => {
  expect(readForm({ form: BOOK_FORM + 1 })).toEqual({ is: 'newer', form: BOOK_FORM + 1 })
  for (const none of [
    null,
    1,
    'book',
    [],
    {},
    { form: 0 },
    { form: -1 },
    { form: 1.5 },
    { form: '1' },
  ])
    expect(readForm(none)).toEqual({ is: 'unreadable' })
})
