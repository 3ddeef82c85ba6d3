/**
 * Columns by their hash: in this isolate, else in the database. They never change, so they are kept
 * without a time, up to a bound of memory.
 */
import { inArray } from 'drizzle-orm'
import { hashOfBytes } from '#shared/book/bytes.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { screenColumns } from '#shared/db/schema/screens.ts'
import { DamagedColumn } from '#shared/screen/column-bytes.ts'
import { unpackColumn, unpackCompanies } from '#shared/screen/packed-column.ts'
import type { Column, Companies } from '#shared/screen/table.ts'
import { LeastRecent } from '../../books/kept.ts'

/** Most bytes of opened columns: two hundred of a market of 6,000 companies. */
const MOST_OPENED_BYTES = 12_000_000
/** Most companies of opened lists, in all: about 500 bytes each. */
const MOST_COMPANIES = 40_000
/** Most bytes of columns as they are passed on. */
const MOST_BYTES = 4_000_000

const openedColumns = new LeastRecent<Column>(
  MOST_OPENED_BYTES,
  ({ values, reasons }) => values.byteLength + reasons.byteLength,
)
const openedCompanies = new LeastRecent<Companies>(MOST_COMPANIES, ({ ids }) => ids.length)
const keptBytes = new LeastRecent<Uint8Array<ArrayBuffer>>(MOST_BYTES, (bytes) => bytes.length)

const unknown = (hash: string): Result<never> =>
  fail('column_not_found', `There is no column ${hash}. Ask for the market again.`)
const damaged = (hash: string): Result<never> =>
  fail('column_damaged', `The stored bytes of the column ${hash} are not those of its hash.`)

/** The stored bytes of these columns, in one statement. */
const readBytes = async (
  db: Database,
  hashes: readonly string[],
): Promise<Result<Map<string, Uint8Array<ArrayBuffer>>>> => {
  if (hashes.length === 0) return ok(new Map())
  const rows = await db
    .select({ hash: screenColumns.hash, bytes: screenColumns.bytes })
    .from(screenColumns)
    .where(inArray(screenColumns.hash, [...hashes]))
  const found = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { hash, bytes } of rows) {
    if (hashOfBytes(bytes) !== hash) return damaged(hash)
    found.set(hash, new Uint8Array(bytes))
  }
  const missing = hashes.find((hash) => !found.has(hash))
  return missing === undefined ? ok(found) : unknown(missing)
}

/** Bytes that this isolate passed on before. */
export const keptColumnBytes = (hash: string): Uint8Array<ArrayBuffer> | undefined =>
  keptBytes.get(hash)

/** Gzip, as it is passed on. */
export const columnBytes = async (
  db: Database,
  hash: string,
): Promise<Result<Uint8Array<ArrayBuffer>>> => {
  const read = await readBytes(db, [hash])
  if (!read.ok) return read
  const bytes = read.data.get(hash)
  if (!bytes) return unknown(hash)
  keptBytes.set(hash, bytes)
  return ok(bytes)
}

/** Columns and lists of companies, opened: those that are not kept in one statement. */
export const openColumns = async (
  db: Database,
  wanted: { columns: readonly string[]; companies: readonly string[] },
): Promise<Result<{ columns: Map<string, Column>; companies: Map<string, Companies> }>> => {
  const columns = new Map<string, Column>()
  const companies = new Map<string, Companies>()
  const missing = new Set<string>()
  for (const hash of wanted.columns) {
    const kept = openedColumns.get(hash)
    if (kept) columns.set(hash, kept)
    else missing.add(hash)
  }
  for (const hash of wanted.companies) {
    const kept = openedCompanies.get(hash)
    if (kept) companies.set(hash, kept)
    else missing.add(hash)
  }
  const read = await readBytes(db, [...missing])
  if (!read.ok) return read
  for (const [hash, bytes] of read.data) {
    try {
      if (wanted.companies.includes(hash)) {
        const opened = unpackCompanies(bytes)
        companies.set(hash, opened)
        openedCompanies.set(hash, opened)
      } else {
        const opened = unpackColumn(bytes)
        columns.set(hash, opened)
        openedColumns.set(hash, opened)
      }
    } catch (error) {
      if (error instanceof DamagedColumn) return damaged(hash)
      throw error
    }
  }
  return ok({ columns, companies })
}
