/** Whose silence it is that an exhibit could not be had. Pure. */
import type { Failure, Reason } from '#shared/contracts/problem.ts'
import type { Silence } from '#shared/exhibits/names.ts'

/** Outcomes of asking a provider that say: there is nothing of this kind. */
const NOTHING: ReadonlySet<string> = new Set(['served', 'stored', 'not_found'])
const NOTHING_REASONS: ReadonlySet<string> = new Set(['empty', 'not_found'])

/** Reasons that say it of the company itself. */
const OF_COMPANY: ReadonlySet<Reason> = new Set(['no_data', 'unknown_symbol'])

/**
 * `company`: whoever was asked has nothing of it. `provider`: those who might have it failed.
 * `ours`: nobody is configured or may be asked, or a service of this system did not answer.
 */
export const silenceOf = ({ reason, attempts = [] }: Failure): Silence => {
  const asked = attempts.filter(({ outcome }) => outcome !== 'skipped')
  if (reason === 'providers_failed') return asked.length > 0 ? 'provider' : 'ours'
  if (!OF_COMPANY.has(reason)) return 'ours'
  if (attempts.length === 0) return 'company'
  if (
    asked.some(
      (attempt) =>
        NOTHING.has(attempt.outcome) ||
        (attempt.reason !== null && NOTHING_REASONS.has(attempt.reason)),
    )
  )
    return 'company'
  return asked.length > 0 ? 'provider' : 'ours'
}
