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
