/** Stores and reads the exhibits that a report cites. Each is stored once, under its hash. */
import { eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { RatingExhibit } from '#shared/contracts/rating.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import type { Database } from '#shared/db/client.ts'
import { exhibits, reports } from '#shared/db/schema/index.ts'
import { isCurrent, leaseFrom, type RunId } from './runs.ts'

/** An exhibit with its hash. */
export interface HashedExhibit {
  hash: string
  content: Exhibit
}

/** Stores exhibits, each once under its hash. */
export const storeExhibits = async (
  db: Database,
  made: readonly HashedExhibit[],
): Promise<void> => {
  await db
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
}

/**
 * Stores what the report says of its exhibits, once. False when the run is no longer the current one
 * or an earlier one has said it.
 */
export const tellExhibits = async (
  db: Database,
  id: RunId,
  told: readonly ReportExhibit[],
): Promise<boolean> => {
  const rows = await db
    .update(reports)
    .set({ exhibits: [...told], leaseExpiresAt: leaseFrom(sql`now()`) })
    .where(sql`${isCurrent(id)} and ${isNull(reports.exhibits)}`)
    .returning({ id: reports.id })
  return rows.length === 1
}

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

/** Adds one exhibit that rests on the others. False when the report has one of its kind. */
export const addExhibit = (
  db: Database,
  id: RunId,
  { hash, content }: HashedExhibit & { content: RatingExhibit },
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const { kind, instrument } = content
    await tx
      .insert(exhibits)
      .values({ hash, instrument, content, madeAt: sql`now()` })
      .onConflictDoNothing()
    const told: ReportExhibit = { kind, hash, absent: null }
    const rows = await tx
      .update(reports)
      .set({
        exhibits: sql`coalesce(${reports.exhibits}, '[]'::jsonb) || ${JSON.stringify([told])}::jsonb`,
        leaseExpiresAt: leaseFrom(sql`now()`),
      })
      .where(
        sql`${isCurrent(id)} and not coalesce(${reports.exhibits}, '[]'::jsonb) @> ${JSON.stringify([{ kind }])}::jsonb`,
      )
      .returning({ id: reports.id })
    return rows.length === 1
  })

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
