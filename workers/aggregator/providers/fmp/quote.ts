/**
 * `quote` and `batch-quote`: price and change are in the currency of the listing, the relative
 * change in percent, `timestamp` in epoch seconds.
 */
import { positivePrice } from '../positive-price.ts'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { percent, perShare, shares } from '#shared/units/scale.ts'
import { epochInstant } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { canonicalSymbol, fmpSymbol, notFound, rowsOf } from './client.ts'

const figure = z.number().nullish()
const rowSchema = z.object({
  symbol: z.string().min(1),
  name: z.string().trim().nullish(),
  price: z.number().nullish(),
  /** Some of FMP's hosts write `changesPercentage`. */
  changePercentage: figure,
  changesPercentage: figure,
  change: figure,
  volume: figure,
  dayLow: figure,
  dayHigh: figure,
  open: figure,
  previousClose: figure,
  timestamp: figure,
})
export type FmpQuoteRow = z.infer<typeof rowSchema>

/** The answer does not say whether the prices are of all exchanges and without delay. */
export const DELAY: ItemOf<'quote'>['delay'] = { kind: 'delayed', minutes: null }

/** A price without a time is not a quote (`quote-short` gives one). */
export const readQuote = (row: FmpQuoteRow): ProviderResult<ItemOf<'quote'>> => {
  const price = positivePrice(row.price)
  const quotedAt = row.timestamp ? epochInstant(row.timestamp) : null
  if (!price) return malformed('fmp', `quote ${row.symbol} price`)
  if (!quotedAt) return malformed('fmp', `quote ${row.symbol} timestamp`)
  const changed = row.changePercentage ?? row.changesPercentage ?? null
  return {
    ok: true,
    data: {
      price,
      currency: 'USD',
      open: positivePrice(row.open),
      high: positivePrice(row.dayHigh),
      low: positivePrice(row.dayLow),
      previous_close: positivePrice(row.previousClose),
      change:
        row.change === null || row.change === undefined ? null : perShare(row.change, 'USD').value,
      change_fraction: changed === null ? null : percent(changed).value,
      volume:
        row.volume === null || row.volume === undefined ? null : shares(row.volume, '股').value,
      turnover: null,
      quoted_at: quotedAt,
      delay: DELAY,
    },
  }
}

export const quote = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const answer = await rowsOf(context, 'quote', { symbol: fmpSymbol(symbol) }, z.array(rowSchema))
  if (!answer.ok) return answer
  const [row] = answer.data.rows
  if (!row) return notFound(symbol)
  const read = readQuote(row)
  if (!read.ok) return read
  const { quoted_at } = read.data
  const source_url = `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`
  const subject = { symbol: canonicalSymbol(row.symbol), name: row.name || null, currency: null }
  return {
    ok: true,
    data: {
      subject,
      items: [{ key: quoted_at, item: read.data, known_at: quoted_at, source_url, source: 0 }],
      sources: [answer.data.raw],
    },
  }
}

/** A row that cannot be read must not remove the quotes of the other symbols. */
export const quotes = async (
  _market: Market,
  symbols: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>> => {
  const answer = await rowsOf(
    context,
    'batch-quote',
    { symbols: symbols.map(fmpSymbol).join(',') },
    z.array(z.unknown()),
  )
  if (!answer.ok) return answer
  const found = new Map<string, ItemOf<'quote'>>()
  for (const given of answer.data.rows) {
    const row = rowSchema.safeParse(given)
    const read = row.success ? readQuote(row.data) : null
    const symbol = row.success ? canonicalSymbol(row.data.symbol) : ''
    if (read?.ok && symbols.includes(symbol)) found.set(symbol, read.data)
  }
  return { ok: true, data: found }
}
