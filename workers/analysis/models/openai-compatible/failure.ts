/**
 * Turns the error answers of openai-compatible servers into reasons of this project. What a server
 * writes is read for its codes and never repeated, because it may hold the request. Pure.
 */
import { retryAfterSeconds } from '#shared/http/retry-after.ts'
import { type Failure, fail } from '#shared/contracts/problem.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The codes of an error: `{ error: { code, type, message } }`, or vLLM's `{ object: 'error', ...
 * }`.
 */
const codesOf = (body: unknown): string => {
  const outer = isRecord(body) ? body : {}
  const error = isRecord(outer.error) ? outer.error : outer
  return [error.code, error.type, error.message, outer.error]
    .filter((value) => typeof value === 'string')
    .map((value) => value.slice(0, 500))
    .join(' ')
}

/** Codes of a quota or balance that waiting some seconds does not bring back. */
const SPENT =
  /insufficient_quota|insufficient_balance|insufficient balance|arrearage|billing|exceeded your current quota|quota_?exceeded|free ?tier/i
const WRONG_KEY = /invalid_api_key|incorrect api key|authentication_error|invalidapikey/i
const TOO_LONG = /context_length_exceeded|maximum context length|context window|too many tokens/i
const BLOCKED = /content_filter|data_inspection_failed|content_policy|datainspectionfailed/i

export interface ErrorAnswer {
  provider: string
  status: number
  retry_after: string | null
  /** The parsed body; null when it is no JSON. */
  body: unknown
  /** Milliseconds since 1970. */
  now: number
}

/** The failure of a call that was answered with an error status or a redirect. */
export const answerFailure = ({
  provider,
  status,
  retry_after,
  body,
  now,
}: ErrorAnswer): Failure => {
  const codes = codesOf(body)
  const said = `${provider} answered ${status}`
  if (status < 400) return fail('model_bad_request', `${said}: redirects are not followed.`)
  if (status === 402 || SPENT.test(codes))
    return fail('model_quota_exhausted', `${said}: quota or balance is used up.`)
  if (status === 401 || status === 403 || WRONG_KEY.test(codes))
    return fail('model_auth', `${said}.`)
  const seconds = retryAfterSeconds(retry_after, now)
  const wait = seconds === undefined ? {} : { retry_after_seconds: seconds }
  if (status === 429) return fail('model_rate_limited', `${said}.`, wait)
  if (status === 408 || status >= 500) return fail('model_unavailable', `${said}.`, wait)
  if (BLOCKED.test(codes)) return fail('model_blocked', `${said}: the prompt was blocked.`)
  if (TOO_LONG.test(codes))
    return fail('model_bad_request', `${said}: the prompt is longer than the model reads.`)
  return fail(
    'model_bad_request',
    status === 404 ? `${said}: it does not offer this model.` : `${said}.`,
  )
}

/** The failure of a stream that ended for this reason; null when it ended well. */
export const finishFailure = (
  provider: string,
  finish: unknown,
  hasText: boolean,
): Failure | null => {
  switch (finish) {
    case 'stop':
      return hasText ? null : fail('model_stream_broken', `${provider} finished without any text.`)
    case 'length':
      return fail(
        'model_max_tokens',
        hasText
          ? 'The text was cut at the limit of output tokens.'
          : 'All output tokens went into thinking.',
      )
    case 'content_filter':
      return fail('model_blocked', `${provider} blocked the text.`)
    case 'insufficient_system_resource':
      return fail('model_unavailable', `${provider} had no room to finish.`)
    default:
      return fail('model_stream_broken', `The stream of ${provider} ended without a finish.`)
  }
}

/** The failure that a stream tells in its midst, as servers do once they have answered 200. */
export const midstreamFailure = (provider: string, body: unknown): Failure => {
  const codes = codesOf(body)
  if (SPENT.test(codes)) return fail('model_quota_exhausted', `${provider}'s quota is used up.`)
  if (/rate_?limit/i.test(codes))
    return fail('model_rate_limited', `${provider} limits requests in the midst of its answer.`)
  if (BLOCKED.test(codes)) return fail('model_blocked', `${provider} blocked the text.`)
  return fail('model_stream_broken', `${provider} failed in the midst of its answer.`)
}
