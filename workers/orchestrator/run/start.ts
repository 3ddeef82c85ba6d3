/** Starting a run of a report, and starting the next when one was lost. */
import { ok, type Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { logger } from '#shared/log.ts'
import type { Env } from '../env.ts'
import { publish } from '../feed/publish.ts'
import {
  anyActive,
  endReport,
  LEASE_SECONDS,
  type LostRun,
  lostRuns,
  type RunId,
  takeOver,
} from '../store/runs.ts'

/** Reports taken up by one call: a backlog is worked off over several, oldest first. */
const MAX_RESUMED = 20
/**
 * A report that has been lost this often takes the Workers down itself, or meets a bug: it is given
 * up.
 */
const MAX_RUNS = 10
/** Seconds a run may wait for its turn in the Workflows queue before it is taken for lost. */
const QUEUE_PATIENCE_SECONDS = 300

const instanceId = ({ report, run }: RunId): string => `${report}-${run}`

/**
 * Creates the Workflow instance of a run. A fault is logged: the run's lease ends and the next is
 * started by the cron.
 */
export const startRun = async (env: Env, id: RunId, requestId: string): Promise<void> => {
  try {
    await env.REPORT_WORKFLOW.create({
      id: instanceId(id),
      params: { ...id, request_id: requestId },
    })
  } catch (error) {
    logger('report-orchestrator', requestId).error('report.start_failed', {
      ...id,
      kind: error instanceof Error ? error.name : typeof error,
    })
  }
}

/** Ends an instance so that it does no more work. It may be gone already. */
export const stopRun = async (env: Env, id: RunId): Promise<void> => {
  try {
    const instance = await env.REPORT_WORKFLOW.get(instanceId(id))
    await instance.terminate()
  } catch {
    // Not there, or ended: either way it does nothing more.
  }
}

/** Whether a silent run still waits for its turn, which it does without a sign of life. */
const isQueued = async (env: Env, lost: LostRun): Promise<boolean> => {
  if (lost.silent_seconds > QUEUE_PATIENCE_SECONDS) return false
  try {
    const { status } = await (await env.REPORT_WORKFLOW.get(instanceId(lost))).status()
    return status === 'queued'
  } catch {
    return false
  }
}

/**
 * The next run of a report whose run was lost. False when another resumer was first, or there is
 * nothing to resume.
 */
const resumeOne = async (env: Env, lost: LostRun, requestId: string): Promise<Result<boolean>> => {
  if (await isQueued(env, lost)) return ok(false)
  if (lost.run >= MAX_RUNS) {
    const end = {
      status: 'failed',
      reason: 'internal_error',
      detail: `The report was cut off ${MAX_RUNS} times.`,
      seal: null,
    } as const
    const ended = await withDatabase(env, async (db) =>
      ok(await endReport(db, lost, end, 'not_run')),
    )
    if (ended.ok && ended.data)
      await publish(env, lost.report, requestId, [
        { type: 'report', status: 'failed', reason: end.reason, detail: end.detail },
      ])
    return ended.ok ? ok(false) : ended
  }
  const taken = await withDatabase(env, async (db) => ok(await takeOver(db, lost)))
  if (!taken.ok || !taken.data) return taken
  await stopRun(env, lost)
  await startRun(env, { report: lost.report, run: lost.run + 1 }, requestId)
  logger('report-orchestrator', requestId).info('report.resumed', {
    report: lost.report,
    run: lost.run + 1,
  })
  return taken
}

const resumeLost = async (env: Env, requestId: string): Promise<Result<string[]>> => {
  const lost = await withDatabase(env, async (db) => ok(await lostRuns(db, MAX_RESUMED)))
  if (!lost.ok) return lost
  const resumed: string[] = []
  for (const run of lost.data) {
    const result = await resumeOne(env, run, requestId)
    if (!result.ok) return result
    if (result.data) resumed.push(run.report)
  }
  return ok(resumed)
}

/**
 * Sets every report going again whose run shows no sign of life. A run that was cut off just now
 * looks alive until its lease ends, so while others are under way this looks twice, a lease apart:
 * after a restart nobody waits for a minute.
 */
export const resumeReports = async (env: Env, requestId: string): Promise<Result<string[]>> => {
  const first = await resumeLost(env, requestId)
  if (!first.ok) return first
  const active = await withDatabase(env, async (db) => ok(await anyActive(db)))
  if (!active.ok || !active.data) return first
  await scheduler.wait((LEASE_SECONDS + 1) * 1_000)
  const second = await resumeLost(env, requestId)
  return second.ok ? ok([...first.data, ...second.data]) : second
}
