/**
 * A typed client of one service, made from the contract of the service. Service bindings, the test
 * harness and plain `fetch` all fit `Fetcher`.
 */
import { fail, type Failure, ok, problemSchema, type Result } from '../contracts/problem.ts'
import { logHeaders } from '../logs/context.ts'
import { isFromService } from './from-service.ts'
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
  /**
   * Returns the answer as it is, to be passed on; an unreachable service is `service_unavailable`.
   */
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
      ...logHeaders(),
      ...(route.body && { 'content-type': 'application/json' }),
      ...input.headers,
    },
    ...(route.body && { body: JSON.stringify(input.body) }),
    ...(input.signal && { signal: input.signal }),
  })
}

/** The data of an answer, or the failure that it tells. */
export const readAnswer = async (response: Response, service: string): Promise<Result<unknown>> => {
  let body: unknown
  try {
    body = await response.json()
  } catch {
    return fail('service_unavailable', `${service} did not answer.`)
  }
  return response.ok ? ok(body) : failureOf(body, service, response.status)
}

/** The failure that a problem tells. */
export const failureOf = (body: unknown, service: string, status: number): Failure => {
  const problem = problemSchema.safeParse(body)
  if (!problem.success)
    return fail('service_unavailable', `${service} answered HTTP ${status} without a problem.`)
  const { reason, detail, errors, text_faults, retry_after_seconds } = problem.data
  const { attempts, age_seconds, model, conflicts } = problem.data
  return fail(reason, detail, {
    ...(errors && { errors }),
    ...(text_faults && { text_faults }),
    ...(retry_after_seconds !== undefined && { retry_after_seconds }),
    ...(attempts && { attempts }),
    ...(age_seconds !== undefined && { age_seconds }),
    ...(model && { model }),
    ...(conflicts && { conflicts }),
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
      const unavailable = () => fail('service_unavailable', `${options.service} did not answer.`)
      try {
        const response = await raw(name, input)
        if (isFromService(response)) return response
        await response.body?.cancel()
        return unavailable()
      } catch {
        return unavailable()
      }
    },
    async call(name, input) {
      try {
        const answer = await readAnswer(await raw(name, input), options.service)
        return answer as Result<ResponseOf<C[typeof name]>>
      } catch {
        return fail('service_unavailable', `${options.service} did not answer.`)
      }
    },
  }
}
