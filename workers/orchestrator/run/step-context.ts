/**
 * What every step of a run works with: the ids of the run, the services, database connections, and
 * the sign of life.
 */
import type { Book } from '#shared/book/book.ts'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { type Database, KeptConnections, withDatabase } from '#shared/db/client.ts'
import { createClient } from '#shared/http/client.ts'
import { logger } from '#shared/log.ts'
import { nextLogId, withLogContext } from '#shared/logs/context.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import { DraftWriter } from '../feed/draft-stream.ts'
import type { NewEvent } from '../feed/event-log.ts'
import { publish } from '../feed/publish.ts'
import { type ReportFigures, readFigures } from '../store/figures.ts'
import { type Material, readMaterial } from '../store/read.ts'
import { BEAT_SECONDS, beat, type RunId } from '../store/runs.ts'
import { retryIn } from './retry.ts'

/** Seconds before a step runs again after the database was unavailable. */
const DATABASE_WAIT_SECONDS = 1

export class StepContext {
  readonly env: Env
  readonly id: RunId
  readonly requestId: string
  /** The book of the report, kept so that each module need not open it again. */
  #book: Book | null = null
  /** The same of the configuration of the report and of what was asked for. */
  #material: Material | null = null
  readonly #connections = new KeptConnections()

  constructor(env: Env, id: RunId, requestId: string) {
    this.env = env
    this.id = id
    this.requestId = requestId
  }

  get aggregator() {
    return createClient(aggregatorContract, this.env.AGGREGATOR, {
      requestId: this.requestId,
      service: 'data-aggregator',
    })
  }
  get analysis() {
    return createClient(analysisContract, this.env.ANALYSIS, {
      requestId: this.requestId,
      service: 'analysis-service',
    })
  }

  /**
   * Gives `work` a connection, which is kept for what follows at once. If the database is
   * unavailable, the step runs again.
   */
  async database<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const result: Result<T> = await withDatabase(
      this.env,
      async (db) => ok(await work(db)),
      undefined,
      this.#connections,
    )
    if (!result.ok) throw retryIn(DATABASE_WAIT_SECONDS, result.reason)
    return result.data
  }

  /**
   * The figures of the book of the report and of its exhibits of these kinds, so that what is made
   * from them does not depend on what else was collected by then. Without `kinds` of all of them.
   */
  async readFigures(kinds?: readonly string[]): Promise<ReportFigures> {
    const figures = await this.database(async (db) => {
      const read = await readFigures(this.id.report, {
        db,
        env: this.env,
        requestId: this.requestId,
        book: this.#book,
        kinds,
      })
      if (!read.ok) throw new Error(`the figures of the report cannot be read: ${read.reason}`)
      return read.data
    })
    this.#book = figures.figures.book
    return figures
  }

  /** What the run works with, apart from the figures. */
  async readMaterial(): Promise<Material> {
    this.#material ??= await this.database((db) => readMaterial(db, this.id.report))
    return this.#material
  }

  /** Lets connections go that were kept: at the end, and before a wait of unknown length. */
  letGo(): void {
    this.#connections.letGo()
  }

  /**
   * One try of a step, with its line in the log. After one that fails the engine may wait for long.
   */
  async attempt<T>(step: string, work: () => Promise<T>): Promise<T> {
    const span = nextLogId()
    const started = Date.now()
    const { report: report_id, run } = this.id
    const worker = 'report-orchestrator'
    const lineOf = (outcome: 'ok' | 'failed') => ({
      span,
      report_id,
      run,
      step,
      outcome,
      duration_ms: Date.now() - started,
    })
    const log = logger(worker, this.requestId)
    try {
      const context = { worker, request_id: this.requestId, report_id, span } as const
      const result = await withLogContext(context, work)
      log.info('report.step', lineOf('ok'))
      return result
    } catch (error) {
      const reason = error instanceof Error ? error.name : typeof error
      log.warn('report.step', { ...lineOf('failed'), reason })
      this.letGo()
      throw error
    }
  }

  publish(...events: NewEvent[]): Promise<void> {
    return publish(this.env, this.id.report, this.requestId, events)
  }

  /** Shows the text of a try of a module while it is written. */
  draftWriter(module: string, attempt: number): DraftWriter {
    return new DraftWriter(() => {
      const { readable, writable } = new IdentityTransformStream()
      const feed = loggedObject('ReportFeed', this.env.REPORT_FEED.getByName(this.id.report))
      const ended = feed.takeDraft(module, attempt, readable)
      return { writer: writable.getWriter(), ended }
    })
  }

  /**
   * Waits for `work`, without a kept connection, while it renews the lease of the run. `work` is
   * aborted when another run takes over or the report ends, because its answer is no longer needed.
   */
  async whileAlive<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    const timer = setInterval(() => {
      // The next beat makes up for one that fails; the lease allows two missing beats.
      withDatabase(this.env, async (db) => ok(await beat(db, this.id))).then(
        (alive) => alive.ok && !alive.data && stop.abort(),
        () => {},
      )
    }, BEAT_SECONDS * 1_000)
    try {
      return await this.#connections.without(() => work(stop.signal))
    } finally {
      clearInterval(timer)
    }
  }
}
