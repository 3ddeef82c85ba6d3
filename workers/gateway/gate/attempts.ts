/**
 * Limits how often a client may show secrets that are wrong. Counted in each isolate. A client
 * over the limit is told so before its next secret is looked at, so that guessing is of no use.
 * Sessions are not counted: a browser shows an ended one again and again, and none can be guessed.
 */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import type { Env } from '../env.ts'
import { clientOf } from './client.ts'
import { WindowLimit } from './window-limit.ts'

const MOST_FAILURES = 60
const FAILURE_SECONDS = 60

/** One isolate has the same bindings throughout. */
const counts = new WeakMap<object, WindowLimit>()

const countOf = (env: object): WindowLimit => {
  const known = counts.get(env)
  if (known) return known
  const count = new WindowLimit(MOST_FAILURES, FAILURE_SECONDS * 1_000)
  counts.set(env, count)
  return count
}

type ClientEnv = Pick<Env, 'BEHIND_CLOUDFLARE'>

/** Null while the client may show another secret. */
export const refuseGuessing = (headers: Headers, env: ClientEnv): Failure | null =>
  countOf(env).isSpent(clientOf(headers, env), Date.now())
    ? fail('rate_limited', 'Too many tokens or codes of this client were wrong; try again later.', {
        retry_after_seconds: FAILURE_SECONDS,
      })
    : null

export const noteFailure = (headers: Headers, env: ClientEnv): void =>
  void countOf(env).allow(clientOf(headers, env), Date.now())
