/**
 * The steps `snapshot` and `gather` store the configuration and the financials of the report once
 * and for all. (The second step keeps the name `gather` because the engine knows it by that name.)
 */
import { eq } from 'drizzle-orm'
import { snapshotInTodaysForm } from '#shared/configuration/former.ts'
import { readPublished } from '#shared/configuration/read.ts'
import type { Failure } from '#shared/contracts/problem.ts'
import { reports } from '#shared/db/schema/index.ts'
import { stepsFor } from '../exhibits/collect.ts'
import { endReport, storeInputs, storeSnapshot } from '../store/runs.ts'
import { CUT_OFF_TWICE, settleCutOff } from '../store/sections.ts'
import { retryIn, waitBefore } from './retry.ts'
import type { StepContext } from './step-context.ts'
import { type PlannedRun, readsOf } from './steps-of-run.ts'

/** Number of tries for a call that fails for a transient reason. */
const ATTEMPTS = 4

export type RunPlan =
  | { go: false }
  | (PlannedRun & {
      go: true
      timeout_seconds: number
      attempts: number
    })

/**
 * Ends the report if another try cannot help. Otherwise throws, so that the engine runs the step
 * again.
 */
const giveUpOrRetry = async (
  context: StepContext,
  failure: Failure,
  attempt: number,
): Promise<void> => {
  const wait = waitBefore(failure, attempt, ATTEMPTS)
  if (wait !== null) throw retryIn(wait, failure.reason)
  const { reason, detail } = failure
  const ended = await context.database((db) =>
    endReport(db, context.id, { status: 'failed', reason, detail, seal: null }, 'inputs_failed'),
  )
  if (ended) await context.publish({ type: 'report', status: 'failed', reason, detail })
}

/** Settles what the lost run before this one was writing. Returns what is written again. */
const settle = async (context: StepContext): Promise<string[]> => {
  const { again, givenUp } = await context.database((db) => settleCutOff(db, context.id))
  await context.publish(
    ...givenUp.map(
      ({ module, names }) =>
        ({ type: 'module', module, names, status: 'failed', reason: CUT_OFF_TWICE }) as const,
    ),
  )
  return again
}

/** Stores the configuration at the time of the first run of the report; later runs keep it. */
export const snapshot = async (context: StepContext, attempt: number): Promise<RunPlan> => {
  const { id } = context
  const stored = await context.database(async (db) => {
    const [row] = await db
      .select({ status: reports.status, run: reports.run, config: reports.config })
      .from(reports)
      .where(eq(reports.id, id.report))
    return row
  })
  if (
    !stored ||
    stored.run !== id.run ||
    (stored.status !== 'queued' && stored.status !== 'running')
  )
    return { go: false }
  let config = stored.config && snapshotInTodaysForm(stored.config)
  let again: string[] = []
  if (config) again = await settle(context)
  else {
    const answer = await readPublished(context.env, context.requestId)
    if (!answer.ok) {
      await giveUpOrRetry(context, answer, attempt)
      return { go: false }
    }
    config = answer.data.config
    const fixed = config
    if (!(await context.database((db) => storeSnapshot(db, id, fixed)))) return { go: false }
    await context.publish(
      { type: 'report', status: 'running', reason: null, detail: null },
      ...config.modules.map(
        (m) =>
          ({
            type: 'module',
            module: m.id,
            names: m.names,
            status: 'pending',
            reason: null,
          }) as const,
      ),
    )
  }
  return {
    go: true,
    modules: config.modules.map((module) => ({
      id: module.id,
      needs: module.needs,
      reads: readsOf(module),
    })),
    exhibits: stepsFor(config),
    timeout_seconds: config.system.reports.module_timeout_seconds,
    attempts: config.system.reports.module_attempts,
    ...(again.length > 0 && { cut_off: again }),
  }
}

/**
 * Stores which book the report is written from: the newest, or that of the date that was requested.
 * False when the report cannot continue.
 */
export const collectInputs = async (context: StepContext, attempt: number): Promise<boolean> => {
  const { id } = context
  const stored = await context.database(async (db) => {
    const [row] = await db
      .select({
        market: reports.market,
        symbol: reports.symbol,
        asOf: reports.asOf,
        instrument: reports.instrument,
      })
      .from(reports)
      .where(eq(reports.id, id.report))
    return row
  })
  if (!stored) return false
  if (stored.instrument) return true
  const { market, symbol, asOf } = stored
  const answer = await context.whileAlive(() =>
    context.aggregator.call('getCompany', {
      params: { symbol },
      query: { market, ...(asOf !== null && { as_of: asOf }) },
    }),
  )
  if (!answer.ok) {
    await giveUpOrRetry(context, answer, attempt)
    return false
  }
  if (!(await context.database((db) => storeInputs(db, id, answer.data)))) return false
  const { book } = (await context.readFigures([])).figures
  const { served_by } = answer.data
  await context.publish({
    type: 'inputs_ready',
    provider: served_by.provider,
    recorded: served_by.recorded !== null,
    facts: book.factCount,
    derived: book.derivedCount,
  })
  return true
}
