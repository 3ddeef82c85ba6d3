/**
 * The calls for prices and related data: quotes, bars, dividends and splits, and also search and
 * exchange rates.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { isCurrency } from '#shared/units/unit.ts'
import { daysBetween } from '#shared/calendar.ts'
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
} from '../../model/provider.ts'
import { docPage, malformed, wrongInstrument } from './answers.ts'
import { ask, askAbout } from './client.ts'
import { readQuote, readQuotes } from './quote.ts'
import { readFound, readRate } from './search.ts'
import { readBars, readDividends, readSplits } from './series.ts'
import { askedTogether } from './symbols.ts'

const earlier = (a: string, b: string): string => (a < b ? a : b)

export const quote = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const answer = await askAbout('quote', query, {}, context)
  if (!answer.ok) return answer
  const quoted = readQuote(query.market, answer.data.json, context.now().toISOString())
  if (!quoted.ok) return quoted
  const { subject, quote: item } = quoted.data
  return {
    ok: true,
    data: {
      subject,
      items: [
        {
          key: item.quoted_at,
          item,
          known_at: item.quoted_at,
          source_url: docPage('quote'),
          source: 0,
        },
      ],
      sources: [answer.data.raw],
    },
  }
}

/** Most symbols of one call: each costs a credit, and a free key has eight a minute. */
export const BATCH = 8

export const batch = async (
  market: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const asked = askedTogether(market, symbols)
  if (!asked.symbol) return { ok: true, data: new Map() }
  const answer = await ask('quote', asked, context)
  return answer.ok ? readQuotes(market, answer.data.json, context.now().toISOString()) : answer
}

/**
 * Most bars of one call: three years. A thousand bars would cost about ten credits, and a call that
 * costs more than a free key's eight never succeeds.
 */
const MAX_BARS = 750
/** How many bars to ask for: a year has at most 262 trading days. */
const barsSince = (from: string, today: string): number =>
  Math.min(MAX_BARS, Math.max(1, Math.ceil((daysBetween(from, today) * 262) / 365) + 1))

export const bars = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'bars'>>> => {
  const { market, from } = query
  const now = context.now().toISOString()
  const answer = await askAbout(
    'time_series',
    query,
    { interval: '1day', outputsize: String(barsSince(from, now.slice(0, 10))) },
    context,
  )
  if (!answer.ok) return answer
  const series = readBars(market, answer.data.json)
  if (!series.ok) return series
  const { subject, currency, data } = series.data
  const last = data.at(-1)
  const items: NewItem<'bars'>[] = last
    ? [
        {
          key: 'split',
          item: { adjustment: 'split', currency, bars: data },
          known_at: earlier(endOfDay(last.date, MARKET_ZONES[market]), now),
          source_url: docPage('time-series'),
          source: 0,
        },
      ]
    : []
  return { ok: true, data: { subject, items, sources: [answer.data.raw] } }
}

export const actions = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'actions'>>> => {
  const { market, from, to } = query
  const range = { start_date: from, end_date: to }
  const [paid, split] = await Promise.all([
    askAbout('dividends', query, { ...range, adjust: 'true' }, context),
    askAbout('splits', query, range, context),
  ])
  if (!paid.ok) return paid
  const dividends = readDividends(market, paid.data.json)
  if (!dividends.ok) return dividends
  // For a company without splits, the answer may be an error.
  const none = !split.ok && (split.reason === 'empty' || split.reason === 'not_found')
  if (!split.ok && !none) return split
  const splits = split.ok ? readSplits(market, split.data.json) : null
  if (splits && !splits.ok) return splits
  const { subject, data } = dividends.data
  if (splits && splits.data.symbol !== subject.symbol)
    return wrongInstrument(subject.symbol, splits.data.symbol)
  const now = context.now().toISOString()
  const itemOf = (source: number, anchor: string) => (item: ItemOf<'actions'>) => ({
    key: `${item.kind} ${item.ex_date}`,
    item,
    known_at: earlier(endOfDay(item.ex_date, MARKET_ZONES[market]), now),
    source_url: docPage(anchor),
    source,
  })
  return {
    ok: true,
    data: {
      subject,
      items: [
        ...data.map(itemOf(0, 'dividends')),
        ...(splits?.data.data ?? []).map(itemOf(1, 'splits')),
      ],
      sources: [paid.data.raw, ...(split.ok ? [split.data.raw] : [])],
    },
  }
}

export const instrument = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const answer = await ask('symbol_search', { symbol: text, outputsize: '60' }, context)
  return answer.ok ? readFound(market, answer.data.json) : answer
}

export const fx = async (
  pair: FxQuery,
  context: ProviderContext,
): Promise<ProviderResult<{ rate: ItemOf<'fx'>; source_url: string; sources: RawAnswer[] }>> => {
  if (!isCurrency(pair.from) || !isCurrency(pair.to)) return malformed('currency')
  const answer = await ask('exchange_rate', { symbol: `${pair.from}/${pair.to}` }, context)
  if (!answer.ok) return answer
  const rate = readRate(pair, answer.data.json)
  return rate.ok
    ? {
        ok: true,
        data: { rate: rate.data, source_url: docPage('exchange-rate'), sources: [answer.data.raw] },
      }
    : rate
}
