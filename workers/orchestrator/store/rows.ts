/** Converts rows of the report tables to the forms of the contract. Pure. */
import { sql } from 'drizzle-orm'
import type { Report, ReportSummary, Section } from '#shared/contracts/orchestrator.ts'
import type { RatingExhibit } from '#shared/contracts/rating.ts'
import { reports, type reportSections } from '#shared/db/schema/index.ts'

/** The columns of a summary: everything except the large documents. */
export const SUMMARY_COLUMNS = {
  id: reports.id,
  status: reports.status,
  reason: reports.reason,
  detail: reports.detail,
  market: reports.market,
  symbol: reports.symbol,
  instrument: reports.instrument,
  language: reports.language,
  model: reports.model,
  asOf: reports.asOf,
  inputsOf: sql<string | null>`${reports.request} ->> 'inputs_of'`,
  createdAt: reports.createdAt,
  completedAt: reports.completedAt,
}

type ReportRow = typeof reports.$inferSelect
export type SummaryRow = Pick<ReportRow, Exclude<keyof typeof SUMMARY_COLUMNS, 'inputsOf'>> & {
  inputsOf: string | null
}
export type SectionRow = typeof reportSections.$inferSelect

export const toSummary = ({ asOf, createdAt, completedAt, ...row }: SummaryRow): ReportSummary => ({
  id: row.id,
  status: row.status,
  reason: row.reason,
  detail: row.detail,
  market: row.market,
  symbol: row.symbol,
  instrument: row.instrument,
  language: row.language,
  model: row.model,
  as_of: asOf,
  inputs_of: row.inputsOf,
  created_at: createdAt.toISOString(),
  completed_at: completedAt?.toISOString() ?? null,
})

export const toSection = (row: SectionRow): Section => ({
  module: row.module,
  names: row.names,
  needs: row.needs,
  position: row.position,
  status: row.status,
  reason: row.reason,
  detail: row.detail,
  text: row.text,
  cited: row.cited,
  unverified: row.unverified,
  findings: row.findings,
  usage: row.usage,
  fallback: row.fallback,
  reused:
    row.reusedFrom !== null && row.reusedAt !== null
      ? { report: row.reusedFrom, written_at: row.reusedAt.toISOString() }
      : null,
  started_at: row.startedAt?.toISOString() ?? null,
  completed_at: row.completedAt?.toISOString() ?? null,
})

export const toReport = (
  row: SummaryRow &
    Pick<ReportRow, 'seal' | 'book' | 'reading' | 'exhibits'> & { configVersion: number | null },
  sections: readonly SectionRow[],
  rating: RatingExhibit | null,
): Report => ({
  ...toSummary(row),
  config_version: row.configVersion,
  seal: row.seal,
  book: row.book,
  reading: row.reading,
  exhibits: row.exhibits,
  rating,
  sections: sections.map(toSection),
})
