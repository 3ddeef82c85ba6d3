/** What is stored of a market, by source and day, for people. */
import type { MarketCoverage, RefreshStateView } from '#shared/contracts/market-refreshes.ts'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { batchesOf } from '../frames/store.ts'
import { newestMarketDay } from '../universe/market-days.ts'
import { universesOf } from '../universe/store.ts'
import type { StoredRefresh } from './parts-store.ts'

export const coverageOf = async (
  db: Database,
  market: Market,
  now: Date,
): Promise<MarketCoverage> => {
  const day = await newestMarketDay(db, market, now.toISOString().slice(0, 10))
  // Oldest first, so that the newest list of a source stays.
  const lists = new Map((await universesOf(db, market)).map((list) => [list.source, list]))
  const batches = Map.groupBy(await batchesOf(db, market), ({ provider }) => provider)
  return {
    market,
    universe: [...lists.values()].map(({ source, day: of, rows }) => ({ source, day: of, rows })),
    market_day: day && {
      provider: day.provider,
      day: day.day,
      rows: day.rows,
      retrieved_at: day.retrievedAt.toISOString(),
    },
    frames: [...batches].map(([provider, of]) => ({
      provider,
      batches: of.length,
      filings: of.reduce((sum, { filings }) => sum + filings, 0),
      newest_known_at: new Date(
        of.reduce((most, { knownTo }) => Math.max(most, knownTo.getTime()), 0),
      ).toISOString(),
      recorded: of.at(-1)?.recorded ?? null,
      newest_only: of.every(({ newestOnly }) => newestOnly),
    })),
  }
}

export const shownRefresh = (state: StoredRefresh): RefreshStateView => ({
  market: state.market,
  kind: state.kind,
  target: state.target,
  provider: state.provider,
  started_at: state.started_at.toISOString(),
  ended_at: state.ended_at?.toISOString() ?? null,
  reason: state.reason,
  detail: state.progress.detail,
  retry_at: state.retry_at?.toISOString() ?? null,
  calls: state.calls,
  rows: state.progress.rows,
  left_out: state.progress.left_out,
})
