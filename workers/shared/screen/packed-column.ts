/**
 * Columns as they are stored and passed on: under gzip, named by the SHA-256 of these bytes. The
 * same column gives the same bytes in every runtime.
 */
import { gunzipSync, gzipSync } from 'fflate'
import { hashOfBytes } from '../book/bytes.ts'
import { decodeColumn, decodeCompanies, encodeColumn, encodeCompanies } from './column-bytes.ts'
import type { Column, Companies } from './table.ts'

export interface PackedColumn {
  /** SHA-256 of the bytes, in hexadecimal digits. */
  hash: string
  bytes: Uint8Array<ArrayBuffer>
}

const packed = (raw: Uint8Array): PackedColumn => {
  // Without a time in its head: it would make other bytes of the same column.
  const bytes = new Uint8Array(gzipSync(raw, { level: 9, mtime: 0 }))
  return { hash: hashOfBytes(bytes), bytes }
}

export const packColumn = (column: Column): PackedColumn => packed(encodeColumn(column))
export const packCompanies = (companies: Companies): PackedColumn =>
  packed(encodeCompanies(companies))

export const unpackColumn = (bytes: Uint8Array): Column => decodeColumn(gunzipSync(bytes))
export const unpackCompanies = (bytes: Uint8Array): Companies => decodeCompanies(gunzipSync(bytes))
