/** Routes of the report orchestrator. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'
import { analyzeRoutes } from './routes/analyze.ts'
import { controlRoutes } from './routes/control.ts'
import { createRoutes } from './routes/create.ts'
import { estimateRoute } from './routes/estimate.ts'
import { eventsRoute } from './routes/events.ts'
import { healthRoute } from './routes/health.ts'
import { readRoutes } from './routes/read.ts'

export const app = createApp<Env>('report-orchestrator')
createRoutes(app)
estimateRoute(app)
analyzeRoutes(app)
controlRoutes(app)
readRoutes(app)
eventsRoute(app)
healthRoute(app)
