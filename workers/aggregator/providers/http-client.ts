/**
 * The only way to ask a provider. It sets one time limit for connection and body,
 * limits the size and decodes the provider's charset; `http-call.ts` follows redirects. Every
 * failure is a typed value whose detail names the provider, the host and the fault. The answer is
 * never changed: a message that contains the key is not quoted, and an answer that repeats the key
 * is refused.
 */
import { retryAfterSeconds } from '#shared/http/retry-after.ts'
import { readBounded } from '#shared/http/bounded-body.ts'
import { logger } from '#shared/log.ts'
import { nextLogId } from '#shared/logs/context.ts'
import type { ProviderId } from '#shared/names.ts'
import { within } from '#shared/within.ts'
import { send } from './http-call.ts'
import { failure, forPeople, reasonOf } from './http-failure.ts'
import { isKeepable, repeatsKey, repeatsText, tellsKey } from './secrets.ts'
import type {
  ProviderContext,
  ProviderFailure,
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
export interface UpstreamReply {
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
  /** The answer holds a session, so it is not kept. */
  session?: true
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
  failureOf?: (heard: UpstreamReply) => StatedFailure | null
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

/** Whether a message quotes the address of the call, its path with the query, or its body. */
const repeatsRequest = (message: string, { url, body, secret }: UpstreamRequest): boolean => {
  const { pathname, search } = new URL(url)
  const sent = body ?? (secret && 'body' in secret ? secret.body('') : '')
  return repeatsText(message, [url, `${pathname}${search}`, sent])
}

/** True when the key is to be sent in a header and holds what no header may hold. */
const isUnsendable = ({ secret }: UpstreamRequest, key: string | null): boolean => {
  if (!secret || !key || !('header' in secret)) return false
  try {
    new Headers({ [secret.header]: key })
    return false
  } catch {
    return true
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
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

/** What names a call on a tape. A body that is made from the key is named as if there were none. */
const askedOf = ({ method = 'GET', url, body, secret }: UpstreamRequest): string =>
  [method, url, body ?? (secret && 'body' in secret ? secret.body('') : '')].join(' ').trim()

const keep = (
  request: UpstreamRequest,
  { tape }: ProviderContext,
  status: number,
  body: Uint8Array | null,
): void => {
  if (tape?.plays === false && !request.session)
    tape.keep({ asked: askedOf(request), status, body })
}

interface HttpReply {
  status: number
  headers: Headers
  /** Null when it is longer than the largest answer. */
  body: Uint8Array | null
  /** Whether the status is one of an answer. */
  answered: boolean
}

const isAnswer = ({ accepts }: UpstreamRequest, status: number): boolean =>
  (status >= 200 && status < 300) || (accepts?.includes(status) ?? false)

/** The reply to the call, from the tape where one plays. */
const replyTo = async (
  request: UpstreamRequest,
  who: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<HttpReply | ProviderFailure> => {
  const unreachable = failure('unreachable', `${who} could not be reached, or the connection broke`)
  if (context.tape?.plays) {
    const kept = await context.tape.play(askedOf(request))
    if (!kept || kept.status === 0) return unreachable
    const { status, body } = kept
    return { status, headers: new Headers(), body, answered: isAnswer(request, status) }
  }
  const span = nextLogId()
  const started = Date.now()
  const logCall = (status: number | null, reason: string | null): void =>
    logger('data-aggregator', context.requestId).info('provider.called', {
      span,
      provider: request.provider,
      host: new URL(request.url).host,
      outcome: reason === null ? 'answered' : 'failed',
      status,
      reason,
      duration_ms: Date.now() - started,
    })
  try {
    const sent = await send(request, who, context, signal)
    if ('reason' in sent) {
      logCall(null, sent.reason)
      keep(request, context, 0, null)
      return sent
    }
    const { status, headers } = sent
    const answered = isAnswer(request, status)
    const body = await readBounded(sent.body, answered ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES)
    logCall(status, null)
    return { status, headers, body, answered }
  } catch {
    logCall(null, signal.aborted ? 'timeout' : 'unreachable')
    keep(request, context, 0, null)
    return unreachable
  }
}

const answer = async (
  request: UpstreamRequest,
  who: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const as = request.as ?? 'json'
  const response = await replyTo(request, who, context, signal)
  if ('reason' in response) return response
  const { body, answered } = response
  const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), context.now().getTime())
  const readable = body !== null && (as !== 'bytes' || !answered || isShortJson(body))
  const text = body && readable ? decode(body, request.charset ?? 'utf-8') : ''
  const json = text === null || (as === 'bytes' && !readable) ? undefined : parseJson(text)
  if (context.tape?.plays === false)
    keep(request, context, response.status, isKeepable(text ?? '', context.key) ? body : null)
  const own = request.failureOf?.({ status: response.status, text: text ?? '', json })
  if (own) {
    const why = tellsKey(own.detail, context.key)
      ? 'it tells the key'
      : repeatsRequest(own.detail, request)
        ? 'it repeats the request'
        : null
    return failure(
      own.reason,
      why === null
        ? forPeople(`${who} ${own.detail}`)
        : `${who} refused the call with a message that is not quoted, for ${why}`,
      own.retry_after_seconds ?? retryAfter,
    )
  }
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
  if (isUnsendable(request, context.key))
    return failure(
      'auth',
      `${who}: the key cannot be sent, for it holds a line break or a letter that no header may hold`,
    )
  const given = await within(context.timeoutMs, (late) => answer(request, who, context, late))
  if (!given) keep(request, context, 0, null)
  return given ?? failure('timeout', `${who} did not answer within ${context.timeoutMs / 1000} s`)
}
