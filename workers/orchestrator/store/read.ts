/** Reads reports. */
import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { snapshotInTodaysForm } from '#shared/configuration/former.ts'
import type {
  Report,
  ReportExhibit,
  ReportPrompts,
  ReportSummary,
} from '#shared/contracts/orchestrator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { reportSections, reports } from '#shared/db/schema/index.ts'
import { readRating } from './exhibits.ts'
import { SUMMARY_COLUMNS, type SectionRow, toReport, toSummary } from './rows.ts'

export const notFound = (id: string) => fail('report_not_found', `There is no report ${id}.`)

export const sectionsOf = (db: Database, id: string): Promise<SectionRow[]> =>
  db
    .select()
    .from(reportSections)
    .where(eq(reportSections.report, id))
    .orderBy(asc(reportSections.position))

/** Returns reports, newest first: of all companies, or of one. */
export const listReports = async (
  db: Database,
  { limit, instrument }: { limit: number; instrument?: string | undefined },
): Promise<Result<{ reports: ReportSummary[] }>> => {
  const rows = await db
    .select(SUMMARY_COLUMNS)
    .from(reports)
    .where(
      instrument === undefined ? undefined : sql`${reports.instrument} ->> 'id' = ${instrument}`,
    )
    .orderBy(desc(reports.createdAt))
    .limit(limit)
  return ok({ reports: rows.map(toSummary) })
}

/**
 * The newest report of a company that has collected exhibits, with what it says of them. Null when
 * there is none.
 */
export const newestExhibits = async (
  db: Database,
  instrument: string,
): Promise<{ id: string; exhibits: ReportExhibit[] } | null> => {
  const [row] = await db
    .select({ id: reports.id, exhibits: reports.exhibits })
    .from(reports)
    .where(
      and(
        sql`${reports.instrument} ->> 'id' = ${instrument}`,
        isNotNull(reports.exhibits),
        eq(reports.status, 'complete'),
      ),
    )
    .orderBy(desc(reports.createdAt))
    .limit(1)
  return row?.exhibits ? { id: row.id, exhibits: row.exhibits } : null
}

/** Returns a report with its sections, or fails with `report_not_found`. */
export const readReport = async (db: Database, id: string): Promise<Result<Report>> => {
  const configVersion = sql<number | null>`(${reports.config} ->> 'version')::int`
  const [row] = await db
    .select({
      ...SUMMARY_COLUMNS,
      configVersion,
      seal: reports.seal,
      book: reports.book,
      reading: reports.reading,
      exhibits: reports.exhibits,
    })
    .from(reports)
    .where(eq(reports.id, id))
  if (!row) return notFound(id)
  const sections = await sectionsOf(db, id)
  return ok(toReport(row, sections, await readRating(db, row.exhibits)))
}

/** Returns the prompts that a report keeps, module by module. */
export const readPrompts = async (db: Database, id: string): Promise<Result<ReportPrompts>> => {
  const [row] = await db.select({ config: reports.config }).from(reports).where(eq(reports.id, id))
  if (!row) return notFound(id)
  if (!row.config) return fail('report_not_ready', 'The report has not read its configuration yet.')
  const { version, modules, prompts } = row.config
  return ok({
    config_version: version,
    modules: modules.flatMap((module) => {
      const text = prompts[module.prompt]
      return text === undefined ? [] : [{ module: module.id, prompt: module.prompt, text }]
    }),
  })
}

/** What a run works with, apart from the figures. It does not change once the run has begun. */
export type Material = Awaited<ReturnType<typeof readMaterial>>

export const readMaterial = async (db: Database, id: string) => {
  const [row] = await db
    .select({
      config: reports.config,
      language: reports.language,
      model: reports.model,
      request: reports.request,
    })
    .from(reports)
    .where(eq(reports.id, id))
  if (!row?.config) throw new Error('the report has no configuration')
  return {
    config: snapshotInTodaysForm(row.config),
    language: row.language,
    model: row.model,
    fresh: row.request.fresh === true,
    /** The report whose sections are taken over where it has them. */
    keptFrom: (row.request.keep_written && row.request.inputs_of) || null,
  }
}
