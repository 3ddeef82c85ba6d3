/** What is stored of refreshes: their states, and the parts of those that are under way. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import type { Database } from '#shared/db/client.ts'
import { marketRefreshes, refreshParts } from '#shared/db/schema/index.ts'
import type { BulkKind, Market, ProviderId } from '#shared/names.ts'
import { cutTo, MAX_DETAIL } from '#shared/lengths.ts'
import type { BulkPart } from '../model/bulk.ts'
import type { RefreshState, RefreshTask } from './plan.ts'

/** What a running refresh knows of itself. */
export interface RefreshProgress {
  /** The parts that were known before the first call. */
  parts: string[]
  /** How many times in a row the call failed for a reason that may pass. */
  attempts: number
  /** When the next try is due, in RFC 3339; null when no try is waiting. */
  retry_at: string | null
  /** Slices of companies that are mapped and stored. */
  stored: number
  detail: string | null
  /** Rows that were stored, and the first of those that were left out. */
  rows: number
  left_out: number
  unread: string[]
}

export const BEGUN: Omit<RefreshProgress, 'parts'> = {
  attempts: 0,
  retry_at: null,
  stored: 0,
  detail: null,
  rows: 0,
  left_out: 0,
  unread: [],
}

export interface StoredRefresh extends RefreshState {
  progress: RefreshProgress
  calls: number
}

type PartsWriter = Pick<Database, 'delete' | 'insert' | 'select' | 'update'>

const isTask = ({ market, kind, target, provider }: RefreshTask) =>
  and(
    eq(marketRefreshes.market, market),
    eq(marketRefreshes.kind, kind),
    eq(marketRefreshes.target, target),
    eq(marketRefreshes.provider, provider),
  )
const isPartOf = ({ market, kind, target, provider }: RefreshTask) =>
  and(
    eq(refreshParts.market, market),
    eq(refreshParts.kind, kind),
    eq(refreshParts.target, target),
    eq(refreshParts.provider, provider),
  )

/** States of a market that are read at most: every target of every provider, several times over. */
const MOST_STATES = 5_000

/** Every state of a market, those begun last first. */
export const statesOf = async (
  db: Pick<Database, 'select'>,
  market: Market,
): Promise<StoredRefresh[]> => {
  const rows = await db
    .select()
    .from(marketRefreshes)
    .where(eq(marketRefreshes.market, market))
    .orderBy(desc(marketRefreshes.startedAt), marketRefreshes.target)
    .limit(MOST_STATES)
  return rows.map((row) => {
    const progress: RefreshProgress = {
      parts: [],
      ...BEGUN,
      ...(row.progress as Partial<RefreshProgress>),
    }
    return {
      market,
      kind: row.kind as BulkKind,
      target: row.target,
      provider: row.provider as ProviderId,
      started_at: row.startedAt,
      ended_at: row.endedAt,
      reason: row.reason,
      retry_at: progress.retry_at === null ? null : new Date(progress.retry_at),
      progress,
      calls: row.calls,
    }
  })
}

const asRow = (progress: RefreshProgress): Record<string, unknown> => ({ ...progress })

/** Begins a task from the start. Parts that an earlier run took are deleted. */
export const begin = async (
  db: Database,
  task: RefreshTask,
  parts: readonly string[],
  now: Date,
): Promise<RefreshProgress> => {
  const progress: RefreshProgress = { parts: [...parts], ...BEGUN }
  const fresh = {
    progress: asRow(progress),
    calls: 0,
    endedAt: null,
    reason: null,
    startedAt: now,
  }
  await db.transaction(async (tx) => {
    await tx.delete(refreshParts).where(isPartOf(task))
    await tx
      .insert(marketRefreshes)
      .values({ ...task, ...fresh })
      .onConflictDoUpdate({
        target: [
          marketRefreshes.market,
          marketRefreshes.kind,
          marketRefreshes.target,
          marketRefreshes.provider,
        ],
        set: fresh,
      })
  })
  return progress
}

/**
 * The parts that were taken, in the order of taking, each with the further parts that its answer
 * named.
 */
export const takenParts = (
  db: Pick<Database, 'select'>,
  task: RefreshTask,
): Promise<{ part: string; next: string[] }[]> =>
  db
    .select({ part: refreshParts.part, next: refreshParts.next })
    .from(refreshParts)
    .where(isPartOf(task))
    .orderBy(refreshParts.place)

const packPart = ({ rows, count }: BulkPart): Uint8Array =>
  gzipSync(strToU8(JSON.stringify({ rows, count })), { mtime: 0 })

export const readPart = async (
  db: Pick<Database, 'select'>,
  task: RefreshTask,
  part: string,
): Promise<BulkPart | null> => {
  const [row] = await db
    .select({ bytes: refreshParts.bytes, next: refreshParts.next })
    .from(refreshParts)
    .where(and(isPartOf(task), eq(refreshParts.part, part)))
  if (!row) return null
  const { rows, count } = JSON.parse(strFromU8(gunzipSync(row.bytes))) as Omit<BulkPart, 'next'>
  return { rows, count, next: row.next }
}

/** Keeps a part and counts its call, together: a part that is kept is never asked for again. */
export const keepPart = (
  db: Database,
  task: RefreshTask,
  part: string,
  place: number,
  answer: BulkPart,
  progress: RefreshProgress,
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await tx
      .insert(refreshParts)
      .values({
        ...task,
        part,
        place,
        next: [...answer.next],
        bytes: packPart(answer),
        takenAt: now,
      })
      .onConflictDoNothing()
    await tx
      .update(marketRefreshes)
      .set({
        calls: sql`${marketRefreshes.calls} + 1`,
        progress: asRow(progress),
        reason: null,
      })
      .where(isTask(task))
  })

/** Writes how far a task is; `asked`: calls that were made for it and brought nothing. */
export const noteProgress = async (
  db: PartsWriter,
  task: RefreshTask,
  progress: RefreshProgress,
  { reason = null, asked = 0 }: { reason?: string | null; asked?: number } = {},
): Promise<void> => {
  await db
    .update(marketRefreshes)
    .set({
      calls: sql`${marketRefreshes.calls} + ${asked}::int`,
      progress: asRow(progress),
      reason,
    })
    .where(isTask(task))
}

/** Ends a task and deletes its parts, except those that later tasks need. */
export const end = async (
  db: PartsWriter,
  task: RefreshTask,
  progress: RefreshProgress,
  outcome: { reason: string | null; detail: string | null; keeps: boolean; asked?: number },
  now: Date,
): Promise<void> => {
  const { reason, detail, keeps, asked = 0 } = outcome
  if (!keeps) await db.delete(refreshParts).where(isPartOf(task))
  const told = detail === null ? null : cutTo(MAX_DETAIL, detail)
  await db
    .update(marketRefreshes)
    .set({
      calls: sql`${marketRefreshes.calls} + ${asked}::int`,
      progress: asRow({ ...progress, parts: [], retry_at: null, detail: told }),
      endedAt: now,
      reason,
    })
    .where(isTask(task))
}
