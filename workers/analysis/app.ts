/** The routes of the analysis service. */
import { analysisContract } from '#shared/contracts/analysis.ts'
import { HEALTHY } from '#shared/contracts/health.ts'
import { ok } from '#shared/contracts/problem.ts'
import { createApp, implement } from '#shared/http/app.ts'
import { withRunTimeKeys } from '#shared/run-time-keys.ts'
import type { Env } from './env.ts'
import { analyzeRoute } from './routes/analyze.ts'
import { costRoute } from './routes/cost.ts'
import { estimateRoute } from './routes/estimate.ts'
import { translateScreenRoute } from './routes/translate-screen.ts'

export const app = createApp<Env>('analysis-service')
implement(app, analysisContract.getHealth, async () => ok(HEALTHY))
costRoute(app)
// What stands above asks no model. What stands below has the keys that were set at run time.
app.use(async (c, next) => {
  c.env = await withRunTimeKeys(c.env, c.get('requestId'))
  await next()
})
analyzeRoute(app)
translateScreenRoute(app)
estimateRoute(app)
