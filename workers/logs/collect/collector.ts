/**
 * Takes in what the platform hands over after each invocation, and writes it to Postgres in
 * batches: one write for all lines of half a second. Nobody waits for it. While the database is
 * away, lines are held up to a bound; what is above the bound is counted as lost, and the next
 * write says so.
 */
import type { LogLine } from '#shared/contracts/logs.ts'
import { ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { logger } from '#shared/log.ts'
import { nextLogId } from '#shared/logs/context.ts'
import type { Env } from '../env.ts'
import { type BatchOutcome, storeBatch } from '../store/store-batch.ts'
import { type LineBatch, batchOf } from '../batch/batch.ts'
import { linesOf, type Tailed } from './tail-lines.ts'

/** Milliseconds for which lines are collected before they are written. */
const BATCH_MS = 500
/** Milliseconds before the next try after a write that failed. */
const AGAIN_MS = 5_000
/** Lines that are held at most. A line has about 500 bytes in memory. */
export const MOST_HELD = 5_000
/** A write that takes longer than this, in milliseconds, is given up by the next one. */
const WRITE_LOST_MS = 60_000
/** Longest time for the statements of a write, in milliseconds. */
const STATEMENT_MS = 15_000

/** A line of the collector itself, which listens to everybody but itself. */
const ownLine = (event: string, level: 'info' | 'error', lines: number): LogLine => ({
  at: new Date().toISOString(),
  id: nextLogId(),
  level,
  worker: 'log-collector',
  event,
  request_id: null,
  report_id: null,
  span: null,
  parent: null,
  instrument: null,
  provider: null,
  route: null,
  status: null,
  duration_ms: null,
  outcome: null,
  reason: null,
  text: event,
  fields: { lines },
})

export type WriteBatch = (env: Env, batch: LineBatch) => Promise<BatchOutcome>

const write: WriteBatch = async (env, batch) => {
  const written = await withDatabase(
    env,
    async (db) => ok(await storeBatch(db, batch)),
    STATEMENT_MS,
  ).catch((error: unknown) => ({
    ok: false as const,
    reason: error instanceof Error ? error.name : typeof error,
  }))
  if (written.ok) return 'stored'
  logger('log-collector').error('logs.not_written', {
    lines: batch.lines.length,
    reason: written.reason,
  })
  // What the database refuses for its content it would refuse again.
  return written.reason === 'database_unavailable' ? 'unavailable' : 'refused'
}

export class Collector {
  #held: LogLine[] = []
  #lost = 0
  /** When the write under way began (epoch milliseconds); null while there is none. */
  #writing: number | null = null
  #notBefore = 0
  readonly #write: WriteBatch

  constructor(writeBatch: WriteBatch = write) {
    this.#write = writeBatch
  }

  take(
    items: readonly Tailed[],
    env: Env,
    ctx: Pick<ExecutionContext, 'waitUntil'>,
    now = Date.now(),
  ): void {
    const lines = items.flatMap(linesOf)
    if (lines.length === 0) return
    this.#hold(lines)
    const isUnderWay = this.#writing !== null && now - this.#writing < WRITE_LOST_MS
    if (isUnderWay || now < this.#notBefore) return
    this.#writing = now
    ctx.waitUntil(this.#flush(env))
  }

  #hold(lines: readonly LogLine[]): void {
    const room = MOST_HELD - this.#held.length
    this.#held.push(...lines.slice(0, room))
    this.#lost += Math.max(0, lines.length - room)
  }

  async #flush(env: Env): Promise<void> {
    await scheduler.wait(BATCH_MS)
    const lines = this.#held.splice(0)
    const lost = this.#lost
    this.#lost = 0
    const batch = batchOf(lines, lost)
    if (lost > 0) batch.lines.push(ownLine('logs.lost', 'error', lost))
    if (batch.leftOut.length > 0)
      batch.lines.push(ownLine('logs.left_out', 'info', batch.leftOut.length))
    const outcome = await this.#write(env, batch)
    if (outcome !== 'stored') {
      this.#lost += lost
      this.#notBefore = Date.now() + AGAIN_MS
      if (outcome === 'unavailable') {
        const since = this.#held.splice(0)
        this.#hold([...lines, ...since])
      } else this.#lost += lines.length
    }
    this.#writing = null
  }
}

/** The one of this isolate. */
export const collector = new Collector()
