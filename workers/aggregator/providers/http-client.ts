/**
 * The only place that fetches for a provider. It sets one time limit for connection and body,
 * limits the size, decodes the provider's charset and follows redirects itself. Every failure is a
 * typed value whose detail names the provider, the host and the fault. The key is put into the call
 * at the last moment. The answer is never changed: a message that contains the key is not quoted,
 * and an answer that repeats the key is refused.
 */
import { readBounded } from '#shared/http/bounded-body.ts'
import type { ProviderId } from '#shared/names.ts'
import { within } from '#shared/within.ts'
import { redirectTarget } from './outbound.ts'
import { repeatsKey, tellsKey } from './secrets.ts'
import type {
  ProviderContext,
  ProviderFailure,
  ProviderFailureReason,
  ProviderResult,
  RawAnswer,
} from '../model/provider.ts'

/**
 * Time limit of a call, in milliseconds. It is long enough for 4 MB of companyfacts on a slow line,
 * and short enough that the next provider of a chain can still be asked.
 */
export const TIMEOUT_MS = 10_000
/**
 * Largest answer in bytes. The companyfacts of the largest filers have 8 MB; an answer of more than
 * twice that size is not what was asked for. A Worker has 128 MB of memory in all, and it holds an
 * answer as chunks, as bytes, as text and as objects.
 */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024
/** Largest part of an error's body that is read. It only serves to tell the kind of error. */
const MAX_ERROR_BYTES = 64 * 1024

/** Where the provider expects its key. `body` makes the whole request body from the key. */
export type SecretPlace =
  | { header: string; scheme?: string }
  | { query: string }
  | { body: (key: string) => string }

/**
 * What came back, before it is known whether it is an answer or a failure. `json` is undefined when
 * the text is not JSON.
 */
export interface Heard {
  status: number
  text: string
  json: unknown
}

/** A failure that the provider itself states. */
export type StatedFailure = Pick<ProviderFailure, 'reason' | 'detail' | 'retry_after_seconds'>

export interface UpstreamRequest {
  provider: ProviderId
  /** The address without the key. */
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  secret?: SecretPlace
  /** The charset of the answer. Default: utf-8. */
  charset?: 'utf-8' | 'gbk' | 'utf-16le' | 'shift_jis'
  /** The kind of the answer. `bytes` is for archives. Default: json. */
  as?: 'json' | 'text' | 'bytes'
  /**
   * What a 403 of this provider means: a rate limit was passed (SEC), or the dataset is not in the
   * plan (default).
   */
  forbidden?: 'rate_limit' | 'plan' | 'auth'
  /**
   * Statuses other than 2xx that still carry an answer: fc.yahoo.com sends its cookie with a 404.
   */
  accepts?: readonly number[]
  /**
   * Recognizes the provider's own error forms, which may come with any status. Null when there is
   * no such error. The detail may quote the provider.
   */
  failureOf?: (heard: Heard) => StatedFailure | null
}

export interface UpstreamAnswer {
  /** The parsed answer when `as` is json. */
  json: unknown
  /** The decoded text; empty when `as` is bytes. */
  text: string
  headers: Headers
  /** The answer as the store keeps it. */
  raw: RawAnswer
}

const failure = (
  reason: ProviderFailureReason,
  detail: string,
  retryAfter?: number,
): ProviderFailure => ({
  ok: false,
  reason,
  detail,
  ...(retryAfter !== undefined && { retry_after_seconds: retryAfter }),
})

/** Retry-After in seconds or as a date; undefined when absent or unreadable. */
const retryAfterOf = (headers: Headers, now: Date): number | undefined => {
  const given = headers.get('retry-after')?.trim()
  if (!given) return undefined
  if (/^\d+$/.test(given)) return Number(given)
  const at = Date.parse(given)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}

const reasonOf = (
  status: number,
  forbidden: NonNullable<UpstreamRequest['forbidden']>,
): ProviderFailureReason => {
  if (status === 401) return 'auth'
  if (status === 402) return 'plan'
  if (status === 403) return forbidden
  if (status === 404 || status === 410) return 'not_found'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rate_limit'
  return status >= 500 || (status >= 300 && status < 400) ? 'transient' : 'bad_request'
}

