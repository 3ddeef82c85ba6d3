/**
 * The bytes of a book as they are stored and passed on: its JSON under gzip, named by the SHA-256
 * of these bytes. The same content gives the same bytes in every runtime.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { gzipSync } from 'fflate'
import { type ReadBook, readForm } from './forms.ts'
import { packBook } from './pack.ts'
import type { BookContent } from './packed.ts'

export interface EncodedBook {
  /** SHA-256 of the bytes, in hexadecimal digits. */
  hash: string
  /** Gzip of the JSON of a `PackedBook`. */
  bytes: Uint8Array<ArrayBuffer>
  /** Length of the JSON in bytes. */
  length: number
}

export const hashOfBytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes))

/** Code units that are not ASCII. */
const FOREIGN = /[\u0080-\uffff]/g
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * JSON in ASCII alone. One letter of another script doubles what the whole text takes in memory,
 * and a browser then takes twice the time to parse it.
 */
const asciiJson = (value: object): string => JSON.stringify(value).replace(FOREIGN, escaped)

export const encodeBook = (content: BookContent): EncodedBook => {
  const json = new TextEncoder().encode(asciiJson(packBook(content)))
  // Without a time in its head: it would make other bytes of the same content.
  const bytes = new Uint8Array(gzipSync(json, { level: 9, mtime: 0 }))
  return { hash: hashOfBytes(bytes), bytes, length: json.length }
}

/** The text of a book, of any form that was ever written. */
export const readBook = (json: string): ReadBook => readForm(JSON.parse(json))
