/** Routes of the gateway. */
import { createApp } from '#shared/http/app.ts'
import type { Env } from './env.ts'
import { ownHost } from './middleware/own-host.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { apiRoutes } from './routes/api.ts'
import { docsRoutes } from './routes/docs.ts'
import { gatewayHealth } from './routes/health.ts'
import { pageRoutes } from './routes/page.ts'

export const app = createApp<Env>('api-gateway')
app.use(securityHeaders)
app.use(ownHost)
apiRoutes(app)
gatewayHealth(app)
docsRoutes(app)
pageRoutes(app)
