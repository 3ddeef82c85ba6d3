/**
 * Whole markets: what is stored of them, and slices of the refreshes that bring it, started by the
 * cron trigger or by a person. One slice of a market runs at a time.
 */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { RefreshSlice } from '#shared/contracts/market-refreshes.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import { logger } from '#shared/log.ts'
import { MARKETS, type BulkKind, type Market } from '#shared/names.ts'
import { coverageOf, shownRefresh } from '../bulk/coverage.ts'
import { statesOf } from '../bulk/parts-store.ts'
import { planOf, refreshSlice, type SliceDeps } from '../bulk/refresh-slice.ts'
import { depsFor, readConfig } from '../chain/dependencies.ts'
import type { Env } from '../env.ts'
import { shippedUniverse } from '../screens/shipped-universes.ts'

/** How long one slice works, in milliseconds: within a turn, and before the next minute's. */
const SLICE_MS = 20_000
/** Refreshes of a market that are told. */
const MOST_TOLD = 100

const shippedSymbols = async (market: Market): Promise<string[]> =>
  shippedUniverse(market).listings.flatMap(({ symbol, delisted_on }) =>
    symbol === null || delisted_on !== null ? [] : [symbol],
  )

const slice = async (
  market: Market,
  kinds: readonly BulkKind[] | undefined,
  { requestId, configVersion }: { requestId: string; configVersion: number },
  env: Env,
): Promise<Result<RefreshSlice>> => {
  const config = await readConfig(env, requestId, configVersion)
  if (!config.ok) return config
  const sources = config.data.data_sources
  const deps = depsFor(env, requestId, sources)
  const until = Date.now() + SLICE_MS
  const work = (): Promise<Result<RefreshSlice>> =>
    withDatabase(env, async (db) => {
      const its: SliceDeps = {
        ...deps,
        db,
        shippedSymbols,
      }
      const done = await refreshSlice(market, sources, until, its, kinds)
      const left = planOf(market, await statesOf(db, market), sources, its, kinds).length
      return ok({ ...done, left })
    })
  const flight = await deps.singleFlight(`market:${market}`, 'refresh', work, true)
  return (
    flight.value ??
    fail('service_unavailable', `A slice of the refresh of ${market} is under way.`, {
      retry_after_seconds: 1,
    })
  )
}

export const refreshMarket = async (
  input: HandlerInput<AggregatorContract['refreshMarket']>,
  env: Env,
): Promise<Handled<AggregatorContract['refreshMarket']>> =>
  slice(input.body.market, input.body.kinds, input, env)

export const refreshMarketSlices = async (
  input: HandlerInput<AggregatorContract['refreshMarketSlices']>,
  env: Env,
): Promise<Handled<AggregatorContract['refreshMarketSlices']>> => {
  const log = logger('data-aggregator', input.requestId)
  const slices = await Promise.all(
    MARKETS.map(async (market) => ({ market, done: await slice(market, undefined, input, env) })),
  )
  for (const { market, done } of slices)
    if (!done.ok) log.warn('market_refresh.failed', { market, reason: done.reason })
  return ok({ slices: slices.flatMap(({ done }) => (done.ok ? [done.data] : [])) })
}

export const getMarketRefreshes = async (
  { query }: HandlerInput<AggregatorContract['getMarketRefreshes']>,
  env: Env,
): Promise<Handled<AggregatorContract['getMarketRefreshes']>> =>
  withDatabase(env, async (db) => {
    const markets = query.market ? [query.market] : MARKETS
    const now = new Date()
    const coverage = []
    const refreshes = []
    for (const market of markets) {
      coverage.push(await coverageOf(db, market, now))
      const states = await statesOf(db, market)
      refreshes.push(...states.slice(0, MOST_TOLD).map(shownRefresh))
    }
    return ok({ coverage, refreshes })
  })
