/**
 * /healthz: says which services answer and which do not. 200 when all answer, 503 when one is
 * degraded.
 */
import { healthRoute } from '#shared/contracts/health.ts'
import { problemSchema } from '#shared/contracts/problem.ts'
import type { App } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { noQuery } from '../middleware/no-query.ts'
import { fetcherOf, SERVICES, type Service } from '../services.ts'

/**
 * Longest time in milliseconds for a service to answer a probe. A slower answer counts as a fault.
 */
const PROBE_TIMEOUT_MS = 3_000

/**
 * Milliseconds for which a healthy state is answered again without asking. Anybody may ask for the
 * health at any rate, and each probe costs a connection to the database. A service that fails is
 * seen after this time at the latest. A degraded state is always asked for anew.
 */
export const HEALTHY_FOR_MS = 1_000

export type ServiceHealth = { status: 'ok' } | { status: 'degraded'; reason: string }

const reasonOf = async (response: Response): Promise<string> => {
  const problem = problemSchema.safeParse(await response.json().catch(() => null))
  return problem.success ? problem.data.reason : `http_${response.status}`
}

const probe = async (env: Env, service: Service, requestId: string): Promise<ServiceHealth> => {
  try {
    const response = await fetcherOf(env, service).fetch(
      `https://${service.name}.internal${healthRoute.path}`,
      {
        headers: { 'x-request-id': requestId },
        signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
      },
    )
    if (!response.ok) return { status: 'degraded', reason: await reasonOf(response) }
    // The answer is read to its end, so that the connection of the probe is over.
    await response.text()
    return { status: 'ok' }
  } catch {
    return { status: 'degraded', reason: 'service_unavailable' }
  }
}

type Services = Record<string, ServiceHealth>

const probeAll = async (env: Env, requestId: string): Promise<Services> =>
  Object.fromEntries(
    await Promise.all(SERVICES.map(async (s) => [s.name, await probe(env, s, requestId)] as const)),
  )

const isHealthy = (services: Services): boolean =>
  Object.values(services).every(({ status }) => status === 'ok')

/** When all services of these bindings were last asked and were healthy (epoch milliseconds). */
const healthyAt = new WeakMap<Env, { asked_at: number; services: Services }>()

const healthOf = async (env: Env, requestId: string): Promise<Services> => {
  const now = Date.now()
  const last = healthyAt.get(env)
  if (last && last.asked_at <= now && now - last.asked_at < HEALTHY_FOR_MS) return last.services
  const services = await probeAll(env, requestId)
  if (isHealthy(services)) healthyAt.set(env, { asked_at: now, services })
  return services
}

export const gatewayHealth = (app: App<Env>): void => {
  app.get('/healthz', noQuery, async (c) => {
    const services = await healthOf(c.env, c.get('requestId'))
    const healthy = isHealthy(services)
    const body = { status: healthy ? 'ok' : 'degraded', services }
    return c.json(body, healthy ? 200 : 503, { 'cache-control': 'no-store' })
  })
}
