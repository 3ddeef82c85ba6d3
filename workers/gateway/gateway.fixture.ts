/** The gateway with test services in place of ours. They record the requests they receive. */
import type { QuoteReader } from '#shared/quote-cells.ts'
import { fail } from '#shared/contracts/problem.ts'
import type { Env } from './env.ts'
import gatewayWorker from './index.ts'

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

export const gateway = (overrides: object = {}) => {
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
    RATE_LIMIT: limiter(true),
    COSTLY_RATE_LIMIT: limiter(true),
    ADMIN_TOKEN,
    ...overrides,
  } as unknown as Env
  return {
    ...services,
    /** How many requests reached a service or a cell. */
    reached: () =>
      cellsAsked.length +
      [
        services.CONFIG,
        services.AGGREGATOR,
        services.ANALYSIS,
        services.ORCHESTRATOR,
        services.LOGS,
      ].reduce((sum, { requests }) => sum + requests.length, 0),
    /**
     * Calls the entry of the Worker, so that a price read takes its direct path. `cf` is what the
     * platform says of the request.
     */
    request: async (path: string, { cf, ...init }: RequestInit & { cf?: object } = {}) =>
      gatewayWorker.fetch(
        Object.assign(
          new Request(new URL(path, 'http://localhost'), init),
          cf && { cf },
        ) as Parameters<typeof gatewayWorker.fetch>[0],
        env,
        NO_CONTEXT as unknown as ExecutionContext,
      ),
  }
}
