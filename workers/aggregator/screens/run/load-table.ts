/** Snapshots as one table for the engine, with the columns that are needed and no others. */
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import type { Database } from '#shared/db/client.ts'
import type { Column, ScreenTable } from '#shared/screen/table.ts'
import {
  type ColumnName,
  columnKey,
  joinTables,
  type Rates,
  tableOf,
} from '#shared/screen/tables.ts'
import { openColumns } from './columns.ts'

/** The hash of each of these columns that the snapshot has, by `columnKey`. */
const hashesOf = ({ columns }: Manifest, needed: readonly ColumnName[]): Map<string, string> => {
  const wanted = new Set(needed.map(columnKey))
  const found = new Map<string, string>()
  for (const { field, lag, hash } of columns) {
    const key = columnKey({ field, lag })
    if (wanted.has(key)) found.set(key, hash)
  }
  return found
}

/** One after the other in the order of the manifests. */
export const loadTable = async (
  db: Database,
  manifests: readonly Manifest[],
  needed: readonly ColumnName[],
): Promise<Result<(rates: Rates) => ScreenTable>> => {
  const hashes = manifests.map((manifest) => hashesOf(manifest, needed))
  const opened = await openColumns(db, {
    columns: [...new Set(hashes.flatMap((of) => [...of.values()]))],
    companies: manifests.map(({ companies }) => companies.hash),
  })
  if (!opened.ok) return opened
  const { columns, companies } = opened.data
  const parts = manifests.map((manifest, at) => {
    const list = companies.get(manifest.companies.hash)
    if (!list) throw new Error('a list of companies was asked for and not opened')
    const own = new Map<string, Column>()
    for (const [key, hash] of hashes[at] ?? []) {
      const column = columns.get(hash)
      if (column) own.set(key, column)
    }
    return { list, own }
  })
  return ok((rates) => joinTables(parts.map(({ list, own }) => tableOf(list, own, rates))))
}