/** Longest part of a provider's message that is quoted, in characters. */
const MAX_DETAIL = 240
const CONTROL = /[\p{Cc}\p{Cf}\s]+/gu
const forPeople = (text: string): string => text.replace(CONTROL, ' ').trim().slice(0, MAX_DETAIL)

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

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
const send = async (
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

const decode = (
  bytes: Uint8Array,
  charset: NonNullable<UpstreamRequest['charset']>,
): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether the body is an error sent instead of an archive: a few lines that begin with a brace. */
const isShortJson = (body: Uint8Array): boolean =>
  body.byteLength <= MAX_ERROR_BYTES &&
  /^\s*\{/.test(new TextDecoder().decode(body.subarray(0, 64)))

const MARKUP = /^\s*<(!doctype|html|head|body|\?xml|!--)/i

const answer = async (
  request: UpstreamRequest,
  who: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const as = request.as ?? 'json'
  let response: Response
  let body: Uint8Array | null
  let answered: boolean
  try {
    const sent = await send(request, who, context, signal)
    if ('reason' in sent) return sent
    response = sent
    answered = response.ok || (request.accepts?.includes(response.status) ?? false)
    body = await readBounded(response.body, answered ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES)
  } catch {
    return failure('unreachable', `${who} could not be reached, or the connection broke`)
  }
  const retryAfter = retryAfterOf(response.headers, context.now())
  const readable = body !== null && (as !== 'bytes' || !answered || isShortJson(body))
  const text = body && readable ? decode(body, request.charset ?? 'utf-8') : ''
  const json = text === null || (as === 'bytes' && !readable) ? undefined : parseJson(text)
  const own = request.failureOf?.({ status: response.status, text: text ?? '', json })
  if (own)
    return failure(
      own.reason,
      tellsKey(own.detail, context.key)
        ? `${who} refused the call with a message that is not quoted, for it tells the key`
        : forPeople(`${who} ${own.detail}`),
      own.retry_after_seconds ?? retryAfter,
    )
  if (!answered)
    return failure(
      reasonOf(response.status, request.forbidden ?? 'plan'),
      `${who} answered HTTP ${response.status}`,
      retryAfter,
    )
  if (!body) return failure('malformed', `${who} answered more than ${MAX_ANSWER_BYTES} bytes`)
  if (text === null)
    return failure(
      'malformed',
      `${who} answered bytes that are not ${(request.charset ?? 'utf-8').toUpperCase()}`,
    )
  // A web page instead of data comes from a gateway or a login page, not from this provider. The
  // failure is temporary.
  if (
    as !== 'bytes' &&
    MARKUP.test(text.slice(0, 200)) &&
    !(as === 'text' && /^\s*<\?xml/i.test(text))
  )
    return failure(
      'transient',
      `${who} answered markup instead of ${as === 'json' ? 'JSON' : 'data'}`,
    )
  if (as === 'json' && json === undefined)
    return failure('malformed', `${who} answered ${body.byteLength} bytes that are not whole JSON`)
  if (repeatsKey(text, context.key))
    return failure('malformed', `${who} answered with the key in it, which is not kept`)
  return {
    ok: true,
    data: {
      json: as === 'bytes' ? undefined : json,
      text: as === 'bytes' ? '' : text,
      headers: response.headers,
      raw: { url: request.url, body },
    },
  }
}

/**
 * Makes one call and gives the answer with its raw bytes, or why there is none. It never throws
 * because of what a provider does.
 */
export const askUpstream = async (
  context: ProviderContext,
  request: UpstreamRequest,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const who = `${request.provider}: ${new URL(request.url).host}`
  const given = await within(context.timeoutMs, (late) => answer(request, who, context, late))
  return given ?? failure('timeout', `${who} did not answer within ${context.timeoutMs / 1000} s`)
}
