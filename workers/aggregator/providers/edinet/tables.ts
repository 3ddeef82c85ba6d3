/**
 * The tables in a document's ZIP: tab-separated UTF-16 text with one row for each figure, which has
 * its element, context, unit and value. Pure.
 */
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

export interface EdinetRow {
  element: string
  context: string
  /** `JPY`, `JPYPerShares`, `pure`, `shares`; empty for text. */
  unit: string
  value: string
}

/**
 * The report's own table has a name that begins with jpcrp; auditors' tables (jpaud…) are in the
 * same archive.
 */
const REPORT = /(^|\/)jpcrp[^/]*\.csv$/i
/**
 * Most bytes of all tables together. The tables of the largest reports have some megabytes; an
 * archive that unpacks to more is not what was asked for.
 */
const MAX_TABLE_BYTES = 16 * 1024 * 1024
const COLUMNS = {
  element: '要素ID',
  context: 'コンテキストID',
  unit: 'ユニットID',
  value: '値',
} as const

const unpacked = (archive: Uint8Array): Uint8Array | null => {
  try {
    let left = MAX_TABLE_BYTES
    // The library never unpacks more than the size that the archive states.
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (!REPORT.test(name) || originalSize > left) return false
        left -= originalSize
        return true
      },
    })
    const [first] = Object.keys(files).toSorted()
    return (first && files[first]) || null
  } catch {
    return null
  }
}

export const readTables = (
  documentId: string,
  archive: Uint8Array,
): ProviderResult<EdinetRow[]> => {
  const table = unpacked(archive)
  if (!table) return malformed('edinet', `${documentId} jpcrp….csv`)
  const [header = [], ...lines] = Papa.parse<string[]>(new TextDecoder('utf-16le').decode(table), {
    delimiter: '\t',
    skipEmptyLines: true,
  }).data
  const at = (column: string): number => header.indexOf(column)
  const missing = Object.values(COLUMNS).find((column) => at(column) < 0)
  if (missing) return malformed('edinet', `${documentId} ${missing}`)
  const [element, context, unit, value] = [
    at(COLUMNS.element),
    at(COLUMNS.context),
    at(COLUMNS.unit),
    at(COLUMNS.value),
  ]
  return {
    ok: true,
    data: lines.map((line) => ({
      element: line[element] ?? '',
      context: line[context] ?? '',
      unit: line[unit] ?? '',
      value: line[value] ?? '',
    })),
  }
}
