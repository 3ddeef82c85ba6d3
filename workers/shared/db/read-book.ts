/**
 * Reads the bytes of a book by its hash, and what is in them. The bytes of a row are believed only
 * when they have its hash.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { readBook } from '../book/bytes.ts'
import type { ReadBook } from '../book/forms.ts'
import type { Database } from './client.ts'
import type { MadeFrom } from './schema/books.ts'

export type StoredBook =
  | { is: 'there'; bytes: Uint8Array<ArrayBuffer> }
  /** The row's bytes do not have its hash. */
  | { is: 'damaged'; instrument: string; made_from: MadeFrom }
  | { is: 'unknown' }

/** One statement. */
export const readBookBytes = async (
  db: Pick<Database, 'execute'>,
  hash: string,
): Promise<StoredBook> => {
  const { rows } = await db.execute<{
    bytes: Uint8Array
    instrument: string
    made_from: MadeFrom
  }>(sql`select bytes, instrument, made_from from books where hash = ${hash}`)
  const [row] = rows
  if (!row) return { is: 'unknown' }
  const bytes = new Uint8Array(row.bytes)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  if (bytesToHex(digest) === hash) return { is: 'there', bytes }
  return { is: 'damaged', instrument: row.instrument, made_from: row.made_from }
}

/** What is in the bytes. */
export const unpackBytes = async (bytes: Uint8Array<ArrayBuffer>): Promise<ReadBook> => {
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return readBook(await new Response(unpacked).text())
}
