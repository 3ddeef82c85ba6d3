/**
 * Reads the figures that a report was written from: out of the book that it refers to, or out of
 * the whole answer that an older report holds.
 */
import { eq } from 'drizzle-orm'
import { Book, type IdOf } from '#shared/book/book.ts'
import { FigureIndex } from '#shared/book/figure-index.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import type { BookReading } from '#shared/book/packed.ts'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { RatingExhibit } from '#shared/contracts/rating.ts'
import type { Database } from '#shared/db/client.ts'
import { readBookBytes, unpackBytes } from '#shared/db/read-book.ts'
import { reports } from '#shared/db/schema/index.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { withOrigins } from '#shared/fact-origins.ts'
import { createClient } from '#shared/http/client.ts'
import type { Env } from '../env.ts'
import { sealedInputs } from '../sealed.ts'
import { readExhibits } from './exhibits.ts'
import { notFound } from './read.ts'

export interface ReportFigures {
  figures: FigureIndex
  /** What the seal covers of the figures: the hash of the book and its reading, or the answer. */
  sealed: unknown
  /** Null before the report was rated, and in older reports. */
  rating: RatingExhibit | null
  /** What the report says of its exhibits so far; null before any is collected. */
  told: ReportExhibit[] | null
}

/** Asks the aggregator for a book whose stored bytes are damaged: it makes and stores it again. */
const repair = async (env: Pick<Env, 'AGGREGATOR'>, hash: string, requestId: string) => {
  const aggregator = createClient(aggregatorContract, env.AGGREGATOR, {
    requestId,
    service: 'data-aggregator',
  })
  const answer = await aggregator.passOn('getBook', { params: { hash } })
  if (answer instanceof Response) await answer.body?.cancel()
}

interface FigureSource {
  db: Database
  env: Pick<Env, 'AGGREGATOR'>
  requestId: string
  /** Gives facts the ids that they have everywhere. Without it they have ids of the book's own. */
  idOf?: IdOf
}

interface ReportFigureSource extends FigureSource {
  /** The exhibits whose figures are read; absent for all that the report has. */
  kinds?: readonly string[] | undefined
  /** The book of the report, when it was opened before. */
  book?: Book | null
}

/** Opens a book that a report refers to. */
export const openFigures = async (
  hash: string,
  reading: BookReading,
  { db, env, requestId, idOf }: FigureSource,
): Promise<Result<FigureIndex>> => {
  let stored = await readBookBytes(db, hash)
  if (stored.is === 'damaged') {
    await repair(env, hash, requestId)
    stored = await readBookBytes(db, hash)
  }
  const book = stored.is === 'there' ? await unpackBytes(stored.bytes) : null
  if (book?.is === 'read') return ok(new FigureIndex(new Book(book.packed, idOf ?? null), reading))
  return book?.is === 'newer'
    ? fail('book_of_newer_form', `The book ${hash} of the report has form ${book.form}.`)
    : fail('book_damaged', `The book ${hash} of the report cannot be read.`)
}

/** Fails with `report_not_ready` until the figures are there. */
export const readFigures = async (
  id: string,
  reader: ReportFigureSource,
): Promise<Result<ReportFigures>> => {
  const [row] = await reader.db
    .select({
      book: reports.book,
      reading: reports.reading,
      exhibits: reports.exhibits,
      inputs: reports.inputs,
      status: reports.status,
    })
    .from(reports)
    .where(eq(reports.id, id))
  if (!row) return notFound(id)
  if (row.inputs)
    return ok({
      figures: figuresOf(withOrigins(row.inputs)),
      sealed: row.inputs,
      rating: null,
      told: null,
    })
  if (row.book === null || row.reading === null)
    return fail('report_not_ready', `The report is ${row.status} and has no financials.`)
  let { book } = reader
  if (!book) {
    const opened = await openFigures(row.book, row.reading, reader)
    if (!opened.ok) return opened
    book = opened.data.book
  }
  const { kinds } = reader
  const cited = row.exhibits?.filter(({ kind }) => kinds?.includes(kind) ?? true) ?? null
  const exhibits = await readExhibits(reader.db, cited)
  return ok({
    figures: new ReportFigureIndex(book, row.reading, exhibits),
    rating: exhibits.find((exhibit) => exhibit.kind === 'rating') ?? null,
    told: row.exhibits,
    sealed: sealedInputs(row),
  })
}
