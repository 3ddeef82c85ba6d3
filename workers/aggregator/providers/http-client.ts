/**
 * The only place that fetches for a provider: one time limit for connection and body, a size limit,
 * the provider's charset, and every way of failing as a typed value whose detail names the
 * provider, the host and the fault. The key is put in at the last moment and taken out of whatever
 * comes back: no URL, failure or kept answer ever holds it.
 */
import { readBounded } from '#shared/http/bounded-body.ts'
import type { ProviderId } from '#shared/names.ts'
import { within } from '#shared/within.ts'
import type {
  ProviderContext,
  ProviderFailure,
  ProviderFailureReason,
  ProviderResult,
  RawAnswer,
} from '../model/provider.ts'

/**
 * Long enough for 4 MB of companyfacts on a slow line, short enough that the next provider of a
 * chain is still of use.
 */
export const TIMEOUT_MS = 10_000
/**
 * companyfacts of the largest filers are 8 MB; beyond twice that an answer is not what was asked
 * for. A Worker has 128 MB for all it does at once, and an answer stands there as chunks, as bytes,
 * as text and as objects.
 */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024
/** An error's body is read only to tell what kind of error it is. */
const MAX_ERROR_BYTES = 64 * 1024

/** Where the provider wants its key. `body` makes the whole body from it. */
export type SecretPlace =
  | { header: string; scheme?: string }
  | { query: string }
  | { body: (key: string) => string }

/**
 * What came back, before it is known whether it is an answer. `json` is undefined where the text is
 * no JSON.
 */
export interface Heard {
  status: number
  text: string
  json: unknown
}

/** A failure as the provider itself states it. */
export type StatedFailure = Pick<ProviderFailure, 'reason' | 'detail' | 'retry_after_seconds'>

export interface UpstreamRequest {
  provider: ProviderId
  /** Without the key. */
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  secret?: SecretPlace
  /** Of the answer. Default: utf-8. */
  charset?: 'utf-8' | 'gbk' | 'utf-16le' | 'shift_jis'
  /** `bytes` for archives. Default: json. */
  as?: 'json' | 'text' | 'bytes'
  /**
   * What a 403 means with this provider: a limit passed (SEC), or a dataset that is not in the plan
   * (default).
   */
  forbidden?: 'rate_limit' | 'plan' | 'auth'
  /**
   * Statuses beside 2xx that are answers all the same: fc.yahoo.com gives its cookie with a 404.
   */
  accepts?: readonly number[]
  /**
   * The provider's own error forms, which may come with any status; null when it is none. Its
   * detail may quote the provider.
   */
  failureOf?: (heard: Heard) => StatedFailure | null
}

export interface UpstreamAnswer {
  /** Parsed, when `as` is json. */
  json: unknown
  /** Decoded; empty when `as` is bytes. */
  text: string
  headers: Headers
  /** For the store. */
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

const REDACTED = '[key]'
/** The key in any form an answer or a URL may echo it. */
const redactorOf = (key: string | null): ((text: string) => string) => {
  if (!key) return (text) => text
  const forms = [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])].sort(
    (a, b) => b.length - a.length,
  )
  return (text) => forms.reduce((redacted, form) => redacted.replaceAll(form, REDACTED), text)
}

/** The longest part of a provider's message that is of use to a person. */
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

const wire = (request: UpstreamRequest, key: string | null): { url: string; init: RequestInit } => {
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
  return {
    url: url.href,
    init: {
      method: request.method ?? 'GET',
      headers,
      ...(body !== undefined && { body }),
      // A key must not follow a redirect to another host.
      redirect: request.secret ? 'manual' : 'follow',
    },
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

const MARKUP = /^\s*<(!doctype|html|head|body|\?xml|!--)/i

const answer = async (
  request: UpstreamRequest,
  who: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const redact = redactorOf(context.key)
  const { url, init } = wire(request, context.key)
  const as = request.as ?? 'json'
  let response: Response
  let body: Uint8Array | null
  let answered: boolean
  try {
    response = await context.fetch(url, { ...init, signal })
    answered = response.ok || (request.accepts?.includes(response.status) ?? false)
    body = await readBounded(response.body, answered ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES)
  } catch {
    return failure('unreachable', `${who} could not be reached, or the connection broke`)
  }
  const retryAfter = retryAfterOf(response.headers, context.now())
  const text = body && (as !== 'bytes' || !answered) ? decode(body, request.charset ?? 'utf-8') : ''
  const json = text === null || as === 'bytes' ? undefined : parseJson(text)
  const own = request.failureOf?.({ status: response.status, text: text ?? '', json })
  if (own)
    return failure(
      own.reason,
      redact(forPeople(`${who} ${own.detail}`)),
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
  // A page where data was expected is a gateway's or a login's, not this provider's: it passes.
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
  const clean = context.key && as !== 'bytes' ? redact(text) : text
  const kept = clean === text ? body : new TextEncoder().encode(clean)
  return {
    ok: true,
    data: {
      json: clean === text ? json : parseJson(clean),
      text: clean,
      headers: response.headers,
      raw: { url: request.url, body: kept },
    },
  }
}

/**
 * One call: the answer and its raw bytes, or why there is none. Never throws for what a provider
 * does.
 */
export const askUpstream = async (
  context: ProviderContext,
  request: UpstreamRequest,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const who = `${request.provider}: ${new URL(request.url).host}`
  const given = await within(context.timeoutMs, (late) => answer(request, who, context, late))
  return given ?? failure('timeout', `${who} did not answer within ${context.timeoutMs / 1000} s`)
}
