/**
 * What every step of a run works with: the ids of the run, the services, database connections, and
 * the sign of life.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { type Database, withDatabase } from '#shared/db/client.ts'
import { createClient } from '#shared/http/client.ts'
import type { Env } from '../env.ts'
import type { NewEvent } from '../feed/event-log.ts'
import { publish } from '../feed/publish.ts'
import { BEAT_SECONDS, beat, type RunId } from '../store/runs.ts'
import { retryIn } from './retry.ts'

/** Seconds before a step runs again after the database was unavailable. */
const DATABASE_WAIT_SECONDS = 1

export class StepContext {
  readonly env: Env
  readonly id: RunId
  readonly requestId: string
  /**
   * The financials of the report, kept so that each module need not read a megabyte again. They do
   * not change once they are stored.
   */
  financials: Financials | null = null

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
   * Opens one connection for `work` and closes it before the step continues. If the database is
   * unavailable, the step runs again.
   */
  async database<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const result: Result<T> = await withDatabase(this.env, async (db) => ok(await work(db)))
    if (!result.ok) throw retryIn(DATABASE_WAIT_SECONDS, result.reason)
    return result.data
  }

  publish(...events: NewEvent[]): Promise<void> {
    return publish(this.env, this.id.report, this.requestId, events)
  }

  /**
   * Waits for `work` while it renews the lease of the run. `work` is aborted when another run takes
   * over or the report ends, because its answer is no longer needed.
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
      return await work(stop.signal)
    } finally {
      clearInterval(timer)
    }
  }
}
