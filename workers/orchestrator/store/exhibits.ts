/** Stores and reads the exhibits that a report cites. Each is stored once, under its hash. */
import { eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import type { Database } from '#shared/db/client.ts'
import { exhibits, reports } from '#shared/db/schema/index.ts'
import { isCurrent, leaseFrom, type RunId } from './runs.ts'

/** An exhibit with its hash. */
export interface HashedExhibit {
  hash: string
  content: Exhibit
}

/**
 * Stores the exhibits and what the report says of them, once. False when the run is no longer the
 * current one or another try has stored them.
 */
export const storeExhibits = (
  db: Database,
  id: RunId,
  made: readonly HashedExhibit[],
  told: readonly ReportExhibit[],
): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (made.length > 0)
      await tx
        .insert(exhibits)
        .values(
          made.map(({ hash, content }) => ({
            hash,
            instrument: content.instrument,
            content,
            madeAt: sql`now()`,
          })),
        )
        .onConflictDoNothing()
    const rows = await tx
      .update(reports)
      .set({ exhibits: [...told], leaseExpiresAt: leaseFrom(sql`now()`) })
      .where(sql`${isCurrent(id)} and ${isNull(reports.exhibits)}`)
      .returning({ id: reports.id })
    return rows.length === 1
  })

/** The exhibits that a report cites, in the order in which it names them. */
export const readExhibits = async (
  db: Database,
  told: readonly ReportExhibit[] | null,
): Promise<Exhibit[]> => {
  const hashes = (told ?? []).flatMap(({ hash }) => hash ?? [])
  if (hashes.length === 0) return []
  const rows = await db
    .select({ hash: exhibits.hash, content: exhibits.content })
    .from(exhibits)
    .where(inArray(exhibits.hash, hashes))
  return hashes.flatMap((hash) => rows.find((row) => row.hash === hash)?.content ?? [])
}

/** What the report says of its exhibits; null before they were collected. */
export const exhibitsTold = async (
  db: Database,
  report: string,
): Promise<ReportExhibit[] | null> => {
  const [row] = await db
    .select({ exhibits: reports.exhibits })
    .from(reports)
    .where(eq(reports.id, report))
  return row?.exhibits ?? null
}
