/**
 * One HTTP call with its key and its redirects. The key is put into the call at the last moment,
 * and no redirect takes it to another host.
 */
import type { ProviderContext, ProviderFailure } from '../model/provider.ts'
import type { UpstreamRequest } from './http-client.ts'
import { failure } from './http-failure.ts'
import { redirectTarget } from './outbound.ts'

interface Call {
  url: URL
  method: string
  headers: Headers
  body: string | undefined
}

const callOf = (request: UpstreamRequest, key: string | null): Call => {
  const url = new URL(request.url)
  const headers = new Headers({
    accept: request.as === undefined || request.as === 'json' ? 'application/json' : '*/*',
    ...request.headers,
  })
  let body = request.body
  if (request.secret && key) {
    if ('header' in request.secret)
      headers.set(
        request.secret.header,
        request.secret.scheme ? `${request.secret.scheme} ${key}` : key,
      )
    else if ('query' in request.secret) url.searchParams.set(request.secret.query, key)
    else body = request.secret.body(key)
  }
  return { url, method: request.method ?? 'GET', headers, body }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const MAX_REDIRECTS = 3
/** Headers that may only be sent to the host they were made for. */
const PRIVATE_HEADERS = ['cookie', 'authorization']

/**
 * The call that a redirect asks for, or why it is not made. A call with a key never follows a
 * redirect to another host, not even to a host of the same owner.
 */
const redirected = (
  call: Call,
  response: Response,
  request: UpstreamRequest,
  key: string | null,
): Call | string => {
  const url = redirectTarget(call.url, response.headers.get('location'))
  if (typeof url === 'string') return url
  const headers = new Headers(call.headers)
  if (url.host !== call.url.host) {
    if (request.secret && key) return 'another host, which must not get the key'
    for (const name of PRIVATE_HEADERS) headers.delete(name)
  }
  if (request.secret && key && 'query' in request.secret)
    url.searchParams.set(request.secret.query, key)
  const asGet = response.status === 303 || (response.status < 303 && call.method === 'POST')
  if (!asGet) return { ...call, url, headers }
  headers.delete('content-type')
  return { url, method: 'GET', headers, body: undefined }
}

/**
 * The answer after at most three redirects. Each redirect counts as a call in the provider's
 * budget.
 */
export const send = async (
  request: UpstreamRequest,
  who: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<Response | ProviderFailure> => {
  let call = callOf(request, context.key)
  for (let followed = 0; ; followed += 1) {
    const response = await context.fetch(call.url.href, {
      method: call.method,
      headers: call.headers,
      ...(call.body !== undefined && { body: call.body }),
      redirect: 'manual',
      signal,
    })
    if (!REDIRECTS.has(response.status) || request.accepts?.includes(response.status))
      return response
    await response.body?.cancel()
    const next = redirected(call, response, request, context.key)
    const refused = (why: string): ProviderFailure =>
      failure('transient', `${who} answered HTTP ${response.status}, ${why}`)
    if (typeof next === 'string') return refused(`a redirect to ${next}`)
    if (followed === MAX_REDIRECTS) return refused(`after ${MAX_REDIRECTS} redirects`)
    if (context.spend && !(await context.spend()))
      return failure('rate_limit', `${who}: the budget has no call left for a redirect`)
    call = next
  }
}
