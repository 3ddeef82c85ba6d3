/**
 * Stores a run of a report in the database: its lease, its milestones and its end. Every write
 * names the run. The write takes effect only while that run is the newest and the report has not
 * ended, so a run that was given up can no longer change anything.
 */
import { and, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { Database } from '#shared/db/client.ts'
import { reportSections, reports } from '#shared/db/schema/index.ts'

export interface RunId {
  report: string
  run: number
}

/** Seconds a run counts as alive after its last sign of life: the time of three missed beats. */
export const LEASE_SECONDS = 15
/** Seconds between signs of life while a step waits for another service. */
export const BEAT_SECONDS = 5

/**
 * Returns the end of a lease that starts at `from`, by the clock of the database. The lease is
 * `extra` seconds longer when the run knows beforehand that it will wait.
 */
export const leaseFrom = (from: SQL, extra = 0): SQL<Date> =>
  sql<Date>`${from} + make_interval(secs => ${LEASE_SECONDS + extra})`

const ACTIVE = ['queued', 'running'] as const
/** Holds for the report while this run is its newest and it has not ended. */
export const isCurrent = ({ report, run }: RunId) =>
  and(eq(reports.id, report), eq(reports.run, run), inArray(reports.status, [...ACTIVE]))

/**
 * Records a sign of life. False when another run has replaced this one or the report has ended: the
 * run must stop.
 */
export const beat = async (db: Database, id: RunId, extraSeconds = 0): Promise<boolean> => {
  const rows = await db
    .update(reports)
    .set({ leaseExpiresAt: leaseFrom(sql`now()`, extraSeconds) })
    .where(isCurrent(id))
    .returning({ id: reports.id })
  return rows.length === 1
}

/**
 * Stores the configuration that the report runs with, and creates its sections. False when the run
 * is no longer the current one.
 */
export const storeSnapshot = (db: Database, id: RunId, config: ConfigSnapshot): Promise<boolean> =>
  db.transaction(async (tx) => {
    const rows = await tx
      .update(reports)
      .set({ config, status: 'running', leaseExpiresAt: leaseFrom(sql`now()`) })
      .where(isCurrent(id))
      .returning({ id: reports.id })
    if (rows.length === 0) return false
    await tx
      .insert(reportSections)
      .values(
        config.modules.map((m, position) => ({
          report: id.report,
          module: m.id,
          position,
          names: m.names,
          needs: m.needs,
          status: 'pending' as const,
          cited: [],
          unverified: [],
        })),
      )
      .onConflictDoNothing()
    return true
  })

/** Stores the book that the report is written from, and when and from whom it was read. */
export const storeInputs = async (
  db: Database,
  id: RunId,
  { instrument, book, ...reading }: CompanyAnswer,
): Promise<boolean> => {
  const rows = await db
    .update(reports)
    .set({ book, reading, instrument, leaseExpiresAt: leaseFrom(sql`now()`) })
    .where(isCurrent(id))
    .returning({ id: reports.id })
  return rows.length === 1
}

export interface ReportEnd {
  status: 'complete' | 'failed'
  reason: string | null
  detail: string | null
  seal: string | null
}

/**
 * Ends the report and skips every unfinished section for `skipReason`. False when the report had
 * already ended or another run has taken over.
 */
export const endReport = (
  db: Database,
  id: RunId,
  end: ReportEnd,
  skipReason: string,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const rows = await tx
      .update(reports)
      .set({ ...end, completedAt: sql`now()` })
      .where(isCurrent(id))
      .returning({ id: reports.id })
    if (rows.length === 0) return false
    await skipUnended(tx, id.report, skipReason)
    return true
  })

type Executor = Pick<Database, 'update'>

const skipUnended = (db: Executor, report: string, reason: string) =>
  db
    .update(reportSections)
    .set({ status: 'skipped', reason, completedAt: sql`now()` })
    .where(
      and(
        eq(reportSections.report, report),
        inArray(reportSections.status, ['pending', 'running']),
      ),
    )

/**
 * Cancels a report that has not ended. Returns the number of the run to stop, or null when there
 * was nothing to cancel.
 */
export const cancelReport = (db: Database, report: string): Promise<number | null> =>
  db.transaction(async (tx) => {
    const [row] = await tx
      .update(reports)
      .set({ status: 'cancelled', completedAt: sql`now()` })
      .where(and(eq(reports.id, report), inArray(reports.status, [...ACTIVE])))
      .returning({ run: reports.run })
    if (!row) return null
    await skipUnended(tx, report, 'cancelled')
    return row.run
  })

export interface LostRun extends RunId {
  /** Seconds since the lease ended. */
  silent_seconds: number
}

/** Returns the runs whose lease has ended, with the oldest reports first. */
export const lostRuns = (db: Database, limit: number): Promise<LostRun[]> =>
  db
    .select({
      report: reports.id,
      run: reports.run,
      silent_seconds: sql<number>`extract(epoch from now() - ${reports.leaseExpiresAt})::float8`,
    })
    .from(reports)
    .where(and(inArray(reports.status, [...ACTIVE]), lt(reports.leaseExpiresAt, sql`now()`)))
    .orderBy(reports.createdAt)
    .limit(limit)

/** Returns whether any report has not ended yet. */
export const anyActive = async (db: Database): Promise<boolean> => {
  const rows = await db
    .select({ id: reports.id })
    .from(reports)
    .where(inArray(reports.status, [...ACTIVE]))
    .limit(1)
  return rows.length > 0
}

/**
 * Gives a report whose lease has ended to its next run. False when another caller did this first,
 * or when the run has shown a new sign of life.
 */
export const takeOver = async (db: Database, { report, run }: RunId): Promise<boolean> => {
  const rows = await db
    .update(reports)
    .set({ run: run + 1, leaseExpiresAt: leaseFrom(sql`now()`) })
    .where(and(isCurrent({ report, run }), lt(reports.leaseExpiresAt, sql`now()`)))
    .returning({ id: reports.id })
  return rows.length === 1
}
