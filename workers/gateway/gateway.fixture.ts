/** The gateway with test services in place of ours. They record the requests they receive. */
import type { QuoteReader } from '#shared/quote-cells.ts'
import { fail } from '#shared/contracts/problem.ts'
import type { Env } from './env.ts'
import { entry } from './entry.ts'
import { PrincipalStore } from './principals/principal-store.ts'
import { sqliteStorage } from './principals/sqlite.fixture.ts'

/** A service that always answers `answer` and records its requests. */
export const service = (
  answer: (request: Request) => Response | Promise<Response> = () => Response.json({ ok: true }),
) => {
  const requests: Request[] = []
  return {
    requests,
    fetch: async (input: Request | string) => {
      const request = new Request(input)
      requests.push(request)
      return answer(request)
    },
  }
}

export const limiter = (success: boolean) => ({ limit: async () => ({ success }) })

/** An execution context that does nothing; these tests do not depend on it. */
const NO_CONTEXT = { waitUntil: () => {}, passThroughOnException: () => {} }

/** The files of the built page: the page itself, the viewer of the API and one more. */
const assets = () =>
  service(({ url }) =>
    ['/', '/docs', '/favicon.svg'].includes(new URL(url).pathname)
      ? new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
      : new Response(null, { status: 404 }),
  )

export const ADMIN_TOKEN = 'token-of-the-administrator'

/** The store of principals, with how often it was asked. */
export const principalStoreOf = (now: () => number = Date.now) => {
  const store = new PrincipalStore(sqliteStorage(), now)
  const asked: string[] = []
  const counting = new Proxy(store, {
    get(of, name) {
      const method: unknown = Reflect.get(of, name)
      if (typeof method !== 'function') return method
      return async (...given: unknown[]) => {
        asked.push(String(name))
        return method.apply(of, given)
      }
    },
  })
  return { store, asked, namespace: { getByName: () => counting } }
}

export const gateway = (overrides: object = {}) => {
  const principals = principalStoreOf()
  const services = {
    CONFIG: service(),
    AGGREGATOR: service(),
    ANALYSIS: service(),
    ORCHESTRATOR: service(),
    LOGS: service(),
    ASSETS: assets(),
  }
  const cellsAsked: string[] = []
  const cells = {
    getByName: (name: string) => ({
      realtime: async () => {
        cellsAsked.push(name)
        return fail('quote_missing', 'none')
      },
    }),
  }
  const env = {
    ...services,
    QUOTE_CELL: cells as unknown as DurableObjectNamespace<QuoteReader>,
    PRINCIPALS: principals.namespace,
    RATE_LIMIT: limiter(true),
    COSTLY_RATE_LIMIT: limiter(true),
    ADMIN_TOKEN,
    ...overrides,
  } as unknown as Env
  return {
    ...services,
    ...principals,
    /** How many requests reached a service, a cell, or what the gateway itself keeps. */
    reached: () =>
      cellsAsked.length +
      principals.asked.filter((method) => method !== 'check').length +
      [
        services.CONFIG,
        services.AGGREGATOR,
        services.ANALYSIS,
        services.ORCHESTRATOR,
        services.LOGS,
      ].reduce((sum, { requests }) => sum + requests.length, 0),
    /**
     * Calls the entry of the Worker, so that a price read takes its direct path. `cf` is what the
     * platform says of the request. The operator asks; `as` names another token, null none.
     */
    request: async (
      path: string,
      { cf, as = ADMIN_TOKEN, ...init }: RequestInit & { cf?: object; as?: string | null } = {},
    ) => {
      const headers = new Headers(init.headers)
      if (as !== null && !headers.has('authorization') && !headers.has('cookie'))
        headers.set('authorization', `Bearer ${as}`)
      return entry.fetch(
        Object.assign(
          new Request(new URL(path, 'http://localhost'), { ...init, headers }),
          cf && { cf },
        ) as Parameters<typeof entry.fetch>[0],
        env,
        NO_CONTEXT as unknown as ExecutionContext,
      )
    },
  }
}
