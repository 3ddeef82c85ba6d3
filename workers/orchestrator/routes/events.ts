/**
 * GET /reports/:id/events: progress as server-sent events, from the beginning or after
 * Last-Event-ID.
 */
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import { seqAfter } from '../feed/event-log.ts'
import { eventsFrom } from '../feed/from-report.ts'
import { readReport } from '../store/read.ts'

export const eventsRoute = (app: App<Env>): void => {
  implement(
    app,
    orchestratorContract.getReportEvents,
    async ({ params, query, headers, requestId }, env) => {
      const report = await withDatabase(env, (db) => readReport(db, params.id))
      if (!report.ok) return report
      const after = seqAfter(headers.get('last-event-id') ?? query.last_event_id)
      const events = await loggedObject(
        'ReportFeed',
        env.REPORT_FEED.getByName(params.id),
      ).subscribe(after, eventsFrom(report.data))
      // 204 tells an EventSource that has seen the end not to reconnect.
      if (!events)
        return new Response(null, { status: 204, headers: { 'x-request-id': requestId } })
      return new Response(events, {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          'x-request-id': requestId,
        },
      })
    },
  )
}
