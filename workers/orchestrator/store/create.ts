/** Creates a report once for each idempotency key. */
import { eq, sql } from 'drizzle-orm'
import type { Language } from '#shared/names.ts'
import type { ReportRequest, ReportSummary } from '#shared/contracts/orchestrator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { reports } from '#shared/db/schema/index.ts'
import { canonicalJson } from '../seal.ts'
import { SUMMARY_COLUMNS, toSummary } from './rows.ts'
import { leaseFrom } from './runs.ts'

export interface ReportToInsert {
  id: string
  idempotencyKey: string | null
  request: ReportRequest
  language: Language
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
  const { id, idempotencyKey, request, language } = report
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
