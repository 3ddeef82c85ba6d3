/** The routes of the analysis service. */
import { analysisContract } from '#shared/contracts/analysis.ts'
import { HEALTHY } from '#shared/contracts/health.ts'
import { ok } from '#shared/contracts/problem.ts'
import { createApp, implement } from '#shared/http/app.ts'
import type { Env } from './env.ts'
import { analyzeRoute } from './routes/analyze.ts'
import { costRoute } from './routes/cost.ts'
import { estimateRoute } from './routes/estimate.ts'
import { translateScreenRoute } from './routes/translate-screen.ts'

export const app = createApp<Env>('analysis-service')
analyzeRoute(app)
translateScreenRoute(app)
costRoute(app)
estimateRoute(app)
implement(app, analysisContract.getHealth, async () => ok(HEALTHY))
