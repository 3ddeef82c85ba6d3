/** Reads reports. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import { snapshotInTodaysForm } from '#shared/configuration/former.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { reportSections, reports } from '#shared/db/schema/index.ts'
import { SUMMARY_COLUMNS, type SectionRow, toReport, toSummary } from './rows.ts'

export const notFound = (id: string) => fail('report_not_found', `There is no report ${id}.`)

export const sectionsOf = (db: Database, id: string): Promise<SectionRow[]> =>
  db
    .select()
    .from(reportSections)
    .where(eq(reportSections.report, id))
    .orderBy(asc(reportSections.position))

/** Returns reports, newest first. */
export const listReports = async (
  db: Database,
  limit: number,
): Promise<Result<{ reports: ReportSummary[] }>> => {
  const rows = await db
    .select(SUMMARY_COLUMNS)
    .from(reports)
    .orderBy(desc(reports.createdAt))
    .limit(limit)
  return ok({ reports: rows.map(toSummary) })
}

/** Returns a report with its sections, or fails with `report_not_found`. */
export const readReport = async (db: Database, id: string): Promise<Result<Report>> => {
  const configVersion = sql<number | null>`(${reports.config} ->> 'version')::int`
  const [row] = await db
    .select({ ...SUMMARY_COLUMNS, configVersion, seal: reports.seal })
    .from(reports)
    .where(eq(reports.id, id))
  return row ? ok(toReport(row, await sectionsOf(db, id))) : notFound(id)
}

/**
 * Returns the financials that a report was written from. Fails with `report_not_ready` until they
 * are stored.
 */
export const readInputs = async (db: Database, id: string): Promise<Result<Financials>> => {
  const [row] = await db
    .select({ inputs: reports.inputs, status: reports.status })
    .from(reports)
    .where(eq(reports.id, id))
  if (!row) return notFound(id)
  return row.inputs
    ? ok(row.inputs)
    : fail('report_not_ready', `The report is ${row.status} and has no financials.`)
}

/**
 * Reads what a run works with. `known` are the financials of the report if they have been read
 * already; they are the largest part.
 */
export const readMaterial = async (db: Database, id: string, known: Financials | null) => {
  const [row] = await db
    .select({
      config: reports.config,
      language: reports.language,
      model: reports.model,
      request: reports.request,
    })
    .from(reports)
    .where(eq(reports.id, id))
  const inputs = known ? ok(known) : await readInputs(db, id)
  if (!row?.config || !inputs.ok) throw new Error('the report has no configuration or inputs')
  return {
    config: snapshotInTodaysForm(row.config),
    language: row.language,
    model: row.model,
    fresh: row.request.fresh === true,
    financials: inputs.data,
  }
}
