/** Creates a report once for each idempotency key. */
import { eq, sql } from 'drizzle-orm'
import type { Language } from '#shared/names.ts'
import type { ReportSummary, StoredRequest } from '#shared/contracts/orchestrator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { reports } from '#shared/db/schema/index.ts'
import { READ_EXHIBITS } from '#shared/exhibits/names.ts'
import { exhibitsWanted } from '../exhibits/collect.ts'
import { canonicalJson } from '../seal.ts'
import { notFound } from './read.ts'
import { SUMMARY_COLUMNS, toSummary } from './rows.ts'
import { leaseFrom } from './runs.ts'

type StoredInputs = Pick<
  typeof reports.$inferSelect,
  'instrument' | 'book' | 'reading' | 'exhibits' | 'inputs'
>

export interface ReportToInsert {
  id: string
  idempotencyKey: string | null
  request: StoredRequest
  language: Language
  /** Of another report, which are not collected again. */
  inputs?: StoredInputs
}

/**
 * What another report was written from, for one that is written from the same. The rating rests on
 * them and is computed again. Fails with `report_not_ready` when that report has no inputs.
 */
export const inputsOf = async (
  db: Database,
  id: string,
): Promise<Result<{ request: StoredRequest; language: Language; inputs: StoredInputs }>> => {
  const [row] = await db
    .select({
      status: reports.status,
      request: reports.request,
      language: reports.language,
      instrument: reports.instrument,
      book: reports.book,
      reading: reports.reading,
      exhibits: reports.exhibits,
      inputs: reports.inputs,
      config: reports.config,
    })
    .from(reports)
    .where(eq(reports.id, id))
  if (!row) return notFound(id)
  const { status, request, language, instrument, book, reading, exhibits, inputs } = row
  if (instrument === null || (book === null && inputs === null))
    return fail('report_not_ready', `The report is ${status} and has no financials.`)
  // While exhibits are still collected nobody knows which the report will have.
  const isActive = status === 'queued' || status === 'running'
  const wanted = row.config ? exhibitsWanted(row.config) : READ_EXHIBITS
  if (isActive && !wanted.every((kind) => exhibits?.some((told) => told.kind === kind)))
    return fail('report_not_ready', `The report is ${status} and still collects its exhibits.`)
  const kept = (exhibits ?? []).filter(({ kind }) => kind !== 'rating')
  return ok({ request, language, inputs: { instrument, book, reading, exhibits: kept, inputs } })
}

/**
 * Inserts the report as queued, or returns the report that was made with the same key and request
 * (`created: false`). Fails with `idempotency_conflict` when the key was used for another request.
 * The insert itself decides this, so two repeats cannot both create a report.
 */
export const insertReport = async (
  db: Database,
  report: ReportToInsert,
): Promise<Result<{ created: boolean; summary: ReportSummary }>> => {
  const { id, idempotencyKey, request, language, inputs } = report
  const [row] = await db
    .insert(reports)
    .values({
      id,
      idempotencyKey,
      request,
      market: request.market,
      symbol: request.symbol,
      language,
      model: request.model,
      asOf: request.as_of ?? null,
      status: 'queued',
      createdAt: new Date(),
      leaseExpiresAt: leaseFrom(sql`now()`),
      ...inputs,
    })
    .onConflictDoNothing({ target: reports.idempotencyKey })
    .returning(SUMMARY_COLUMNS)
  if (row) return ok({ created: true, summary: toSummary(row) })
  const [existing] = await db
    .select({ ...SUMMARY_COLUMNS, request: reports.request })
    .from(reports)
    .where(eq(reports.idempotencyKey, idempotencyKey ?? ''))
  if (!existing || canonicalJson(existing.request) !== canonicalJson(request))
    return fail(
      'idempotency_conflict',
      'The Idempotency-Key belongs to a report with another request. Use a new key.',
    )
  return ok({ created: false, summary: toSummary(existing) })
}
