/** Decides which failures are worth another try, and after what wait. Pure. */
import type { Failure, Reason } from '#shared/contracts/problem.ts'

/**
 * Reasons that may go away by themselves. Every other failure (a refused key, a blocked text, a bad
 * request) would happen again in the same way.
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
 * Longest wait in seconds that a provider may ask for. If it asks for more, the module is shown as
 * failed, so that the report is not held up.
 */
const MAX_WAIT_SECONDS = 120
/** First wait in seconds when the failure names none. The wait doubles with every try. */
const BASE_WAIT_SECONDS = 1

/**
 * Returns the seconds to wait before try `attempt + 1`, or null when there is no further try.
 * `attempt` counts from 1.
 */
export const waitBefore = (failure: Failure, attempt: number, attempts: number): number | null => {
  if (!TRANSIENT.has(failure.reason) || attempt >= attempts) return null
  const wait = failure.retry_after_seconds ?? BASE_WAIT_SECONDS * 2 ** (attempt - 1)
  return wait <= MAX_WAIT_SECONDS ? wait : null
}

const WAIT = /\bretry in ([\d.]+) s: /

/**
 * Returns the error that a step throws to be run again. The engine sees only the message of an
 * error, so the message contains the wait.
 */
export const retryIn = (seconds: number, reason: string): Error =>
  new Error(`retry in ${seconds} s: ${reason}`)

/** Returns the milliseconds that the engine waits after an error of a step. */
export const delayAfter = (message: string): number =>
  Number(WAIT.exec(message)?.[1] ?? BASE_WAIT_SECONDS) * 1_000
