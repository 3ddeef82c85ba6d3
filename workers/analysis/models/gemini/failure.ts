/**
 * Turns an error answer of the Gemini API into a reason of this project. The details name only
 * statuses and codes, because the messages of the SDK contain the URL and the body.
 */
import { GoogleGenerativeAIFetchError } from '@google/generative-ai'
import { type Failure, fail } from '#shared/contracts/problem.ts'

/** Reasons for which Gemini withholds a text. */
const BLOCKING = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
])

/** Returns a code that has the form of Google's codes. Any other value is not repeated. */
const code = (value: unknown): string =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{0,60}$/.test(value) ? value : 'an unknown code'

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** The seconds to wait. `google.rpc.RetryInfo` writes them as `3s` or `3.5s`. */
const retryAfter = (details: readonly Record<string, unknown>[]): number | undefined => {
  for (const detail of details) {
    const seconds =
      typeof detail.retryDelay === 'string'
        ? /^(\d+(?:\.\d+)?)s$/.exec(detail.retryDelay)?.[1]
        : undefined
    if (seconds !== undefined) return Number(seconds)
  }
  return undefined
}

/** Whether the exceeded quota is counted by the day. Then waiting some seconds does not help. */
const isPerDay = (details: readonly Record<string, unknown>[]): boolean =>
  details.some(
    (d) =>
      Array.isArray(d.violations) &&
      d.violations.some((v) => /per_?day/i.test(String(record(v).quotaId))),
  )

/** The failure of a request that got an error status or no answer. */
export const requestFailure = (error: unknown): Failure => {
  if (!(error instanceof GoogleGenerativeAIFetchError) || error.status === undefined)
    return fail('model_unavailable', 'Gemini could not be reached.')
  const details = (Array.isArray(error.errorDetails) ? error.errorDetails : []).map(record)
  const status = error.status
  if (status === 429) {
    if (isPerDay(details))
      return fail('model_quota_exhausted', "Gemini answered 429: the day's quota is used up.")
    const seconds = retryAfter(details)
    return fail(
      'model_rate_limited',
      'Gemini answered 429.',
      seconds === undefined ? {} : { retry_after_seconds: seconds },
    )
  }
  // For a wrong key Gemini answers 400 with this code, not 401.
  if (status === 401 || status === 403 || details.some((d) => d.reason === 'API_KEY_INVALID'))
    return fail('model_auth', `Gemini answered ${status}.`)
  if (status >= 500) {
    const seconds = retryAfter(details)
    return fail(
      'model_unavailable',
      `Gemini answered ${status}.`,
      seconds === undefined ? {} : { retry_after_seconds: seconds },
    )
  }
  if (status < 400)
    return fail('model_bad_request', `Gemini answered ${status}: redirects are not followed.`)
  return fail(
    'model_bad_request',
    status === 404
      ? 'Gemini answered 404: it does not offer this model.'
      : `Gemini answered ${status}.`,
  )
}

export const blockedPrompt = (blockReason: unknown): Failure =>
  fail('model_blocked', `Gemini blocked the prompt: ${code(blockReason)}.`)

/**
 * The failure of a stream that has ended; null when it ended well. An unknown finish reason is a
 * failure.
 */
export const finishFailure = (
  finishReason: string | undefined,
  hasText: boolean,
): Failure | null => {
  if (finishReason === undefined)
    return fail('model_stream_broken', 'The stream ended without a finish reason.')
  if (BLOCKING.has(finishReason))
    return fail('model_blocked', `Gemini blocked the text: ${code(finishReason)}.`)
  if (finishReason === 'MAX_TOKENS')
    return fail(
      'model_max_tokens',
      hasText
        ? 'The text was cut at the limit of output tokens.'
        : 'All output tokens went into thinking.',
    )
  if (finishReason !== 'STOP')
    return fail('model_stream_broken', `Gemini stopped with ${code(finishReason)}.`)
  return hasText ? null : fail('model_stream_broken', 'Gemini finished without any text.')
}
