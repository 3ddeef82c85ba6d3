/**
 * Finds an exchange rate as of an instant through the market's chain of `fx`. A rate is stored as a
 * record, like any other item.
 */
import { DAY_MS } from '#shared/days.ts'
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Market } from '#shared/names.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import type { FxRate } from '../facts/convert.ts'
import { type ItemsReading, readItems } from '../items/read.ts'
import { DEFINITIONS } from '#shared/datasets/registry.ts'
import type { ItemsAnswer } from '../model/provider.ts'
import { keepReading } from './keep-reading.ts'
import { keptItems } from './kept-items.ts'
import { mapRate } from './map-answer.ts'
import { type ReadThroughDeps, readThrough, type DatasetStore } from './read-through.ts'

export interface RateRequest {
  db: Database
  /** The market whose chain is asked. */
  market: Market
  from: string
  to: string
  asOf: Date
  sources: DataSources
}

/**
 * The largest age of a rate in days. Markets close for some days, but a rate of another month is
 * not the rate of this date.
 */
const MOST_DAYS_OLD = 7

/** Fails with `providers_failed` or `no_data` when there is no rate from about that time. */
export const rateFor = async (
  { db, market, from, to, asOf, sources }: RateRequest,
  deps: ReadThroughDeps,
): Promise<Result<FxRate>> => {
  const id = `FX:${to}/${from}`
  // A rate read now becomes known a moment after the question, so the current time is the bound. A
  // rate of a past day is bounded by the time asked for.
  const isNow = deps.now().getTime() - asOf.getTime() < DAY_MS
  const until = () => (isNow ? deps.now() : asOf)
  const query = {
    id,
    dataset: 'fx' as const,
    isNow,
    from: new Date(asOf.getTime() - DEFINITIONS.fx.window_days * DAY_MS),
    limit: 1,
  }
  const store: DatasetStore<ItemsReading<'fx'>, ItemsAnswer<'fx'>> = {
    dataset: 'fx',
    read: (chain, freshSince) =>
      readItems(db, { ...query, market, chain, freshSince, asOf: until(), to: until() }),
    async fetch(provider, _, context) {
      const kept = keepReading(context)
      return kept.onto(
        await mapRate(provider, { from, to }, kept.context),
        { provider: provider.id, dataset: 'fx', instrument: id },
        { about: 'rate', market, query: { from, to } },
      )
    },
    ...keptItems({ db, dataset: 'fx', id, market }),
  }
  const result = await readThrough({ market, symbol: `${to}/${from}`, sources }, store, {
    ...deps,
    known: () => ({ recorded: [], tickers: { listed: true, as_of: '' } }),
  })
  if (!result.ok)
    return fail(
      result.reason === 'unknown_symbol' ? 'no_data' : result.reason,
      `No rate of ${to} for ${from}: ${result.detail}`,
      result.attempts ? { attempts: result.attempts } : {},
    )
  const [newest] = result.data.reading.items
  if (!newest || asOf.getTime() - Date.parse(newest.item.at) > MOST_DAYS_OLD * DAY_MS)
    return fail(
      'no_data',
      `No rate of ${to} for ${from} is known within ${MOST_DAYS_OLD} days before ${asOf.toISOString().slice(0, 10)}.`,
    )
  const { provider, source_url, retrieved_at, item } = newest
  return ok({ ...item, provider, source_url, retrieved_at })
}
