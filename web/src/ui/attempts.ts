/**
 * Parts the providers that were asked from those that could not be. A missing key, a provider that
 * is turned off and a dataset it does not have are no failures. Pure.
 */
import type { Attempt } from '#shared/contracts/facts.ts'

export const UNASKED = ['no_key', 'disabled', 'unsupported'] as const
export type Unasked = (typeof UNASKED)[number]

export interface SortedAttempts {
  /** Providers that answered, failed, or were not asked again after a failure. */
  told: Attempt[]
  /** By reason, in the order of the chain. */
  unasked: { reason: Unasked; providers: string[] }[]
}

const reasonOf = (attempt: Attempt): Unasked | undefined =>
  attempt.outcome === 'skipped' ? UNASKED.find((reason) => reason === attempt.reason) : undefined

/** Providers that gave no answer: they failed now, or are not asked again yet after a failure. */
export const unanswered = (attempts: readonly Attempt[]): string[] => [
  ...new Set(
    attempts
      .filter(
        (attempt) =>
          attempt.outcome === 'failed' ||
          (attempt.outcome === 'skipped' && reasonOf(attempt) === undefined),
      )
      .map(({ provider }) => provider),
  ),
]

export const splitAttempts = (attempts: readonly Attempt[]): SortedAttempts => ({
  told: attempts.filter((attempt) => reasonOf(attempt) === undefined),
  unasked: UNASKED.map((reason) => ({
    reason,
    providers: [
      ...new Set(
        attempts.filter((attempt) => reasonOf(attempt) === reason).map(({ provider }) => provider),
      ),
    ],
  })).filter(({ providers }) => providers.length > 0),
})
