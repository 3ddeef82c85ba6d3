/**
 * Tencent (qt.gtimg.cn), without a key and undocumented: quotes, market figures and daily bars of
 * A-shares, Hong Kong and the US.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import type { ShareScale } from '#shared/units/scale.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  Provider,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { barsVolume, readKlines } from './bars.ts'
import { marketDay } from './bulk.ts'
import { klines, quoteLines, tencentCode } from './client.ts'
import { fieldsByCode, type TencentQuoteLine, readQuoteLine } from './quote-line.ts'

const MARKETS: readonly Market[] = ['CN', 'HK', 'US']

const pageOf = (market: Market, symbol: string): string =>
  `https://gu.qq.com/${tencentCode(market, symbol)}`

const notFound = (market: Market, symbol: string) =>
  ({
    ok: false,
    reason: 'not_found',
    detail: `tencent: qt.gtimg.cn has no line of ${market}:${symbol}`,
  }) as const

interface CodedQuoteLine extends TencentQuoteLine {
  /**
   * The code for the bars: `usAAPL.OQ` and `usBRK.B.N` include the exchange, which only the quote
   * line gives.
   */
  barCode: string
  raw: RawAnswer
}

const lineOf = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<CodedQuoteLine>> => {
  const code = tencentCode(market, symbol)
  const answer = await quoteLines([code], context)
  if (!answer.ok) return answer
  const lines = fieldsByCode(answer.data.text)
  const fields = lines.get(code)
  if (lines.size > 0 && !fields)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `tencent: asked for ${code}, answered ${[...lines.keys()].join(', ').slice(0, 80)}`,
    }
  if (!fields && !answer.data.text.includes('v_pv_none_match'))
    return { ok: false, reason: 'malformed', detail: 'tencent: the answer holds no quote line' }
  if (!fields) return notFound(market, symbol)
  const line = readQuoteLine(market, code, fields)
  if (!line.ok) return line
  return {
    ok: true,
    data: {
      ...line.data,
      barCode: market === 'US' ? `us${fields[2]}` : code,
      raw: answer.data.raw,
    },
  }
}

const quote = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const line = await lineOf(query, context)
  if (!line.ok) return line
  const { subject, quote: item, raw } = line.data
  const { quoted_at } = item
  return {
    ok: true,
    data: {
      subject,
      items: [
        {
          key: quoted_at,
          item,
          known_at: quoted_at,
          source_url: pageOf(query.market, query.symbol),
          source: 0,
        },
      ],
      sources: [raw],
    },
  }
}

const multiples = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const line = await lineOf(query, context)
  if (!line.ok) return line
  const { subject, quote: item, multiples: figures, raw } = line.data
  if (figures.length === 0) return { ok: true, data: { subject, items: [], sources: [raw] } }
  const price = {
    concept: 'price',
    value: item.price,
    unit: `${item.currency}/share`,
    provider_field: '3',
  }
  const at = item.quoted_at
  return {
    ok: true,
    data: {
      subject,
      items: [
        {
          key: at.slice(0, 10),
          item: { at, figures: [price, ...figures] },
          known_at: at,
          source_url: pageOf(query.market, query.symbol),
          source: 0,
        },
      ],
      sources: [raw],
    },
  }
}

const shares = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const line = await lineOf(query, context)
  if (!line.ok) return line
  const { subject, quote: item, counts: figures, raw } = line.data
  const { market, symbol } = query
  const date = marketDate(item.quoted_at, market)
  const items =
    figures.length > 0
      ? [
          {
            key: date,
            item: { date, figures },
            known_at: item.quoted_at,
            source_url: pageOf(market, symbol),
            source: 0,
          },
        ]
      : []
  // The line gives the currency of its prices. This answer has no prices, so its currency is null.
  return { ok: true, data: { subject: { ...subject, currency: null }, items, sources: [raw] } }
}

const SERIES = [
  ['raw', ''],
  ['subtractive', 'qfq'],
] as const

/**
 * Hong Kong and US bars are always unadjusted, so only the raw series is read there. The quote line
 * is read first, because it gives the exchange, the currency and the day's volume in shares, beside
 * which the unit of the bars shows.
 */
const bars = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'bars'>>> => {
  const { market, symbol, from, to } = query
  const line = await lineOf(query, context)
  if (!line.ok) return line
  const { subject, barCode: code, currency, quote: now } = line.data
  const traded = { code, day: marketDate(now.quoted_at, market), traded: now.volume }
  let volumeIn: ShareScale | null = null
  const answer: ItemsAnswer<'bars'> = { subject, items: [], sources: [] }
  for (const [adjustment, parameter] of market === 'CN' ? SERIES : SERIES.slice(0, 1)) {
    const got = await klines(code, from, to, parameter, context)
    if (!got.ok) return got
    if (adjustment === 'raw') volumeIn = barsVolume(traded, got.data.json)
    const series = readKlines({ code, currency, adjustment, volumeIn }, got.data.json)
    if (!series.ok) return series
    if (!series.data) continue
    const item: ItemOf<'bars'> = series.data
    answer.items.push({
      key: adjustment,
      item,
      known_at: now.quoted_at,
      source_url: pageOf(market, symbol),
      source: answer.sources.length,
    })
    answer.sources.push(got.data.raw)
  }
  return { ok: true, data: answer }
}

/** The largest number of lines in one call; proxies cut longer URLs. */
const BATCH = 60

const batch = async (
  market: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const answer = await quoteLines(
    symbols.map((symbol) => tencentCode(market, symbol)),
    context,
  )
  if (!answer.ok) return answer
  const lines = fieldsByCode(answer.data.text)
  const quotes = new Map<string, ItemOf<'quote'>>()
  for (const symbol of symbols) {
    const code = tencentCode(market, symbol)
    const fields = lines.get(code)
    const line = fields && readQuoteLine(market, code, fields)
    // A line that cannot be read does not affect the other lines.
    if (line?.ok && line.data.subject.symbol === symbol) quotes.set(symbol, line.data.quote)
  }
  return { ok: true, data: quotes }
}

export const tencent: Provider = {
  id: 'tencent',
  name: 'Tencent 腾讯行情',
  home: 'https://gu.qq.com/',
  key: null,
  budget: [{ calls: 60, per_seconds: 60 }],
  delay: {
    CN: { kind: 'realtime' },
    HK: { kind: 'delayed', minutes: null },
    US: { kind: 'delayed', minutes: null },
  },
  terms: {
    kind: 'unstated',
    store: true,
    redistribute: false,
    note: 'Undocumented endpoint of a public page; for personal use.',
  },
  probe: { dataset: 'quote', market: 'CN', symbol: '600519.SH' },
  datasets: {
    quote: { markets: MARKETS, calls: 1, fetch: quote, batch: { size: BATCH, fetch: batch } },
    multiples: { markets: MARKETS, calls: 1, fetch: multiples },
    shares: { markets: MARKETS, calls: 1, fetch: shares },
    bars: { markets: MARKETS, calls: 3, fetch: bars },
  },
  bulk: { market_day: marketDay },
}
