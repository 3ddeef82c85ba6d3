/**
 * Refreshes of prices: started by the cron trigger or an administrator, and the record of what they
 * did.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { readPublished } from '#shared/configuration/read.ts'
import { MARKETS, type Market } from '#shared/names.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { Handled } from '#shared/http/app.ts'
import { parseInstrumentId, splitInstrumentId } from '#shared/symbol.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import { refresherName } from '../quotes/market/watch-prices.ts'

type RefreshQuotesRoute = AggregatorContract['refreshQuotes']
type List = AggregatorContract['listRefreshes']

/** The largest number of faults reported for one request. */
const MOST_FAULTS = 20

const bySymbol = (instruments: readonly string[]): Result<Map<Market, string[]>> => {
  const parsed = instruments.map(parseInstrumentId)
  const errors = parsed
    .flatMap((one, at) => (one.ok ? [] : [{ path: `body.instruments.${at}`, message: one.detail }]))
    .slice(0, MOST_FAULTS)
  if (errors.length > 0)
    return fail(
      'invalid_request',
      errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
      { errors },
    )
  const named = parsed.flatMap((one) => (one.ok ? [splitInstrumentId(one.data)] : []))
  const grouped = Map.groupBy(named, ({ market }) => market)
  return ok(new Map([...grouped].map(([market, of]) => [market, of.map(({ symbol }) => symbol)])))
}

/**
 * The first refresher of the market. It does every refresh; the others refresh only what is
 * watched.
 */
const refresherOf = (env: Env, market: Market) =>
  loggedObject('MarketRefresher', env.MARKET_REFRESHER.getByName(refresherName(market, 0)))

/**
 * Each market's refresher plans its own refresh, and none waits for the quotes. A market that
 * cannot take a refresh now is reported beside the runs of the others. The request fails only when
 * no market can take one.
 */
export const refreshQuotes = async (
  { body, requestId, configVersion }: HandlerInput<RefreshQuotesRoute>,
  env: Env,
): Promise<Handled<RefreshQuotesRoute>> => {
  const spread_ms = body.spread_seconds * 1_000
  const named = body.instruments ? bySymbol(body.instruments) : ok(null)
  if (!named.ok) return named
  const published = await readPublished(env, requestId, configVersion)
  if (!published.ok) return published
  const { config, watchlist } = published.data
  const seconds = config.system.quotes.refresh_seconds
  const listed = Map.groupBy(named.data ? [] : watchlist, ({ market }) => market)
  const planned = await Promise.all(
    MARKETS.flatMap((market) => {
      const symbols = named.data && (named.data.get(market) ?? [])
      if (symbols?.length === 0) return []
      return refresherOf(env, market)
        .refresh({
          market,
          cause: symbols ? 'request' : 'cron',
          symbols,
          listed: (listed.get(market) ?? []).map(({ symbol }) => symbol),
          spread_ms,
          seconds,
        })
        .catch(() => fail('service_unavailable', `The refresher of ${market} did not answer.`))
        .then((run) => ({ market, run }))
    }),
  )
  const runs = planned.flatMap(({ run }) => (run.ok ? [run.data] : []))
  const failures = planned.flatMap(({ market, run }) => (run.ok ? [] : [{ market, failure: run }]))
  const [first] = failures
  if (first && runs.length === 0) return first.failure
  return ok({
    runs,
    refused: failures.map(({ market, failure }) => ({
      market,
      reason: failure.reason,
      detail: failure.detail,
      retry_after_seconds: failure.retry_after_seconds ?? null,
    })),
  })
}

const newestFirst = (a: { started_at: string }, b: { started_at: string }): number =>
  a.started_at < b.started_at ? 1 : a.started_at > b.started_at ? -1 : 0

export const listRefreshes = async (
  { query }: HandlerInput<List>,
  env: Env,
): Promise<Handled<List>> => {
  try {
    const runs = await Promise.all(
      MARKETS.map((market) => refresherOf(env, market).runs(query.limit)),
    )
    return ok({ runs: runs.flat().sort(newestFirst).slice(0, query.limit) })
  } catch {
    return fail('service_unavailable', 'The refresher of a market did not answer.', {
      retry_after_seconds: 1,
    })
  }
}
