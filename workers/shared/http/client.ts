/**
 * A typed client of one service, made from the contract of the service. Service bindings, the test
 * harness and plain `fetch` all fit `Fetcher`.
 */
import { fail, type Failure, ok, problemSchema, type Result } from '../contracts/problem.ts'
import type { CallInput, Contract, ResponseOf } from '../contracts/route.ts'

export interface HttpFetcher {
  fetch(input: Request): Promise<Response>
}

export interface ServiceClient<C extends Contract> {
  /**
   * Returns the data or the failure of the service; an unreachable service is
   * `service_unavailable`.
   */
  call<K extends keyof C>(name: K, input: CallInput<C[K]>): Promise<Result<ResponseOf<C[K]>>>
  /** Returns the answer as it is, to be passed on; an unreachable service is `service_unavailable`. */
  passOn<K extends keyof C>(name: K, input: CallInput<C[K]>): Promise<Response | Failure>
  /** Returns the raw response, for streams. Throws when the service cannot be reached. */
  raw<K extends keyof C>(name: K, input: CallInput<C[K]>): Promise<Response>
}

const requestFor = (
  route: Contract[string],
  origin: string,
  requestId: string,
  input: CallInput<Contract[string]>,
): Request => {
  const params = (input.params ?? {}) as Record<string, string>
  const url = new URL(
    route.path.replace(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')),
    origin,
  )
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>))
    if (value !== undefined) url.searchParams.set(key, String(value))
  return new Request(url, {
    method: route.method,
    headers: {
      'x-request-id': requestId,
      ...(route.body && { 'content-type': 'application/json' }),
      ...input.headers,
    },
    ...(route.body && { body: JSON.stringify(input.body) }),
    ...(input.signal && { signal: input.signal }),
  })
}

export const createClient = <C extends Contract>(
  contract: C,
  fetcher: HttpFetcher,
  options: { requestId: string; service: string },
): ServiceClient<C> => {
  const raw: ServiceClient<C>['raw'] = (name, input) =>
    fetcher.fetch(
      requestFor(
        contract[name] as Contract[string],
        `https://${options.service}.internal`,
        options.requestId,
        input as CallInput<Contract[string]>,
      ),
    )
  return {
    raw,
    async passOn(name, input) {
      try {
        return await raw(name, input)
      } catch {
        return fail('service_unavailable', `${options.service} did not answer.`)
      }
    },
    async call(name, input) {
      let response: Response
      let body: unknown
      try {
        response = await raw(name, input)
        body = await response.json()
      } catch {
        return fail('service_unavailable', `${options.service} did not answer.`)
      }
      if (response.ok) return ok(body as ResponseOf<C[typeof name]>)
      const problem = problemSchema.safeParse(body)
      if (!problem.success)
        return fail(
          'service_unavailable',
          `${options.service} answered HTTP ${response.status} without a problem.`,
        )
      const { reason, detail, ...told } = problem.data
      const { errors, text_faults, retry_after_seconds, attempts, age_seconds, conflicts } = told
      return fail(reason, detail, {
        ...(errors && { errors }),
        ...(text_faults && { text_faults }),
        ...(retry_after_seconds !== undefined && { retry_after_seconds }),
        ...(attempts && { attempts }),
        ...(age_seconds !== undefined && { age_seconds }),
        ...(conflicts && { conflicts }),
      })
    },
  }
}
