/** The failures of an HTTP call, from its status, its headers and the provider's own message. */
import type { ProviderFailure, ProviderFailureReason } from '../model/provider.ts'
import type { UpstreamRequest } from './http-client.ts'

export const failure = (
  reason: ProviderFailureReason,
  detail: string,
  retryAfter?: number,
): ProviderFailure => ({
  ok: false,
  reason,
  detail,
  ...(retryAfter !== undefined && { retry_after_seconds: retryAfter }),
})

/**
 * Longest wait in seconds that is taken from a provider: a year. What is stored from it is a time,
 * and a number without a bound is no time.
 */
const LONGEST_WAIT_SECONDS = 31_536_000

/** Retry-After in seconds or as a date; undefined when absent or unreadable. */
export const retryAfterOf = (headers: Headers, now: Date): number | undefined => {
  const given = headers.get('retry-after')?.trim()
  if (!given) return undefined
  if (/^\d+$/.test(given)) return Math.min(Number(given), LONGEST_WAIT_SECONDS)
  const at = Date.parse(given)
  if (Number.isNaN(at)) return undefined
  const seconds = Math.ceil((at - now.getTime()) / 1000)
  return Math.min(Math.max(0, seconds), LONGEST_WAIT_SECONDS)
}

export const reasonOf = (
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
export const forPeople = (text: string): string =>
  text.replace(CONTROL, ' ').trim().slice(0, MAX_DETAIL)
