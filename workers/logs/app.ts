/** Routes of the log collector. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'
import { healthRoute } from './routes/health.ts'
import { logRoutes } from './routes/logs.ts'
import { maintenanceRoute } from './routes/maintenance.ts'
import { metricsRoutes } from './routes/metrics.ts'

export const app = createApp<Env>('log-collector')
logRoutes(app)
metricsRoutes(app)
maintenanceRoute(app)
healthRoute(app)
