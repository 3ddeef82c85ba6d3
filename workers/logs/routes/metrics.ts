/** /metrics: the figures of the last hours as JSON, and all counts in the text of Prometheus. */
import { logsContract } from '#shared/contracts/logs.ts'
import { ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { EXPOSITION_TYPE, exposition } from '../metrics/exposition.ts'
import { metricsOf } from '../metrics/metrics-of.ts'
import { countsByName, countsByTime } from '../store/read-counts.ts'

const HOUR_MS = 3_600_000

export const metricsRoutes = (app: App<Env>): void => {
  implement(app, logsContract.getMetrics, ({ query }, env) => {
    const to = new Date()
    const from = new Date(to.getTime() - query.hours * HOUR_MS)
    return withDatabase(env, async (db) =>
      ok(metricsOf(await countsByTime(db, from, to), from, to)),
    )
  })
  implement(app, logsContract.exposeMetrics, async ({ requestId }, env) => {
    const counts = await withDatabase(env, async (db) => ok(await countsByName(db)))
    if (!counts.ok) return counts
    return new Response(exposition(counts.data), {
      headers: {
        'content-type': EXPOSITION_TYPE,
        'cache-control': 'no-store',
        'x-request-id': requestId,
      },
    })
  })
}
