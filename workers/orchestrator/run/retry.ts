/** Which failures are worth another try, and after how long. Pure. */
import type { Failure, Reason } from '#shared/contracts/problem.ts'

/**
 * What may go away by itself. Everything else (a refused key, a blocked text, a bad request) fails
 * the same way again.
 */
const TRANSIENT = new Set<Reason>([
  'model_rate_limited',
  'model_timeout',
  'model_stream_broken',
  'model_unavailable',
  'service_unavailable',
  'database_unavailable',
])

/**
 * Longest wait a provider may ask for, seconds: beyond it the module is shown as failed rather than
 * the report held up.
 */
const MAX_WAIT_SECONDS = 120
/** First wait when nobody says how long, seconds; doubled with every try. */
const BASE_WAIT_SECONDS = 1

/**
 * Seconds to wait before try `attempt + 1`, or null when there shall be none. `attempt` counts from
 * 1.
 */
export const waitBefore = (failure: Failure, attempt: number, attempts: number): number | null => {
  if (!TRANSIENT.has(failure.reason) || attempt >= attempts) return null
  const wait = failure.retry_after_seconds ?? BASE_WAIT_SECONDS * 2 ** (attempt - 1)
  return wait <= MAX_WAIT_SECONDS ? wait : null
}

const WAIT = /\bretry in ([\d.]+) s: /

/**
 * Thrown out of a step to have it run again. Only the message of an error reaches the engine, so
 * the wait is part of it.
 */
export const retryIn = (seconds: number, reason: string): Error =>
  new Error(`retry in ${seconds} s: ${reason}`)

/** Milliseconds the engine waits after an error of a step. */
export const delayAfter = (message: string): number =>
  Number(WAIT.exec(message)?.[1] ?? BASE_WAIT_SECONDS) * 1_000
