/**
 * What every step of a run works with: its ids, its services, a database a time, and its sign of
 * life.
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

/** Seconds before a step is run again after the database was away. */
const DATABASE_WAIT_SECONDS = 1

export class StepContext {
  readonly env: Env
  readonly id: RunId
  readonly requestId: string
  /**
   * The report's financials, so that each module need not read a megabyte again. They are fixed
   * once stored.
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
   * One connection for `work`, closed before the step goes on. A database that is away has the step
   * run again.
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
   * Waits for `work` while renewing the run's lease. `work` is aborted when the run is superseded
   * or the report ends: nobody wants its answer then.
   */
  async whileAlive<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    const timer = setInterval(() => {
      // A beat that fails is made up for by the next; the lease bears two missing ones.
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
