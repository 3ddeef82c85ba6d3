/**
 * The datasets that come from one chart call (quote, bars, actions), and the exchange rate of two
 * currencies.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemDataset, Market } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { DateTime } from 'luxon'
import { epochInstant } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  FxAnswer,
  FxQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { actionsOf } from './actions.ts'
import { seriesOf } from './bars.ts'
import { type Chart, readChart } from './chart.ts'
import { chart, quotes } from './client.ts'
import { decimalOfFloat } from './float.ts'
import { chartQuote, readQuoteList } from './quote.ts'
import { inSession } from './session.ts'
import { pageOf, yahooSymbol } from './symbol.ts'

type ChartReader<D extends ItemDataset> = (
  found: Chart,
  query: CompanyQuery,
  yahoo: string,
) => ProviderResult<NewItem<D>[]>

const fromChart =
  <D extends ItemDataset>(
    spanOf: (query: CompanyQuery) => Parameters<typeof chart>[1],
    read: ChartReader<D>,
  ) =>
  async (
    query: CompanyQuery,
    context: ProviderContext,
  ): Promise<ProviderResult<ItemsAnswer<D>>> => {
    const yahoo = yahooSymbol(query.market, query.symbol)
    const answer = await chart(yahoo, spanOf(query), context)
    if (!answer.ok) return answer
    const found = readChart(query.market, answer.data.json)
    if (!found.ok) return found
    if (!found.data)
      return {
        ok: true,
        data: { subject: { symbol: null, name: null, currency: null }, items: [], sources: [] },
      }
    const items = read(found.data, query, yahoo)
    return items.ok
      ? {
          ok: true,
          data: { subject: found.data.subject, items: items.data, sources: [answer.data.raw] },
        }
      : items
  }

/** Five days, so that the trading day before the last one is included. */
export const quote = fromChart<'quote'>(
  () => ({ range: '5d' }),
  (found, { market }, yahoo) => ({
    ok: true,
    data: [
      {
        key: found.at,
        item: chartQuote(found, market),
        known_at: found.at,
        source_url: pageOf(yahoo),
        source: 0,
      },
    ],
  }),
)

export const bars = fromChart<'bars'>(
  ({ from }) => ({ from }),
  (found, { market }, yahoo) => {
    const series = seriesOf(found, market)
    if (!series.ok) return series
    const source_url = pageOf(yahoo, 'history/')
    return {
      ok: true,
      data: series.data.map((item) => ({
        key: item.adjustment,
        item,
        known_at: found.at,
        source_url,
        source: 0,
      })),
    }
  },
)

export const actions = fromChart<'actions'>(
  ({ from }) => ({ from }),
  (found, _, yahoo) => actionsOf(found, pageOf(yahoo, 'history/')),
)

/** The number of symbols in one v7 call. */
export const BATCH = 50

export const batch = async (
  market: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const spelled = symbols.map((symbol) => yahooSymbol(market, symbol))
  const answer = await inSession(context, (session) => quotes(spelled, session, context))
  if (!answer.ok) return answer
  const found = readQuoteList(market, answer.data.json)
  return found.ok
    ? { ok: true, data: new Map([...found.data].filter(([symbol]) => symbols.includes(symbol))) }
    : found
}

const rateSchema = z.object({
  chart: z.object({
    result: z.array(
      z.looseObject({
        meta: z.looseObject({
          symbol: z.string(),
          currency: z.string(),
          regularMarketPrice: z.number().positive(),
          regularMarketTime: z.number(),
          exchangeTimezoneName: z.string().nullish(),
        }),
        timestamp: z.array(z.number()).nullish(),
        indicators: z
          .looseObject({
            quote: z.array(z.looseObject({ close: z.array(z.number().nullable()).nullish() })),
          })
          .nullish(),
      }),
    ),
  }),
})

type RateResult = z.infer<typeof rateSchema>['chart']['result'][number]

/** The zone in which Yahoo's days of a currency begin, where the answer does not say. */
const CURRENCY_ZONE = 'Europe/London'

/**
 * One rate a day: the close of each past day, known from its end, and the newest as it stands. A
 * day without a close is left out.
 */
const ratesByDay = (
  { meta, timestamp, indicators }: RateResult,
  { from, to }: FxQuery,
): ItemOf<'fx'>[] => {
  const zone = meta.exchangeTimezoneName ?? CURRENCY_ZONE
  const closes = indicators?.quote[0]?.close ?? []
  const days = new Map<string, ItemOf<'fx'>>()
  for (const [place, seconds] of (timestamp ?? []).entries()) {
    const close = closes[place] ?? 0
    const day = DateTime.fromSeconds(seconds, { zone }).toISODate()
    if (!(close > 0) || day === null) continue
    const end = Date.parse(`${day}T23:59:59Z`)
    const at = new Date(Math.min(end, meta.regularMarketTime * 1_000)).toISOString()
    days.set(day, { from, to, at, rate: new Decimal(decimalOfFloat(close)).toFixed() })
  }
  return [...days.values()].sort((a, b) => a.at.localeCompare(b.at))
}

/**
 * `CNYUSD=X` is the price of one yuan in dollars. The name of a pair from the dollar may leave the
 * dollar out: `CNY=X`.
 */
export const fx = async (
  query: FxQuery,
  context: ProviderContext,
): Promise<ProviderResult<FxAnswer>> => {
  const { from, to, since } = query
  const pair = `${from}${to}=X`
  const span = since === undefined ? { range: '5d' } : { from: since }
  const answer = await chart(pair, span, context)
  if (!answer.ok) return answer
  const parsed = rateSchema.safeParse(answer.data.json)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  const [found] = parsed.data.chart.result
  const meta = found?.meta
  if (!meta) return { ok: false, reason: 'empty', detail: `yahoo: no rate of ${pair}` }
  const named = meta.symbol === pair || (from === 'USD' && meta.symbol === `${to}=X`)
  if (!named || meta.currency !== to)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `yahoo: asked for ${pair}, answered ${meta.symbol} in ${meta.currency}`,
    }
  const at = epochInstant(meta.regularMarketTime)
  if (!at) return malformed('yahoo', 'chart.result.0.meta.regularMarketTime')
  const rate = new Decimal(decimalOfFloat(meta.regularMarketPrice)).toFixed()
  return {
    ok: true,
    data: {
      rate: { from, to, at, rate },
      ...(since !== undefined && { history: ratesByDay(found, query) }),
      source_url: pageOf(pair),
      sources: [answer.data.raw],
    },
  }
}
