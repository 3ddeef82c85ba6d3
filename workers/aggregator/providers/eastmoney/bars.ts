/**
 * Daily bars from lines of `date,open,close,high,low,volume,turnover,…`, both as traded and
 * adjusted backwards from today.
 */
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { money, perShare, seriesVolumeScale, type ShareScale, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { klines } from './client.ts'
import { unreadable } from './fields.ts'
import { notFound, secidOf } from './quotes.ts'
import { quoteCurrency, quotePage, symbolOf } from './symbols.ts'

const price = z.string().regex(/^-?\d+(\.\d+)?$/)
const count = z.string().regex(/^\d+(\.\d+)?$/)
const lineSchema = z
  .string()
  .transform((line) => line.split(','))
  .pipe(z.tuple([z.iso.date(), price, price, price, price, count, count]).rest(z.string()))
const answerSchema = z.object({
  data: z
    .object({ code: z.string(), market: z.number(), name: z.string(), klines: z.array(lineSchema) })
    .nullable(),
})

export interface Klines {
  symbol: string | null
  name: string
  bars: Bar[]
  /** The unit of the answer's volumes; null when it is not known. */
  volumeIn: ShareScale | null
}

/**
 * On the mainland lots and shares differ by board, and the answer does not say which it has: each
 * day as traded tells by its turnover. Elsewhere a volume is in shares.
 */
const volumeUnit = (lines: readonly string[][], market: Market): ShareScale | null =>
  market === 'CN'
    ? seriesVolumeScale(
        lines.map(([, , price = '0', , , volume = '0', turnover = '0']) => ({
          volume,
          turnover,
          price,
        })),
        '手',
      )
    : '股'

/**
 * Null when Eastmoney does not know the id. Turnover is in the currency of the prices. Volumes of
 * which it is not known whether they are shares or lots are left out. An adjusted series has the
 * volumes of the one as traded, beside other prices: its unit is given.
 */
export const readKlines = (
  json: unknown,
  market: Market,
  currency: Currency,
  given?: ShareScale | null,
): ProviderResult<Klines | null> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return unreadable('kline', parsed.error)
  if (!parsed.data.data) return { ok: true, data: null }
  const { data } = parsed.data
  const volumeIn = given === undefined ? volumeUnit(data.klines, market) : given
  const bars = data.klines.map(
    ([date, open, close, high, low, volume, turnover]): Bar => ({
      date,
      open: perShare(open, currency).value,
      high: perShare(high, currency).value,
      low: perShare(low, currency).value,
      close: perShare(close, currency).value,
      volume: volumeIn && shares(volume, volumeIn).value,
      turnover: money(turnover, '元', currency).value,
    }),
  )
  return {
    ok: true,
    data: {
      symbol: symbolOf(data.market, data.code)?.symbol ?? `${data.market}.${data.code}`,
      name: data.name,
      bars,
      volumeIn,
    },
  }
}

/**
 * Eastmoney subtracts dividends instead of dividing by a factor, so very old prices become zero or
 * negative. The series has no meaning from that day back.
 */
const sinceAboveZero = (bars: readonly Bar[]): Bar[] =>
  bars.slice(bars.findLastIndex(({ close }) => Number(close) <= 0) + 1)

const SERIES = [
  ['raw', '0'],
  ['subtractive', '1'],
] as const

export const bars = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'bars'>>> => {
  const { market, symbol, from, to } = query
  const id = await secidOf(query, context)
  if (!id.ok) return id
  const currency = quoteCurrency(market, symbol)
  const answers = await Promise.all(
    SERIES.map(([, fqt]) => klines(id.data, fqt, from, to, context)),
  )
  const answer: ItemsAnswer<'bars'> = {
    subject: { symbol: null, name: null, currency: null },
    items: [],
    sources: [],
  }
  let volumeIn: ShareScale | null | undefined
  for (const [at, [adjustment]] of SERIES.entries()) {
    const got = answers[at]
    if (!got?.ok) return got ?? notFound(market, symbol)
    const read = readKlines(got.data.json, market, currency, volumeIn)
    if (!read.ok) return read
    if (!read.data) return notFound(market, symbol)
    volumeIn = read.data.volumeIn
    answer.subject = { symbol: read.data.symbol, name: read.data.name || null, currency: null }
    // A series about another company ends the loop; the answer's subject names that company.
    if (read.data.symbol !== symbol) return { ok: true, data: answer }
    const given = adjustment === 'raw' ? read.data.bars : sinceAboveZero(read.data.bars)
    if (given.length > 0) {
      const item: ItemOf<'bars'> = { adjustment, currency, bars: given }
      answer.items.push({
        key: adjustment,
        item,
        known_at: context.now().toISOString(),
        source_url: quotePage(market, symbol),
        source: answer.sources.length,
      })
    }
    answer.sources.push(got.data.raw)
  }
  return { ok: true, data: answer }
}
