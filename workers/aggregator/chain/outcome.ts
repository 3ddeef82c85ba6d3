/** What a read answers when no provider of the chain served. Pure. */
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { type Failure, fail } from '#shared/contracts/problem.ts'

/** What is known of an instrument without asking anyone. */
export interface Known {
  /** Symbols of this market that are recorded. */
  recorded: readonly string[]
  /** Whether the shipped list of tickers has it, and the list's date; null for a market without such a list. */
  tickers: { listed: boolean; as_of: string } | null
}

const naming = (attempts: readonly Attempt[]): string =>
  attempts
    .filter((a) => a.outcome === 'failed' || a.outcome === 'skipped')
    .map((a) => `${a.provider} (${[a.reason, a.detail].filter(Boolean).join(': ')})`)
    .join('; ')

/** Did the provider say that the instrument does not exist, now or when it was last asked? */
const saidNotFound = (attempt: Attempt): boolean => attempt.outcome === 'not_found' || attempt.reason === 'not_found'
const saidEmpty = (attempt: Attempt): boolean => attempt.reason === 'empty'

/** Nobody was there to tell. Any other failure is an answer, and may well be about an instrument that was listed since. */
const UNHEARD: ReadonlySet<string | null> = new Set(['unreachable', 'timeout', 'transient', null])

/**
 * `unknown_symbol` when every provider said so, or when those that could not be asked are not needed to tell;
 * `no_data` when it exists and nothing was filed; `providers_failed` when it may exist and could not be read.
 */
export const chainFailure = (market: Market, symbol: string, attempts: readonly Attempt[], known: Known, retryAfterSeconds: number): Failure => {
  const id = `${market}:${symbol}`
  const failed = attempts.filter((a) => !saidNotFound(a) && !saidEmpty(a))
  const more = { attempts: [...attempts] }
  if (failed.length > 0) {
    if (known.tickers && !known.tickers.listed && failed.every((a) => UNHEARD.has(a.reason)))
      return fail(
        'unknown_symbol',
        `${id} is not on the ticker list of ${known.tickers.as_of}, and a newer one could not be asked for: ${naming(failed)}.`,
        more,
      )
    return fail('providers_failed', `Nobody could be asked for ${id}: ${naming(failed)}.`, { ...more, retry_after_seconds: retryAfterSeconds })
  }
  if (attempts.some(saidEmpty)) return fail('no_data', `${id} exists, but has filed no statements in a form that can be read.`, more)
  if (known.tickers?.listed) return fail('no_data', `${id} is on the ticker list of ${known.tickers.as_of}, but no provider has statements of it.`, more)
  if (known.tickers) return fail('unknown_symbol', `No provider knows ${id}.`, more)
  const recorded = known.recorded.length > 0 ? known.recorded.join(', ') : 'none'
  return fail('unknown_symbol', `${id} is not known here: in ${market} only recorded companies can be read today (${recorded}).`, more)
}
