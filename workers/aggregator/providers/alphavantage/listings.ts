/**
 * The calls about a listed share: prices, dividends and splits, share counts, news, insiders, and
 * also search and exchange rates.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { isCurrency } from '#shared/units/unit.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  FxQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  SearchQuery,
  Subject,
} from '../../model/provider.ts'
import { avSymbol, docPage, edgarPage, malformed, notFound } from './answers.ts'
import { pause, query, table } from './client.ts'
import { readRate } from './fx.ts'
import { readInsiders } from './insiders.ts'
import { readNews } from './news.ts'
import { readBars, readDividends, readFound, readQuote, readShares, readSplits } from './tables.ts'

/** The tables of prices, actions and share counts do not name their company. */
const UNNAMED: Subject = { symbol: null, name: null, currency: null }

const earlier = (a: string, b: string): string => (a < b ? a : b)

/** The last 100 days: only paid keys can read the whole history. */
export const bars = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'bars'>>> => {
  const given = avSymbol(market, symbol)
  const [currency = ''] = quoteCurrencies(market, symbol)
  if (given === null || !isCurrency(currency)) return notFound(symbol)
  const answer = await table('TIME_SERIES_DAILY', { symbol: given }, context)
  if (!answer.ok) return answer
  const series = readBars(answer.data.text, currency)
  if (!series.ok) return series
  const last = series.data.at(-1)
  const items: NewItem<'bars'>[] = last
    ? [
        {
          key: 'raw',
          item: { adjustment: 'raw', currency, bars: series.data },
          known_at: earlier(endOfDay(last.date, MARKET_ZONES[market]), context.now().toISOString()),
          source_url: docPage('daily'),
          source: 0,
        },
      ]
    : []
  return { ok: true, data: { subject: UNNAMED, items, sources: [answer.data.raw] } }
}

export const quote = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const answer = await table('GLOBAL_QUOTE', { symbol }, context)
  if (!answer.ok) return answer
  const read = readQuote(answer.data.text)
  if (!read.ok) return read
  const { subject, quote: item } = read.data
  return {
    ok: true,
    data: {
      subject,
      items: [
        {
          key: item.quoted_at,
          item,
          known_at: item.quoted_at,
          source_url: docPage('latestprice'),
          source: 0,
        },
      ],
      sources: [answer.data.raw],
    },
  }
}

const actionOf = (
  item: ItemOf<'actions'>,
  market: Market,
  source: number,
  anchor: string,
  now: string,
): NewItem<'actions'> => ({
  key: `${item.kind} ${item.ex_date}`,
  item,
  known_at:
    item.announced_on === null
      ? earlier(endOfDay(item.ex_date, MARKET_ZONES[market]), now)
      : endOfDay(item.announced_on, MARKET_ZONES[market]),
  source_url: docPage(anchor),
  source,
})

export const actions = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'actions'>>> => {
  const now = context.now().toISOString()
  const paid = await table('DIVIDENDS', { symbol }, context)
  if (!paid.ok) return paid
  const dividends = readDividends(paid.data.text)
  if (!dividends.ok) return dividends
  await pause(context)
  const split = await table('SPLITS', { symbol }, context)
  if (!split.ok) return split
  const splits = readSplits(split.data.text)
  if (!splits.ok) return splits
  const items = [
    ...dividends.data.map((item) => actionOf(item, market, 0, 'dividends', now)),
    ...splits.data.map((item) => actionOf(item, market, 1, 'splits', now)),
  ]
  return { ok: true, data: { subject: UNNAMED, items, sources: [paid.data.raw, split.data.raw] } }
}

export const shares = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const answer = await table('SHARES_OUTSTANDING', { symbol }, context)
  if (!answer.ok) return answer
  const counts = readShares(answer.data.text)
  if (!counts.ok) return counts
  const known_at = context.now().toISOString()
  const items = counts.data.map((item) => ({
    key: item.date,
    item,
    known_at,
    source_url: edgarPage(symbol, '10-Q'),
    source: 0,
  }))
  return { ok: true, data: { subject: UNNAMED, items, sources: [answer.data.raw] } }
}

/** Most articles of one call. */
const MAX_NEWS = 1_000

export const news = async (
  { symbol, limit }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'news'>>> => {
  const parameters = { tickers: symbol, sort: 'LATEST', limit: String(Math.min(limit, MAX_NEWS)) }
  const answer = await query('NEWS_SENTIMENT', parameters, context)
  if (!answer.ok) return answer
  const articles = readNews(symbol, answer.data.json)
  if (!articles.ok) return articles
  const items = articles.data.map((item) => ({
    key: item.url,
    item,
    known_at: item.published_at,
    source_url: item.url,
    source: 0,
  }))
  // An article may name several companies; only articles that name the symbol are kept.
  return {
    ok: true,
    data: {
      subject: { symbol: items.length > 0 ? symbol : null, name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}

export const insiders = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const answer = await query('INSIDER_TRANSACTIONS', { symbol }, context)
  if (!answer.ok) return answer
  const rows = readInsiders(symbol, answer.data.json)
  if (!rows.ok) return rows
  const known_at = context.now().toISOString()
  const items = rows.data.map(({ key, item }) => ({
    key,
    item,
    known_at,
    source_url: edgarPage(symbol, '4'),
    source: 0,
  }))
  return {
    ok: true,
    data: {
      subject: { symbol: items.length > 0 ? symbol : null, name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}

export const instrument = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const answer = await table('SYMBOL_SEARCH', { keywords: text }, context)
  return answer.ok ? readFound(answer.data.text, market) : answer
}

export const fx = async (
  pair: FxQuery,
  context: ProviderContext,
): Promise<ProviderResult<{ rate: ItemOf<'fx'>; source_url: string; sources: RawAnswer[] }>> => {
  if (!isCurrency(pair.from) || !isCurrency(pair.to)) return malformed('currency')
  const answer = await query(
    'CURRENCY_EXCHANGE_RATE',
    { from_currency: pair.from, to_currency: pair.to },
    context,
  )
  if (!answer.ok) return answer
  const rate = readRate(pair, answer.data.json)
  return rate.ok
    ? {
        ok: true,
        data: {
          rate: rate.data,
          source_url: docPage('currency-exchange'),
          sources: [answer.data.raw],
        },
      }
    : rate
}
