/** GET /reports, /reports/:id, /reports/:id/inputs, /reports/:id/export. */
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { toMarkdown } from '../export/markdown.ts'
import { listReports, readInputs, readReport } from '../store/read.ts'

export const readRoutes = (app: App<Env>): void => {
  implement(app, orchestratorContract.listReports, ({ query }, env) =>
    withDatabase(env, (db) => listReports(db, query.limit)),
  )
  implement(app, orchestratorContract.getReport, ({ params }, env) =>
    withDatabase(env, (db) => readReport(db, params.id)),
  )
  implement(app, orchestratorContract.getReportInputs, ({ params }, env) =>
    withDatabase(env, (db) => readInputs(db, params.id)),
  )
  implement(app, orchestratorContract.exportReport, async ({ params, requestId }, env) => {
    const read = await withDatabase(env, async (db) => {
      const report = await readReport(db, params.id)
      if (!report.ok) return report
      const inputs = await readInputs(db, params.id)
      return inputs.ok ? ok({ report: report.data, inputs: inputs.data }) : inputs
    })
    if (!read.ok) return read
    const { report, inputs } = read.data
    if (report.status === 'queued' || report.status === 'running')
      return fail('report_not_ready', `The report is ${report.status}.`)
    return new Response(toMarkdown(report, inputs), {
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${report.id}.md"`,
        'cache-control': 'no-store',
        'x-request-id': requestId,
      },
    })
  })
}
