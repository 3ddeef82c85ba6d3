/** Stores and reads the exhibits that a report cites. Each is stored once, under its hash. */
import { inArray, sql } from 'drizzle-orm'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { RatingExhibit } from '#shared/contracts/rating.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import type { Database } from '#shared/db/client.ts'
import { exhibits, reports } from '#shared/db/schema/index.ts'
import { REPORT_EXHIBITS } from '#shared/exhibits/names.ts'
import { isCurrent, leaseFrom, type RunId } from './runs.ts'

/** An exhibit with its hash. */
export interface HashedExhibit {
  hash: string
  content: Exhibit
}

const placeOf = ({ kind }: ReportExhibit): number => REPORT_EXHIBITS.indexOf(kind)

/**
 * Stores exhibits, each once under its hash, and says in the report which of these it has and which
 * are absent. What the report says of a kind already stays, and the kinds stand in one order,
 * whichever came first. False when the run is no longer the current one.
 */
export const noteExhibits = (
  db: Database,
  id: RunId,
  made: readonly HashedExhibit[],
  told: readonly ReportExhibit[],
): Promise<boolean> =>
  db.transaction(async (tx) => {
    // Several steps of a run note theirs at the same time.
    const [row] = await tx
      .select({ exhibits: reports.exhibits })
      .from(reports)
      .where(isCurrent(id))
      .for('update')
    if (!row) return false
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
    const known = row.exhibits ?? []
    const added = told.filter(({ kind }) => known.every((one) => one.kind !== kind))
    await tx
      .update(reports)
      .set({
        exhibits: [...known, ...added].toSorted((a, b) => placeOf(a) - placeOf(b)),
        leaseExpiresAt: leaseFrom(sql`now()`),
      })
      .where(isCurrent(id))
    return true
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

/** The rating of a report; null before it was rated, and in older reports. */
export const readRating = async (
  db: Database,
  told: readonly ReportExhibit[] | null,
): Promise<RatingExhibit | null> => {
  const [content] = await readExhibits(
    db,
    (told ?? []).filter(({ kind }) => kind === 'rating'),
  )
  return content?.kind === 'rating' ? content : null
}
