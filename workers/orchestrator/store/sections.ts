/**
 * Stores a section in the database. A section is claimed before its model is called, is written
 * once, and is never started again after it has ended.
 */
import { and, desc, eq, exists, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { AnalyzeResponse } from '#shared/contracts/analysis.ts'
import type { SectionFallback } from '#shared/contracts/orchestrator.ts'
import type { Database } from '#shared/db/client.ts'
import { reportSections, reports } from '#shared/db/schema/index.ts'
import type { SectionRow } from './rows.ts'
import type { RunId } from './runs.ts'

export interface SectionId extends RunId {
  module: string
}

const sectionIs = ({ report, module }: SectionId) =>
  and(eq(reportSections.report, report), eq(reportSections.module, module))

const runIsCurrent = (db: Database, { report, run }: RunId) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(reports)
      .where(and(eq(reports.id, report), eq(reports.run, run), eq(reports.status, 'running'))),
  )

const isNewestAttempt = (db: Database, id: SectionId, attempt: number) =>
  and(
    sectionIs(id),
    eq(reportSections.status, 'running'),
    eq(reportSections.attempts, attempt),
    runIsCurrent(db, id),
  )

/**
 * Claims the section for one attempt and returns the number of the attempt, which `writeSection`
 * needs. Returns null when the section has ended (in this run or another) or when the run is no
 * longer the current run of the report. A section that is still running is taken over if its run
 * was lost or its attempt in this run was cut off. The number that the earlier writer holds is then
 * out of date.
 */
export const claimSection = async (
  db: Database,
  id: SectionId,
  inputHash: string,
): Promise<number | null> => {
  const [row] = await db
    .update(reportSections)
    .set({
      status: 'running',
      inputHash,
      attempts: sql`${reportSections.attempts} + 1`,
      startedAt: sql`coalesce(${reportSections.startedAt}, now())`,
    })
    .where(
      and(
        sectionIs(id),
        inArray(reportSections.status, ['pending', 'running']),
        runIsCurrent(db, id),
      ),
    )
    .returning({ attempts: reportSections.attempts })
  return row?.attempts ?? null
}

/** A section that was written from the same input, and where it was written first. */
export interface WrittenBefore {
  answer: Pick<AnalyzeResponse, 'text' | 'cited' | 'unverified' | 'findings' | 'usage'>
  report: string
  writtenAt: Date
  /** Of a section that is kept as it stands in its report. */
  fallback?: SectionFallback | null
}

const toWritten = (row: typeof reportSections.$inferSelect): WrittenBefore | null => {
  if (row.text === null || row.usage === null || row.completedAt === null) return null
  const { text, cited, unverified, findings, usage } = row
  return {
    answer: { text, cited, unverified, usage, ...(findings !== null && { findings }) },
    report: row.reusedFrom ?? row.report,
    writtenAt: row.reusedAt ?? row.completedAt,
  }
}

/**
 * The newest complete section of another report that was written from this input, without a number
 * that no figure bears out. Null when there is none.
 */
export const writtenBefore = async (
  db: Database,
  { report }: SectionId,
  inputHash: string,
): Promise<WrittenBefore | null> => {
  const [row] = await db
    .select()
    .from(reportSections)
    .where(
      and(
        eq(reportSections.inputHash, inputHash),
        eq(reportSections.status, 'complete'),
        ne(reportSections.report, report),
        isNotNull(reportSections.usage),
        sql`${reportSections.unverified} = '[]'::jsonb`,
      ),
    )
    .orderBy(desc(reportSections.completedAt))
    .limit(1)
  return row ? toWritten(row) : null
}

/** The section of another report as it stands there; null where it was not written. */
export const writtenIn = async (
  db: Database,
  report: string,
  module: string,
): Promise<WrittenBefore | null> => {
  const [row] = await db
    .select()
    .from(reportSections)
    .where(
      and(
        eq(reportSections.report, report),
        eq(reportSections.module, module),
        eq(reportSections.status, 'complete'),
      ),
    )
  const written = row ? toWritten(row) : null
  return written && { ...written, fallback: row?.fallback ?? null }
}

