/**
 * Watches: a client looks at these prices, and the refreshers of their markets ask for them until
 * the lease ends.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { type Failure, fail, ok } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { parseInstrumentId, splitInstrumentId } from '#shared/symbol.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import { readConfig } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'
import { isUnlisted } from '../quotes/listing.ts'
import { watchPrices } from '../quotes/market/watch-prices.ts'

interface NamedWatch {
  asked: string
  /** MARKET:SYMBOL in canonical form; null when the text asked for is no instrument. */
  instrument: string | null
  failure: Failure | null
}

/**
 * Resolves what was asked to an instrument. One that is on no list is known only to its cell, and
 * only if a quote of it was ever taken in.
 */
const nameOf = async (asked: string, env: Env): Promise<NamedWatch> => {
  const parsed = parseInstrumentId(asked)
  if (!parsed.ok) return { asked, instrument: null, failure: parsed }
  const instrument = parsed.data
  if (!isUnlisted(instrument)) return { asked, instrument, failure: null }
  try {
    const cell = loggedObject('QuoteCell', env.QUOTE_CELL.getByName(instrument))
    if (await cell.isKnown(instrument)) return { asked, instrument, failure: null }
  } catch {
    const detail = `The cell of ${instrument} did not answer.`
    return { asked, instrument, failure: fail('service_unavailable', detail) }
  }
  const detail = `${instrument} is on no list of tickers, and no quote of it was ever taken in.`
  return { asked, instrument, failure: fail('unknown_symbol', detail) }
}

/** The failures of the instruments that are not watched after all, by instrument id. */
const watchAll = async (
  instruments: readonly string[],
  lease_ms: number,
  env: Env,
): Promise<Map<string, Failure>> => {
  const byMarket = Map.groupBy(
    new Set(instruments),
    (instrument) => splitInstrumentId(instrument).market,
  )
  const failures = new Map<string, Failure>()
  await Promise.all(
    [...byMarket].map(async ([market, of]) => {
      const bySymbol = new Map(of.map((one) => [splitInstrumentId(one).symbol, one]))
      const note = (symbols: Iterable<string>, failure: Failure): void => {
        for (const symbol of symbols) failures.set(bySymbol.get(symbol) ?? symbol, failure)
      }
      try {
        const full = await watchPrices(env.MARKET_REFRESHER, market, [...bySymbol.keys()], lease_ms)
        note(full, fail('rate_limited', `As many instruments of ${market} are watched as may be.`))
      } catch {
        note(
          bySymbol.keys(),
          fail('service_unavailable', `The refresher of ${market} did not answer.`),
        )
      }
    }),
  )
  return failures
}

export const watchQuotes = async (
  { body, requestId, configVersion }: HandlerInput<AggregatorContract['watchQuotes']>,
  env: Env,
): Promise<Handled<AggregatorContract['watchQuotes']>> => {
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const { lease_seconds, refresh_seconds } = config.data.system.quotes
  const named = await Promise.all(body.instruments.map((asked) => nameOf(asked, env)))
  const known = named.flatMap(({ instrument, failure }) =>
    instrument !== null && failure === null ? [instrument] : [],
  )
  const failures = await watchAll(known, lease_seconds * 1_000, env)
  const watches = named.map(({ asked, instrument, failure }) => {
    const refused = failure ?? (instrument === null ? undefined : failures.get(instrument))
    return refused
      ? {
          asked,
          instrument,
          outcome: 'refused' as const,
          reason: refused.reason,
          detail: refused.detail,
        }
      : { asked, instrument, outcome: 'watched' as const, reason: null, detail: null }
  })
  return ok({ lease_seconds, refresh_seconds: refresh_seconds.watched, watches })
}
