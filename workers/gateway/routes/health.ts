/**
 * /healthz: says which services answer and which do not. 200 when all answer, 503 when one is
 * degraded.
 */
import { problemSchema } from '#shared/contracts/problem.ts'
import type { App } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { fetcherOf, SERVICES, type Service } from '../services.ts'

/**
 * Longest time in milliseconds for a service to answer a probe. A slower answer counts as a fault.
 */
const PROBE_TIMEOUT_MS = 3_000

/**
 * Probe reads that use what a service depends on: the store or the database. The other services
 * have no such dependency.
 */
const PROBES: Partial<Record<Service['binding'], string>> = {
  CONFIG: '/api/v1/system',
  ORCHESTRATOR: '/api/v1/reports?limit=1',
}

export type ServiceHealth = { status: 'ok' } | { status: 'degraded'; reason: string }

const probe = async (env: Env, service: Service, requestId: string): Promise<ServiceHealth> => {
  const path = PROBES[service.binding]
  try {
    const response = await fetcherOf(env, service).fetch(
      `https://${service.name}.internal${path ?? '/healthz'}`,
      {
        headers: { 'x-request-id': requestId },
        signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
      },
    )
    const body: unknown = await response.json()
    if (response.ok) return { status: 'ok' }
    const problem = problemSchema.safeParse(body)
    if (!problem.success) return { status: 'degraded', reason: `http_${response.status}` }
    // A service without a probe route is available if it says so itself with `route_not_found`.
    return !path && problem.data.reason === 'route_not_found'
      ? { status: 'ok' }
      : { status: 'degraded', reason: problem.data.reason }
  } catch {
    return { status: 'degraded', reason: 'service_unavailable' }
  }
}

export const healthRoute = (app: App<Env>): void => {
  app.get('/healthz', async (c) => {
    const health = await Promise.all(
      SERVICES.map(async (s) => [s.name, await probe(c.env, s, c.get('requestId'))] as const),
    )
    const degraded = health.some(([, { status }]) => status === 'degraded')
    const body = { status: degraded ? 'degraded' : 'ok', services: Object.fromEntries(health) }
    return c.json(body, degraded ? 503 : 200, { 'cache-control': 'no-store' })
  })
}
