/** POST /reports/:id/cancel and /reports/resume. */
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { publish } from '../feed/publish.ts'
import { resumeReports, stopRun } from '../run/start.ts'
import { readReport } from '../store/read.ts'
import { cancelReport } from '../store/runs.ts'

export const controlRoutes = (app: App<Env>): void => {
  implement(app, orchestratorContract.resumeReports, async ({ requestId }, env) => {
    const resumed = await resumeReports(env, requestId)
    return resumed.ok ? ok({ resumed: resumed.data }) : resumed
  })
  implement(app, orchestratorContract.cancelReport, async ({ params, requestId }, env) => {
    const result = await withDatabase(env, async (db) => {
      const run = await cancelReport(db, params.id)
      const report = await readReport(db, params.id)
      return report.ok ? ok({ run, report: report.data }) : report
    })
    if (!result.ok) return result
    const { run, report } = result.data
    if (run === null) return fail('report_already_ended', `The report is ${report.status}.`)
    await stopRun(env, { report: params.id, run })
    const skipped = report.sections.filter((s) => s.reason === 'cancelled')
    await publish(env, params.id, requestId, [
      ...skipped.map(
        ({ module, names, status, reason }) =>
          ({ type: 'module', module, names, status, reason }) as const,
      ),
      { type: 'report', status: 'cancelled', reason: null, detail: null },
    ])
    const { sections: _, seal: __, config_version: ___, rating: ____, ...summary } = report
    return ok(summary)
  })
}
