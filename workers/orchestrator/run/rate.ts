/**
 * The step `rating`: tests, grades, thesis and risks, computed once from the book and those
 * exhibits of the report that it rests on, and kept as an exhibit, so that the seal covers them.
 */
import { eq } from 'drizzle-orm'
import { reports } from '#shared/db/schema/index.ts'
import { RATED_EXHIBITS } from '#shared/exhibits/names.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'
import { sha256 } from '../seal.ts'
import { noteExhibits } from '../store/exhibits.ts'
import type { StepContext } from './step-context.ts'

export const rate = async (context: StepContext): Promise<void> => {
  const { id } = context
  const stored = await context.database(async (db) => {
    const [row] = await db
      .select({ book: reports.book, exhibits: reports.exhibits })
      .from(reports)
      .where(eq(reports.id, id.report))
    return row
  })
  if (!stored || stored.book === null) return
  if (stored.exhibits?.some(({ kind }) => kind === 'rating')) return
  const { figures } = await context.readFigures(RATED_EXHIBITS)
  const content = rateCompany(figures, {
    instrument: figures.about.instrument.id,
    as_of: figures.reading.as_of,
  })
  const hash = await sha256(content)
  const { kind } = content
  await context.database((db) =>
    noteExhibits(db, id, [{ hash, content }], [{ kind, hash, absent: null }]),
  )
}
