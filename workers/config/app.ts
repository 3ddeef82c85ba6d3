/** Routes of the config-service. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'
import { documentRoutes } from './routes/documents.ts'
import { healthRoute } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { keysRoutes } from './routes/keys.ts'
import { promptRoutes } from './routes/prompts.ts'
import { snapshotRoutes } from './routes/snapshot.ts'
import { transferRoutes } from './routes/transfer.ts'

export const app = createApp<Env>('config-service')
documentRoutes(app)
promptRoutes(app)
historyRoutes(app)
keysRoutes(app)
transferRoutes(app)
snapshotRoutes(app)
healthRoute(app)
