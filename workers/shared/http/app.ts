/**
 * The common frame of the Hono app of every service: request id, log line, problem answers, and
 * routes made from a contract.
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { healthRoute } from '../contracts/health.ts'
import { fail, failAt, ok, type Result } from '../contracts/problem.ts'
import type { HandlerInput, ResponseOf, Route } from '../contracts/route.ts'
import { logger } from '../log.ts'
import { nextLogId, toldBy, withLogContext } from '../logs/context.ts'
import type { WorkerName } from '../logs/names.ts'
import { isStorable, isStorableJson } from '../storable.ts'
import { readBounded } from './bounded-body.ts'
import { configVersionOf } from './config-version.ts'
import { isJson } from './content-type.ts'
import { problemResponse, reasonIn } from './respond.ts'

/** Largest body that any route accepts. */
export const MAX_BODY_BYTES = 1_048_576

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/
/** Returns the caller's `x-request-id` when its form is valid, otherwise a new id. */
export const requestIdOf = (headers: Headers): string => {
  const given = headers.get('x-request-id')
  return given && REQUEST_ID.test(given) ? given : crypto.randomUUID()
}

export type AppEnv<Bindings extends object> = {
  Bindings: Bindings
  Variables: {
    requestId: string
    /** The address of the route that answers, with the names of its parameters. */
    route?: string
  }
}
export type App<Bindings extends object> = Hono<AppEnv<Bindings>>

/** What the line of a request tells. */
export interface LoggedRequest {
  method: string
  path: string
  /** The address of the route, with the names of its parameters; absent where no route answered. */
  route?: string | undefined
  status: number
  reason?: string | null
  /** Epoch milliseconds. */
  started: number
  span?: string
  parent?: string | null
  /** The age of the live price that was given. */
  age_seconds?: number | undefined
  report_id?: string
}

/** From here on an answer is a fault of ours. */
const SERVER_ERROR = 500

/** Logs one line for each request. */
export const logRequest = (
  worker: WorkerName,
  requestId: string,
  { started, ...told }: LoggedRequest,
): void =>
  logger(worker, requestId)[told.status >= SERVER_ERROR ? 'warn' : 'info']('http.request', {
    ...told,
    duration_ms: Date.now() - started,
  })

/** Probes of the gateway and of the services behind it. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', healthRoute.path])

export const createApp = <Bindings extends object>(worker: WorkerName): App<Bindings> => {
  const app = new Hono<AppEnv<Bindings>>()
  app.use(async (c, next) => {
    const requestId = requestIdOf(c.req.raw.headers)
    c.set('requestId', requestId)
    const started = Date.now()
    const isProbe = PROBES.has(c.req.path)
    // Whoever is outside may not say what a request belongs to.
    const told =
      worker === 'api-gateway' ? { parent: null, report_id: null } : toldBy(c.req.raw.headers)
    const { parent, report_id } = told
    const span = nextLogId()
    await (isProbe
      ? next()
      : withLogContext({ worker, request_id: requestId, report_id, span }, next))
    c.header('x-request-id', requestId)
    // A probe comes every few seconds, and says something only when it fails.
    if (isProbe && c.res.status === 200) return
    logRequest(worker, requestId, {
      method: c.req.method,
      path: c.req.path,
      route: c.get('route'),
      status: c.res.status,
      reason: reasonIn(c.res.headers),
      started,
      span,
      parent,
      ...(report_id !== null && { report_id }),
    })
  })
  app.notFound((c) =>
    problemResponse(
      fail('route_not_found', `${c.req.method} ${c.req.path} is not a route of ${worker}.`),
      c.get('requestId') ?? requestIdOf(c.req.raw.headers),
    ),
  )
  app.onError((error, c) => {
    // The message may contain SQL or a body, so only the kind of error is logged.
    logger(worker, c.get('requestId')).error('http.unexpected', {
      path: c.req.path,
      kind: error instanceof Error ? error.name : typeof error,
    })
    return problemResponse(
      fail('internal_error', 'The fault was logged under the request id.'),
      c.get('requestId') ?? requestIdOf(c.req.raw.headers),
    )
  })
  return app
}

type Errors = { path: string; message: string }[]

/** Where the fault is. Of a key that does not belong, the path ends with the key itself. */
const placesOf = (issue: z.core.$ZodIssue): string[] => {
  const path = issue.path.map(String)
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
  return keys.length > 0 ? keys.map((key) => [...path, key].join('.')) : [path.join('.')]
}

