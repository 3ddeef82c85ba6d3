/** /logs: lines by what is asked for, and the timelines of a request and of a report. */
import { logsContract } from '#shared/contracts/logs.ts'
import { ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { findLines, linesOfReport, linesOfRequest } from '../store/read-lines.ts'
import { timelineOf } from '../timeline.ts'

/** Longest time for a search, in milliseconds: a person waits for it. */
const SEARCH_MS = 10_000

export const logRoutes = (app: App<Env>): void => {
  implement(app, logsContract.listLogs, ({ query }, env) =>
    withDatabase(env, async (db) => ok(await findLines(db, query)), SEARCH_MS),
  )
  implement(app, logsContract.getRequestTimeline, ({ params }, env) =>
    withDatabase(env, async (db) => ok(timelineOf(await linesOfRequest(db, params.id))), SEARCH_MS),
  )
  implement(app, logsContract.getReportTimeline, ({ params }, env) =>
    withDatabase(env, async (db) => ok(timelineOf(await linesOfReport(db, params.id))), SEARCH_MS),
  )
}
