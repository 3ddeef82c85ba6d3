/** Every public route of the contracts, and a problem for everything else under /api. */
import type { Principal } from '#shared/contracts/access.ts'
import { logsContract } from '#shared/contracts/logs.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { App } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import type { Env } from '../env.ts'
import { forward } from '../forward.ts'
import { admit } from '../gate/admit.ts'
import { rateLimit, refuseCostly } from '../middleware/rate-limit.ts'
import { byPattern, PUBLIC_ROUTES, type PublicRoute } from '../public-routes.ts'
import { isOwn } from '../services.ts'
import { answerOwn } from './access.ts'

const admitted = async (
  { operation, route }: PublicRoute,
  request: Request,
  env: Env,
): Promise<Result<Principal | null>> => {
  const principal = await admit(request, route, env)
  if (!principal.ok) return principal
  return (await refuseCostly(operation, request.headers, env)) ?? ok(principal.data)
}

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
        const principal = await admitted(target, c.req.raw, c.env)
        if (!principal.ok) return problemResponse(principal, requestId)
        const asked = { requestId, principal: principal.data }
        const params = c.req.param() as Record<string, string>
        const { operation, route, service } = target
        const answer = isOwn(service)
          ? await answerOwn(operation, c.req.raw, params, c.env, asked)
          : await forward({ route, service }, c.req.raw, params, c.env, asked)
        return answer.ok ? answer.data : problemResponse(answer, requestId)
      })
    app.all(pattern, (c) => methodNotAllowed(c.req.method, c.req.path, routes, c.get('requestId')))
  }
  app.all('/api/*', (c) => c.notFound())
}
