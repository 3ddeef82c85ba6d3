/** Passes a request to its service and returns the answer. Streams are not buffered. */
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { MAX_BODY_BYTES } from '#shared/http/app.ts'
import { CONFIG_VERSION_HEADER } from '#shared/http/config-version.ts'
import type { Principal } from '#shared/contracts/access.ts'
import { nameForHeader, PRINCIPAL_HEADER } from '#shared/http/principal.ts'
import { readBounded } from '#shared/http/bounded-body.ts'
import { isFromService } from '#shared/http/from-service.ts'
import { logHeaders } from '#shared/logs/context.ts'
import type { Env } from './env.ts'
import { type PublicRoute, serviceUrl } from './public-routes.ts'
import { fetcherOf, type Service } from './services.ts'

/**
 * The client headers that a service needs. The administrator token and cookies are never passed on,
 * nor whom a client claims to be.
 */
const FORWARDED_HEADERS = [
  'accept',
  'accept-encoding',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'upgrade',
  CONFIG_VERSION_HEADER,
]

/** Reads a body of at most MAX_BODY_BYTES; null when there is none. */
const readBody = async (request: Request): Promise<Result<Uint8Array<ArrayBuffer> | null>> => {
  const tooLarge = fail('body_too_large', `At most ${MAX_BODY_BYTES} bytes are taken.`)
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return tooLarge
  const encoding = request.headers.get('content-encoding')
  if (encoding && encoding !== 'identity')
    return fail(
      'unsupported_media_type',
      `Send the body without content-encoding; ${encoding} is not unpacked.`,
    )
  if (!request.body) return ok(null)
  const bytes = await readBounded(request.body, MAX_BODY_BYTES)
  return bytes ? ok(bytes) : tooLarge
}

/**
 * The platform puts its own `Accept-Encoding` in place of the client's, which it keeps beside the
 * request; empty where the client sent none.
 */
const encodingsOf = ({ cf }: Request): string | null => {
  const accepted = cf?.clientAcceptEncoding
  return typeof accepted === 'string' ? accepted : null
}

/** Who asks, and under which id. */
export interface Requester {
  requestId: string
  /** Null where the gate asks nobody. */
  principal: Principal | null
}

const headersFor = (request: Request, { requestId, principal }: Requester): Headers => {
  const headers = new Headers({ 'x-request-id': requestId, ...logHeaders() })
  if (principal !== null) headers.set(PRINCIPAL_HEADER, nameForHeader(principal.name))
  for (const name of FORWARDED_HEADERS) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const encodings = encodingsOf(request)
  if (encodings !== null) headers.set('accept-encoding', encodings)
  return headers
}

/**
 * Returns the answer of the service, or `body_too_large`, or `service_unavailable` with the name of
 * the service.
 */
export const forward = async (
  target: Pick<PublicRoute, 'route'> & { service: Service },
  request: Request,
  params: Record<string, string>,
  env: Env,
  asked: Requester,
): Promise<Result<Response>> => {
  const body = target.route.method === 'GET' ? ok(null) : await readBody(request)
  if (!body.ok) return body
  const unavailable = fail('service_unavailable', `${target.service.name} did not answer.`, {
    retry_after_seconds: 2,
  })
  try {
    const response = await fetcherOf(env, target.service).fetch(
      new Request(serviceUrl(target, params, new URL(request.url).searchParams), {
        method: target.route.method,
        headers: headersFor(request, asked),
        body: body.data,
        signal: request.signal,
      }),
    )
    if (response.webSocket) return ok(response)
    return isFromService(response) ? ok(new Response(response.body, response)) : unavailable
  } catch {
    return unavailable
  }
}
