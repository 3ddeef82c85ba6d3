/**
 * The only place that fetches for a provider: one time limit for connection and body, a size limit, JSON, and every
 * way of failing as a typed value whose detail names the provider, the host and the fault. Never a body, never a key.
 */
import { readBounded } from '#shared/http/bounded-body.ts'
import type { ProviderContext, ProviderFailure, ProviderFailureReason, ProviderResult } from './provider.ts'

/** Long enough for 4 MB of companyfacts on a slow line, short enough that the next provider of a chain is still of use. */
export const TIMEOUT_MS = 10_000
/** companyfacts of the largest filers are 8 MB; beyond this an answer is not what was asked for (a Worker has 128 MB). */
export const MAX_ANSWER_BYTES = 40 * 1024 * 1024

export interface JsonRequest {
  /** Who is asked, for the detail of a failure. */
  provider: string
  url: string
  headers: Record<string, string>
  /** What a 403 means with this provider: a limit passed (SEC), or a dataset that is not in the plan. */
  forbidden?: 'rate_limit' | 'plan' | 'auth'
  timeoutMs?: number
}

export interface JsonAnswer {
  json: unknown
  body: Uint8Array
  url: string
}

const failure = (reason: ProviderFailureReason, detail: string, retryAfter?: number): ProviderFailure => ({
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

const reasonOf = (status: number, forbidden: NonNullable<JsonRequest['forbidden']>): ProviderFailureReason => {
  if (status === 401) return 'auth'
  if (status === 402) return 'plan'
  if (status === 403) return forbidden
  if (status === 404 || status === 410) return 'not_found'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rate_limit'
  return status >= 500 ? 'transient' : 'bad_request'
}

const parse = (who: string, url: string, body: Uint8Array): ProviderResult<JsonAnswer> => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body)
  } catch {
    return failure('malformed', `${who} answered bytes that are not UTF-8`)
  }
  if (/^\s*</.test(text.slice(0, 200))) return failure('malformed', `${who} answered markup instead of JSON`)
  try {
    return { ok: true, data: { json: JSON.parse(text), body, url } }
  } catch {
    return failure('malformed', `${who} answered ${body.byteLength} bytes that are not whole JSON`)
  }
}

const answer = async (request: JsonRequest, who: string, context: ProviderContext, signal: AbortSignal): Promise<ProviderResult<JsonAnswer>> => {
  try {
    const response = await context.fetch(request.url, { headers: { accept: 'application/json', ...request.headers }, signal })
    if (!response.ok) {
      await response.body?.cancel()
      const retryAfter = retryAfterOf(response.headers, context.now())
      return failure(reasonOf(response.status, request.forbidden ?? 'plan'), `${who} answered HTTP ${response.status}`, retryAfter)
    }
    const body = await readBounded(response.body, MAX_ANSWER_BYTES)
    return body ? parse(who, request.url, body) : failure('malformed', `${who} answered more than ${MAX_ANSWER_BYTES} bytes`)
  } catch {
    return failure('unreachable', `${who} could not be reached, or the connection broke`)
  }
}

/** GET of a JSON document: the parsed value and the raw bytes, or why there is none. Never throws for what a provider does. */
export const getJson = async (context: ProviderContext, request: JsonRequest): Promise<ProviderResult<JsonAnswer>> => {
  const who = `${request.provider}: ${new URL(request.url).host}`
  const timeoutMs = request.timeoutMs ?? TIMEOUT_MS
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<ProviderFailure>((resolve) => {
    timer = setTimeout(() => {
      // Settled before the abort, so that the broken connection it causes is not taken for the reason.
      resolve(failure('timeout', `${who} did not answer within ${timeoutMs / 1000} s`))
      controller.abort()
    }, timeoutMs)
  })
  try {
    return await Promise.race([answer(request, who, context, controller.signal), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
