/**
 * The names of industries as the lists of companies have them: of the newest snapshot of each
 * market.
 */
import { desc } from 'drizzle-orm'
import type { Manifest } from '#shared/contracts/screens.ts'
import type { Database } from '#shared/db/client.ts'
import { snapshots } from '#shared/db/schema/screens.ts'
import { openColumns } from './columns.ts'

export const industriesKnown = async (db: Database): Promise<string[]> => {
  const rows = await db
    .selectDistinctOn([snapshots.market], { manifest: snapshots.manifest })
    .from(snapshots)
    .orderBy(snapshots.market, desc(snapshots.madeAt))
  const hashes = rows.map(({ manifest }) => (manifest as Manifest).companies.hash)
  const opened = await openColumns(db, { columns: [], companies: hashes })
  if (!opened.ok) return []
  const names = [...opened.data.companies.values()].flatMap(({ industries }) => industries)
  return [...new Set(names.filter((name) => name !== null))].sort()
}