export type SectionEnd =
  | { status: 'complete'; answer: WrittenBefore['answer']; reused?: WrittenBefore }
  | { status: 'failed' | 'skipped'; reason: string; detail: string }

/**
 * Stores that the model of the section failed and who is asked instead, so that a later attempt or
 * run asks that one. False when the attempt is not the newest, or when the report was cancelled.
 */
export const storeFallback = async (
  db: Database,
  id: SectionId,
  attempt: number,
  fallback: SectionFallback,
): Promise<boolean> => {
  const rows = await db
    .update(reportSections)
    .set({ fallback })
    .where(isNewestAttempt(db, id, attempt))
    .returning({ module: reportSections.module })
  return rows.length === 1
}

/**
 * Stores the result of an attempt. False when the attempt is not the newest, or when the report was
 * cancelled in the meantime.
 */
export const writeSection = async (
  db: Database,
  id: SectionId,
  attempt: number,
  end: SectionEnd,
): Promise<boolean> => {
  const values =
    end.status === 'complete'
      ? {
          text: end.answer.text,
          cited: end.answer.cited,
          unverified: end.answer.unverified,
          findings: end.answer.findings ?? null,
          usage: end.answer.usage,
          reason: null,
          reusedFrom: end.reused?.report ?? null,
          reusedAt: end.reused?.writtenAt ?? null,
          ...(end.reused?.fallback && { fallback: end.reused.fallback }),
        }
      : { reason: end.reason, detail: end.detail }
  const rows = await db
    .update(reportSections)
    .set({ status: end.status, ...values, completedAt: sql`now()` })
    .where(isNewestAttempt(db, id, attempt))
    .returning({ module: reportSections.module })
  return rows.length === 1
}

/** Marks a section that will not run. */
export const skipSection = async (
  db: Database,
  id: SectionId,
  reason: string,
  detail: string | null = null,
): Promise<boolean> => {
  const rows = await db
    .update(reportSections)
    .set({ status: 'skipped', reason, detail, completedAt: sql`now()` })
    .where(
      and(
        sectionIs(id),
        inArray(reportSections.status, ['pending', 'running']),
        runIsCurrent(db, id),
      ),
    )
    .returning({ module: reportSections.module })
  return rows.length === 1
}

/** Why a section is written again, or was given up. */
const CUT_OFF = 'cut_off'
export const CUT_OFF_TWICE = 'cut_off_twice'

/**
 * Says of each section that a lost run was writing that it was cut off: it is written again, and
 * given up when that is the second time, because its text may be what ends the Workers. Returns
 * those that are written again, and those that were given up.
 */
export const settleCutOff = (
  db: Database,
  id: RunId,
): Promise<{ again: string[]; givenUp: Pick<SectionRow, 'module' | 'names'>[] }> =>
  db.transaction(async (tx) => {
    const ofLostRun = and(
      eq(reportSections.report, id.report),
      eq(reportSections.status, 'running'),
      runIsCurrent(db, id),
    )
    const givenUp = await tx
      .update(reportSections)
      .set({
        status: 'failed',
        reason: CUT_OFF_TWICE,
        detail: 'The Workers ended twice while this section was written.',
        completedAt: sql`now()`,
      })
      .where(and(ofLostRun, eq(reportSections.reason, CUT_OFF)))
      .returning({ module: reportSections.module, names: reportSections.names })
    await tx.update(reportSections).set({ status: 'pending', reason: CUT_OFF }).where(ofLostRun)
    const again = await tx
      .select({ module: reportSections.module })
      .from(reportSections)
      .where(
        and(
          eq(reportSections.report, id.report),
          eq(reportSections.status, 'pending'),
          eq(reportSections.reason, CUT_OFF),
        ),
      )
    return { again: again.map(({ module }) => module), givenUp }
  })
