/** Computes the seals of reports anew from what the database of a stack has stored of them. */
import { eq, inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Database } from '#shared/db/client.ts'
import { readBookBytes } from '#shared/db/read-book.ts'
import { exhibits, reports } from '#shared/db/schema/index.ts'
import { sha256 } from '../../orchestrator/seal.ts'
import { sealedInputs, sealOf } from '../../orchestrator/sealed.ts'
import { sectionsOf } from '../../orchestrator/store/read.ts'
import { openEmbedded } from '../database.ts'

/** Whether the bytes of the book and the content of each exhibit are those that the hashes name. */
const inputsFit = async (
  db: Database,
  book: string,
  hashes: readonly string[],
): Promise<boolean> => {
  if ((await readBookBytes(db, book)).is !== 'there') return false
  const rows = await db
    .select()
    .from(exhibits)
    .where(inArray(exhibits.hash, [...hashes]))
  for (const row of rows) if ((await sha256(row.content)) !== row.hash) return false
  return rows.length === hashes.length
}

const fits = async (db: Database, id: string): Promise<boolean> => {
  const [row] = await db.select().from(reports).where(eq(reports.id, id))
  if (!row?.seal || row.book === null) return false
  const hashes = new Set((row.exhibits ?? []).flatMap(({ hash }) => hash ?? []))
  const seal = await sealOf(sealedInputs(row), row.config, await sectionsOf(db, id))
  return seal === row.seal && (await inputsFit(db, row.book, [...hashes]))
}

/**
 * The ids of the reports whose stored seal equals the one computed from their stored inputs,
 * configuration and sections.
 */
export const sealsThatFit = async (
  folder: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const database = await openEmbedded(folder)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const db: Database = drizzle(client)
    const fitting = new Set<string>()
    for (const id of ids) if (await fits(db, id)) fitting.add(id)
    return fitting
  } finally {
    await client.end()
    await database.close()
  }
}
