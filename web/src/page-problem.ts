/**
 * Problems as the page shows them, and how an answer of the service becomes data or a problem.
 * Pure: the requests themselves are in `api.ts`.
 */
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Problem, Reason } from '#shared/contracts/problem.ts'

type ProblemExtras = Partial<Pick<Problem, 'errors' | 'text_faults' | 'retry_after_seconds'>>

/** `offline` and `unreadable` are the page's own reasons, the others are the service's. */
export interface PageProblem extends ProblemExtras {
  reason: Reason | 'offline' | 'unreadable'
  title: string
  detail: string
  /** The HTTP status; 0 when there was no answer. */
  status: number
  request_id: string | null
  /** What each provider of a chain answered. */
  attempts?: Attempt[]
}
export type ApiResult<T> = { ok: true; data: T } | { ok: false; problem: PageProblem }

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'reason' in body && 'title' in body

const isAttempt = (value: unknown): value is Attempt =>
  typeof value === 'object' && value !== null && 'provider' in value && 'outcome' in value

/** The request got no answer at all. */
export const OFFLINE: PageProblem = {
  reason: 'offline',
  title: 'The service could not be reached',
  detail: 'The request got no answer: the network or the service is down.',
  status: 0,
  request_id: null,
}

/** The figures are of a form that came after this page was loaded. */
export const NEWER_FIGURES: PageProblem = {
  reason: 'book_of_newer_form',
  title: 'The figures were written by a newer version',
  detail: 'This page is older than the figures: load it again.',
  status: 200,
  request_id: null,
}

/** There was an answer, but not in the form of the service. `what` says what was missing in it. */
export const unreadable = (
  status: number,
  request_id: string | null,
  what: 'a JSON body' | 'a problem description' | 'figures' | 'its bytes',
): PageProblem => ({
  reason: 'unreadable',
  title: 'The answer could not be read',
  detail: `HTTP ${status} without ${what}.`,
  status,
  request_id,
})

/** The problem that the body of a failed answer describes. */
export const problemOf = (body: unknown, status: number, requestId: string | null): PageProblem => {
  if (!isProblem(body)) return unreadable(status, requestId, 'a problem description')
  const { attempts, ...problem } = body
  return {
    ...problem,
    request_id: problem.request_id ?? requestId,
    ...(attempts && { attempts: attempts.filter(isAttempt) }),
  }
}
