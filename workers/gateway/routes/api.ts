/** Every public route of the contracts, and a problem for everything else under /api. */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import { logsContract } from '#shared/contracts/logs.ts'
import type { App } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import type { Env } from '../env.ts'
import { forward } from '../forward.ts'
import { refuse } from '../gate/refuse.ts'
import { rateLimit, refuseCostly } from '../middleware/rate-limit.ts'
import { byPattern, PUBLIC_ROUTES, type PublicRoute } from '../public-routes.ts'

const refusalOf = async (
  target: PublicRoute,
  request: Request,
  env: Env,
): Promise<Failure | null> =>
  (await refuse(request, target.route, env)) ??
  (await refuseCostly(target.operation, request.headers, env))

const methodNotAllowed = (
  method: string,
  path: string,
  routes: readonly PublicRoute[],
  requestId: string,
): Response => {
  const allowed = routes.map((r) => r.route.method)
  const response = problemResponse(
    fail('method_not_allowed', `${path} takes ${allowed.join(', ')}, not ${method}.`),
    requestId,
  )
  response.headers.set('allow', allowed.join(', '))
  return response
}

export const apiRoutes = (app: App<Env>): void => {
  app.use('/api/*', rateLimit)
  app.use(logsContract.exposeMetrics.public, rateLimit)
  for (const [pattern, routes] of byPattern(PUBLIC_ROUTES)) {
    for (const target of routes)
      app.on(target.route.method, pattern, async (c) => {
        const requestId = c.get('requestId')
        c.set('route', target.public)
        const refused = await refusalOf(target, c.req.raw, c.env)
        if (refused) return problemResponse(refused, requestId)
        const answer = await forward(
          target,
          c.req.raw,
          c.req.param() as Record<string, string>,
          c.env,
          requestId,
        )
        return answer.ok ? answer.data : problemResponse(answer, requestId)
      })
    app.all(pattern, (c) => methodNotAllowed(c.req.method, c.req.path, routes, c.get('requestId')))
  }
  app.all('/api/*', (c) => c.notFound())
}
