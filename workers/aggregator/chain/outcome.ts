/** Which failure a read gives when no provider of the chain served. Pure. */
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Market, Dataset } from '#shared/names.ts'
import { type Failure, fail } from '#shared/contracts/problem.ts'
import type { ShippedListing } from '../model/provider.ts'

/** Reasons for not asking a provider that are no failures: no key, turned off, no such dataset. */
const NOT_ASKED: ReadonlySet<string | null> = new Set(['no_key', 'disabled', 'unsupported'])
const notAsked = (attempt: Attempt): boolean =>
  attempt.outcome === 'skipped' && NOT_ASKED.has(attempt.reason)

const naming = (attempts: readonly Attempt[]): string =>
  attempts
    .filter((a) => (a.outcome === 'failed' || a.outcome === 'skipped') && !notAsked(a))
    .map((a) => `${a.provider} (${[a.reason, a.detail].filter(Boolean).join(': ')})`)
    .join('; ')

/** Did the provider say that the instrument does not exist, now or when it was last asked? */
const saidNotFound = (attempt: Attempt): boolean =>
  attempt.outcome === 'not_found' || attempt.reason === 'not_found'
const saidEmpty = (attempt: Attempt): boolean => attempt.reason === 'empty'

/**
 * Failures without an answer: the provider could not be reached. Any other failure is an answer,
 * and may be about an instrument that was listed recently.
 */
const UNHEARD: ReadonlySet<string | null> = new Set(['unreachable', 'timeout', 'transient', null])

/**
 * `unknown_symbol` when every provider said that the symbol does not exist, or when the failing
 * ones were unreachable and the list of tickers lacks it; `no_data` when the instrument exists and
 * has nothing of this dataset; `providers_failed` when it may exist and could not be read.
 */
export const chainFailure = (
  market: Market,
  symbol: string,
  dataset: Dataset,
  attempts: readonly Attempt[],
  known: ShippedListing,
  retryAfterSeconds: number,
): Failure => {
  const id = `${market}:${symbol}`
  const asked = attempts.filter((a) => !notAsked(a))
  const failed = asked.filter((a) => !saidNotFound(a) && !saidEmpty(a))
  const more = { attempts: [...attempts] }
  if (asked.length === 0) {
    const without = attempts.map((a) => `${a.provider} (${a.reason})`).join(', ')
    return fail(
      'no_data',
      `No provider of ${dataset} in ${market} can be asked here${without ? `: ${without}` : ''}.`,
      more,
    )
  }
  if (failed.length > 0) {
    if (known.tickers && !known.tickers.listed && failed.every((a) => UNHEARD.has(a.reason)))
      return fail(
        'unknown_symbol',
        `${id} is not on the ticker list of ${known.tickers.as_of}, and a newer one could not be asked for: ${naming(failed)}.`,
        more,
      )
    return fail(
      'providers_failed',
      `Nobody could be asked for ${dataset} of ${id}: ${naming(failed)}.`,
      { ...more, retry_after_seconds: retryAfterSeconds },
    )
  }
  if (asked.some(saidEmpty))
    return fail(
      'no_data',
      `${id} exists, but there are no ${dataset} of it that can be read.`,
      more,
    )
  if (known.tickers?.listed)
    return fail(
      'no_data',
      `${id} is on the ticker list of ${known.tickers.as_of}, but no provider has ${dataset} of it.`,
      more,
    )
  if (!known.tickers && known.recorded.includes(symbol))
    return fail('no_data', `No provider has ${dataset} of ${id}.`, more)
  return fail('unknown_symbol', `No provider knows ${id}.`, more)
}
