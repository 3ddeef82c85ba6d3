/** The one place where an expected failure becomes an HTTP response. */
import { type Failure, PROBLEMS, type Problem } from '../contracts/problem.ts'

export const toProblem = (failure: Failure, requestId: string): Problem => ({
  type: `urn:problem:${failure.reason}`,
  title: PROBLEMS[failure.reason].title,
  status: PROBLEMS[failure.reason].status,
  detail: failure.detail,
  reason: failure.reason,
  request_id: requestId,
  ...(failure.errors && { errors: failure.errors }),
  ...(failure.text_faults && { text_faults: failure.text_faults }),
  ...(failure.retry_after_seconds !== undefined && {
    retry_after_seconds: failure.retry_after_seconds,
  }),
  ...(failure.attempts && { attempts: failure.attempts }),
  ...(failure.age_seconds !== undefined && { age_seconds: failure.age_seconds }),
  ...(failure.model && { model: failure.model }),
  ...(failure.conflicts && { conflicts: failure.conflicts }),
})

/** The reason of a problem, beside its body: for whoever passes the answer on. */
const REASON_HEADER = 'x-problem-reason'

/** The reason of an answer that is a problem; null of any other. */
export const reasonIn = (headers: Headers): string | null => headers.get(REASON_HEADER)

export const problemResponse = (failure: Failure, requestId: string): Response =>
  new Response(JSON.stringify(toProblem(failure, requestId)), {
    status: PROBLEMS[failure.reason].status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      [REASON_HEADER]: failure.reason,
      ...(failure.retry_after_seconds !== undefined && {
        'retry-after': String(Math.ceil(failure.retry_after_seconds)),
      }),
    },
  })