const issues = (where: string, error: z.ZodError): Errors =>
  error.issues
    .flatMap((issue) =>
      placesOf(issue).map((place) => ({
        path: [where, place].filter(Boolean).join('.'),
        message: issue.message,
      })),
    )
    .slice(0, 20)

const NOT_TEXT = 'holds U+0000 or half a surrogate pair, which is no text'

/** Reads a body of at most MAX_BODY_BYTES as JSON. */
export const readJson = async (request: Request): Promise<Result<unknown>> => {
  if (!isJson(request.headers.get('content-type')))
    return fail('unsupported_media_type', 'Send content-type: application/json, in UTF-8.')
  const bytes = await readBounded(request.body, MAX_BODY_BYTES)
  if (!bytes) return fail('body_too_large', `At most ${MAX_BODY_BYTES} bytes are read.`)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    const body: unknown = JSON.parse(text)
    return isStorableJson(text, body) ? ok(body) : failAt([{ path: 'body', message: NOT_TEXT }])
  } catch {
    return fail('malformed_json', 'The body could not be parsed as JSON in UTF-8.')
  }
}

const checked = (
  where: string,
  schema: z.ZodType | undefined,
  value: unknown,
  errors: Errors,
): unknown => {
  if (!schema) return undefined
  if (!isStorable(value)) {
    errors.push({ path: where, message: NOT_TEXT })
    return undefined
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  errors.push(...issues(where, parsed.error))
  return undefined
}

/** Returns the query parameters of a route. Every route refuses any other parameter. */
const queryNames = ({ query }: Route): ReadonlySet<string> =>
  new Set(query instanceof z.ZodObject ? Object.keys(query.shape) : [])

const addressed = <R extends Route>(
  route: R,
  search: URLSearchParams,
  params: Record<string, string>,
  errors: Errors,
) => {
  const known = queryNames(route)
  const query: Record<string, string> = {}
  for (const [name, value] of search)
    if (!known.has(name))
      errors.push({ path: `query.${name}`, message: 'no parameter of this route' })
    else if (name in query) errors.push({ path: `query.${name}`, message: 'given more than once' })
    else query[name] = value
  return {
    params: checked('params', route.params, params, errors),
    query: checked('query', route.query, query, errors),
  }
}

/** Validates the input in the address of a request. */
export const checkInput = <R extends Route>(
  route: R,
  search: URLSearchParams,
  params: Record<string, string>,
): Result<Pick<HandlerInput<R>, 'params' | 'query'>> => {
  const errors: Errors = []
  const input = addressed(route, search, params, errors)
  return errors.length ? failAt(errors) : ok(input as Pick<HandlerInput<R>, 'params' | 'query'>)
}

/** Validates a request against its route. */
export const readInput = async <R extends Route>(
  route: R,
  request: Request,
  params: Record<string, string>,
  requestId: string,
): Promise<Result<HandlerInput<R>>> => {
  const errors: Errors = []
  const input = {
    ...addressed(route, new URL(request.url).searchParams, params, errors),
    body: undefined as unknown,
    requestId,
    configVersion: configVersionOf(request.headers),
    headers: request.headers,
    signal: request.signal,
  }
  if (route.body) {
    const body = await readJson(request)
    if (!body.ok) return body
    input.body = checked('body', route.body, body.data, errors)
  }
  return errors.length ? failAt(errors) : ok(input as HandlerInput<R>)
}

/**
 * The result of a handler: the data of the contract, or its own Response (a stream, a download).
 */
export type Handled<R extends Route> = Result<ResponseOf<R>> | Response

/** Adds one route of a contract to an app: it validates, calls the handler once, and answers. */
export const implement = <Bindings extends object, R extends Route>(
  app: App<Bindings>,
  route: R,
  handle: (input: HandlerInput<R>, env: Bindings, ctx: ExecutionContext) => Promise<Handled<R>>,
  successStatus: 200 | 202 = 200,
): void => {
  app.on(route.method, route.path, async (c) => {
    const requestId = c.get('requestId')
    c.set('route', route.path)
    const input = await readInput(
      route,
      c.req.raw,
      c.req.param() as Record<string, string>,
      requestId,
    )
    if (!input.ok) return problemResponse(input, requestId)
    const result = await handle(input.data, c.env, c.executionCtx as ExecutionContext)
    if (result instanceof Response) return result
    if (!result.ok) return problemResponse(result, requestId)
    return c.json(result.data as object, successStatus, { 'cache-control': 'no-store' })
  })
}
