/** Starts a run of a report, and starts the next run when one was lost. */
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

/**
 * Reports that one call resumes. A longer backlog needs several calls; the oldest reports come
 * first.
 */
const MAX_RESUMED = 20
/**
 * A report whose runs were lost this often is given up: it crashes the Workers itself or triggers a
 * bug.
 */
const MAX_RUNS = 10
/** Seconds that a run may wait in the Workflows queue before it counts as lost. */
const QUEUE_PATIENCE_SECONDS = 300

const instanceId = ({ report, run }: RunId): string => `${report}-${run}`

/**
 * Creates the Workflow instance of a run. An error is only logged: the lease of the run then ends,
 * and the cron starts the next run.
 */
export const startRun = async (env: Env, id: RunId, requestId: string): Promise<void> => {
  try {
    await env.REPORT_WORKFLOW.create({
      id: instanceId(id),
      params: { ...id, request_id: requestId },
    })
  } catch (error) {
    logger('report-orchestrator', requestId).error('report.start_failed', {
      report_id: id.report,
      run: id.run,
      kind: error instanceof Error ? error.name : typeof error,
    })
  }
}

/** Stops an instance so that it does no more work. The instance may already be gone. */
export const stopRun = async (env: Env, id: RunId): Promise<void> => {
  try {
    const instance = await env.REPORT_WORKFLOW.get(instanceId(id))
    await instance.terminate()
  } catch {
    // The instance does not exist or has ended. Either way it does no more work.
  }
}

/** Returns whether a silent run is still queued. A queued run gives no sign of life. */
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
 * Starts the next run of a report whose run was lost. False when another caller was first, or when
 * there is nothing to resume.
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
  const run = { report: lost.report, run: lost.run + 1 }
  // The call that resumes it may serve many reports.
  const ofRun = crypto.randomUUID()
  await startRun(env, run, ofRun)
  logger('report-orchestrator', requestId).info('report.resumed', {
    report_id: run.report,
    run: run.run,
    run_request_id: ofRun,
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
 * Resumes every report whose run shows no sign of life. A run that was cut off just now looks alive
 * until its lease ends. So while other reports are active, this function checks twice, one lease
 * apart, and nobody waits a minute after a restart.
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
