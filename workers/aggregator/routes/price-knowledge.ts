/**
 * What is known of the price of an instrument: the live price or the last close, its bars,
 * dividends and estimates, and the rate into the currency of the statements. What fails is absent.
 */
import { DateTime } from 'luxon'
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { PriceKnowledge } from '#shared/exhibits/make.ts'
import type { Source, StatedPrice, StatedRate } from '#shared/market-figures/input.ts'
import type { ItemDataset, Market } from '#shared/names.ts'
import { cellQuote } from '#shared/quote-cells.ts'
import { companySymbol, instrumentId } from '#shared/symbol.ts'
import { rateFor } from '../chain/exchange-rate.ts'
import type { ReadThroughDeps } from '../chain/read-through.ts'
import type { Env } from '../env.ts'
import { asOfInstant } from '../time/as-of.ts'
import { endOfDay, lastDayOver, MARKET_ZONES, marketDate } from '../time/market-time.ts'
import { getItems } from './records.ts'

/** Years of prices, and some days more so that the first window has its first price. */
const YEARS = 10
const MORE_DAYS = 40
/** Most records of one dataset. */
const MOST = 500

export interface PriceWish {
  market: Market
  symbol: string
  as_of: string | undefined
  /** The currency of the statements. */
  currency: string
}

export interface PriceDeps {
  env: Env
  config: ConfigSnapshot
  deps: ReadThroughDeps
  requestId: string
  configVersion: number
}

const sourceOf = ({
  provider,
  retrieved_at,
  source_url,
}: ItemsResponse<ItemDataset>['items'][number]): Source => ({ provider, retrieved_at, source_url })

const livePrice = (quote: RealTimeQuoteResponse, market: Market): StatedPrice => ({
  kind: 'live',
  value: quote.price,
  currency: quote.currency,
  day: marketDate(quote.quoted_at, market),
  at: quote.quoted_at,
  provider: quote.source,
  retrieved_at: quote.observed_at,
  source_url: null,
})

/** The close of the last day that is over. Every adjustment leaves the newest prices as traded. */
const lastClose = (
  bars: ItemsResponse<'bars'> | null,
  asOf: Date,
  market: Market,
): StatedPrice | null => {
  const over = lastDayOver(asOf, market)
  for (const adjustment of ['raw', 'split'] as const) {
    const found = bars?.items.find(({ item }) => item.adjustment === adjustment)
    const bar = found?.item.bars.findLast(({ date }) => date <= over)
    if (found && bar)
      return {
        kind: 'last_close',
        value: bar.close,
        currency: found.item.currency,
        day: bar.date,
        at: new Date(endOfDay(bar.date, MARKET_ZONES[market])).toISOString(),
        ...sourceOf(found),
      }
  }
  return null
}

const read = async <D extends 'bars' | 'actions' | 'estimates' | 'shares'>(
  dataset: D,
  { market, symbol, as_of }: PriceWish,
  { env, requestId, configVersion }: PriceDeps,
  from?: string,
): Promise<ItemsResponse<D> | null> => {
  const query = {
    market,
    limit: MOST,
    ...(as_of !== undefined && { as_of }),
    ...(from !== undefined && { from }),
  }
  const answer = await getItems(
    dataset,
    { params: { symbol }, query, requestId, configVersion },
    env,
  )
  return answer.ok ? answer.data : null
}

const rateInto = async (
  from: string | undefined,
  { market, currency }: PriceWish,
  asOf: Date,
  { env, config, deps }: PriceDeps,
): Promise<StatedRate | null> => {
  if (from === undefined || from === currency) return null
  const found = await withDatabase(env, (db) =>
    rateFor({ db, market, from, to: currency, asOf, sources: config.data_sources }, deps),
  )
  if (!found.ok) return null
  const { rate, at, provider, source_url, retrieved_at } = found.data
  return { from, to: currency, value: rate, at, provider, source_url, retrieved_at }
}

export const priceKnowledge = async (
  wish: PriceWish,
  given: PriceDeps,
): Promise<PriceKnowledge> => {
  const { market, symbol, as_of } = wish
  const { env, config, deps } = given
  const asOf = asOfInstant(market, as_of, deps.now())
  const { max_age_seconds } = config.system.quotes
  const first = DateTime.fromJSDate(asOf, { zone: MARKET_ZONES[market] })
    .minus({ years: YEARS, days: MORE_DAYS })
    .toISODate()
  const [quote, bars, actions, estimates, counts] = await Promise.all([
    as_of === undefined
      ? cellQuote(env.QUOTE_CELL, instrumentId(market, symbol), { max_age_seconds })
      : null,
    read('bars', wish, given, first ?? undefined),
    read('actions', wish, given),
    read('estimates', wish, given),
    // Another counter or class has the count of the whole company, under which its main shares are.
    read('shares', { ...wish, symbol: companySymbol(market, symbol) }, given),
  ])
  const price = quote?.ok ? livePrice(quote.data, market) : lastClose(bars, asOf, market)
  const [ofBars, ofActions, ofEstimates] = [bars?.items[0], actions?.items[0], estimates?.items[0]]
  const rate = await rateInto(price?.currency ?? ofBars?.item.currency, wish, asOf, given)
  return {
    price,
    rate,
    bars: ofBars
      ? { ...sourceOf(ofBars), series: (bars?.items ?? []).map(({ item }) => item) }
      : null,
    actions: ofActions
      ? { ...sourceOf(ofActions), items: (actions?.items ?? []).map(({ item }) => item) }
      : null,
    estimates: ofEstimates
      ? { ...sourceOf(ofEstimates), items: (estimates?.items ?? []).map(({ item }) => item) }
      : null,
    index: null,
    counts: (counts?.items ?? []).map((record) => ({
      item: record.item,
      known_at: record.known_at,
      ...sourceOf(record),
    })),
  }
}
