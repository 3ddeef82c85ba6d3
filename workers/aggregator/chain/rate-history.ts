/**
 * Daily exchange rates of past years through the market's chain of `fx`, from providers that have
 * them. They are stored like any other items, apart from the rates of a moment.
 */
import { DateTime } from 'luxon'
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { RateHistory } from '../facts/period-rates.ts'
import { type ItemsReading, readItems } from '../items/read.ts'
import type { ItemsAnswer } from '../model/provider.ts'
import { keepReading } from './keep-reading.ts'
import { keptItems } from './kept-items.ts'
import { mapRate } from './map-answer.ts'
import { type DatasetStore, readThrough, type ReadThroughDeps } from './read-through.ts'

export interface RateHistoryRequest {
  db: Database
  /** The market whose chain is asked. */
  market: Market
  from: string
  to: string
  /** The first day wanted. */
  since: string
  asOf: Date
  sources: DataSources
}

/** Rates of past days do not change; what is new is a week of days. */
const FRESH_SECONDS = 7 * 86_400
/** Years that are asked for, more than any book shows: another company may want earlier ones. */
const YEARS = 15
/** More than the days of those years. */
const MOST_DAYS = 6_000

/** Fails with `providers_failed` or `no_data` when no provider has them. */
export const rateHistory = async (
  { db, market, from, to, since, asOf, sources }: RateHistoryRequest,
  deps: ReadThroughDeps,
): Promise<Result<RateHistory>> => {
  const id = `FX:${to}/${from} daily`
  const has = new Set(deps.providers.flatMap((p) => (p.datasets.fx?.history ? [p.id] : [])))
  const chain = sources.chains[market]?.fx?.filter((provider) => has.has(provider)) ?? []
  const first = DateTime.fromJSDate(deps.now(), { zone: 'utc' }).minus({ years: YEARS })
  const wanted = [since, first.toISODate() ?? since].sort()[0] ?? since
  const store: DatasetStore<ItemsReading<'fx'>, ItemsAnswer<'fx'>> = {
    dataset: 'fx',
    read: (askable, freshSince) =>
      readItems(db, {
        id,
        dataset: 'fx',
        market,
        chain: askable,
        freshSince,
        asOf: deps.now(),
        isNow: true,
        from: new Date(`${wanted}T00:00:00Z`),
        to: asOf,
        limit: MOST_DAYS,
      }),
    async fetch(provider, _, context) {
      const kept = keepReading(context)
      const query = { from, to, since: wanted }
      return kept.onto(
        await mapRate(provider, query, kept.context),
        { provider: provider.id, dataset: 'fx', instrument: id },
        { about: 'rate', market, query },
      )
    },
    ...keptItems({ db, dataset: 'fx', id, market }),
  }
  const result = await readThrough(
    {
      market,
      symbol: `${to}/${from} daily`,
      sources: {
        ...sources,
        chains: { ...sources.chains, [market]: { ...sources.chains[market], fx: chain } },
        freshness_seconds: { ...sources.freshness_seconds, fx: FRESH_SECONDS },
      },
    },
    store,
    { ...deps, known: () => ({ recorded: [], tickers: { listed: true, as_of: '' } }) },
  )
  if (!result.ok) return result
  const { items } = result.data.reading
  const [newest] = items
  return ok({
    from,
    to,
    provider: newest?.provider ?? '',
    source_url: newest?.source_url ?? '',
    days: items.map(({ key, item }) => ({ date: key.slice(0, 10), rate: item.rate })).reverse(),
  })
}
