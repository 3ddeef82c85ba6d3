/** The recorded lists of whole markets, kept beside the repository and not part of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { ListColumnName, ShippedListRow } from '../../aggregator/instruments/list-format.ts'
import { COLUMNS } from '../../aggregator/instruments/list-format.ts'
import { ROOT } from '../paths.ts'

const LISTS = join(ROOT, '..', 'shared', 'bulk', 'lists')

export const listBytes = (file: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(join(LISTS, file)))

/** The rows of a CSV file by the names of its header. */
export const csvRows = (file: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(
    readFileSync(join(LISTS, file), 'utf8').replace(/^\ufeff/, ''),
    { header: true, skipEmptyLines: true },
  ).data

/** A row of which only some columns are known. */
export const listRow = (known: Partial<Record<ListColumnName, string>>): ShippedListRow =>
  Object.fromEntries(COLUMNS.map((column) => [column, known[column] ?? ''])) as ShippedListRow
