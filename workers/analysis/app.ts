/** The routes of the analysis service. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'
import { analyzeRoute } from './routes/analyze.ts'

export const app = createApp<Env>('analysis-service')
analyzeRoute(app)
