/** GET /reports, /reports/:id and what hangs on it: prompts, inputs, cost, comparison, export. */
import { shownFactId } from '#shared/book/fact-id.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { fail, failAt, ok, type Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { sayFilingsOnce } from '#shared/fact-origins.ts'
import { type App, implement } from '#shared/http/app.ts'
import { createClient } from '#shared/http/client.ts'
import type { Env } from '../env.ts'
import {
  type ComparedReport,
  compareReports,
  isOfOneCompany,
} from '#shared/report-comparison/compare.ts'
import { toMarkdown } from '../export/markdown.ts'
import { readExhibits } from '../store/exhibits.ts'
import { readFigures } from '../store/figures.ts'
import { listReports, readPrompts, readReport } from '../store/read.ts'

/** A report with the figures that it was written from. */
const readWithFigures = (
  env: Env,
  id: string,
  requestId: string,
): Promise<Result<ComparedReport>> =>
  withDatabase(env, async (db) => {
    const report = await readReport(db, id)
    if (!report.ok) return report
    const read = await readFigures(id, { db, env, requestId })
    return read.ok ? ok({ report: report.data, figures: read.data.figures }) : read
  })

export const readRoutes = (app: App<Env>): void => {
  implement(app, orchestratorContract.listReports, ({ query }, env) =>
    withDatabase(env, (db) => listReports(db, query)),
  )
  implement(app, orchestratorContract.getReport, ({ params }, env) =>
    withDatabase(env, (db) => readReport(db, params.id)),
  )
  implement(app, orchestratorContract.getReportCost, async ({ params, requestId }, env) => {
    const report = await withDatabase(env, (db) => readReport(db, params.id))
    if (!report.ok) return report
    return createClient(analysisContract, env.ANALYSIS, {
      requestId,
      service: 'analysis-service',
    }).call('getReportCost', { params: { report: params.id } })
  })
  implement(app, orchestratorContract.getReportPrompts, ({ params }, env) =>
    withDatabase(env, (db) => readPrompts(db, params.id)),
  )
  implement(app, orchestratorContract.getReportInputs, ({ params, requestId }, env) =>
    withDatabase(env, async (db) => {
      const read = await readFigures(params.id, { db, env, requestId, idOf: shownFactId })
      if (!read.ok) return read
      const { book, reading } = read.data.figures
      return ok(sayFilingsOnce({ ...book.content(), ...reading }))
    }),
  )
  implement(app, orchestratorContract.getReportExhibits, ({ params }, env) =>
    withDatabase(env, async (db) => {
      const report = await readReport(db, params.id)
      return report.ok ? ok({ exhibits: await readExhibits(db, report.data.exhibits) }) : report
    }),
  )
  implement(app, orchestratorContract.compareReports, async ({ params, requestId }, env) => {
    const [before, after] = await Promise.all([
      readWithFigures(env, params.other, requestId),
      readWithFigures(env, params.id, requestId),
    ])
    if (!before.ok) return before
    if (!after.ok) return after
    if (!isOfOneCompany(before.data.report, after.data.report)) {
      const message = 'it is a report of another company'
      return failAt([{ path: 'params.other', message }])
    }
    return ok(compareReports(before.data, after.data))
  })
  implement(app, orchestratorContract.exportReport, async ({ params, requestId }, env) => {
    const read = await readWithFigures(env, params.id, requestId)
    if (!read.ok) return read
    const { report, figures } = read.data
    if (report.status === 'queued' || report.status === 'running')
      return fail('report_not_ready', `The report is ${report.status}.`)
    return new Response(toMarkdown(report, figures), {
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${report.id}.md"`,
        'cache-control': 'no-store',
        'x-request-id': requestId,
      },
    })
  })
}
