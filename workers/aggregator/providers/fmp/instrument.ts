/**
 * `search-symbol` for a text that looks like a symbol, and `search-name` when that finds nothing.
 * Only listings of US exchanges.
 */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type { ProviderContext, ProviderResult, SearchQuery } from '../../model/provider.ts'
import { fmpSymbol, rowsOf } from './client.ts'

const rowSchema = z.object({
  symbol: z.string().min(1),
  name: z.string().trim().nullish(),
  currency: z.string().nullish(),
  exchange: z.string().nullish(),
})

const EXCHANGES = new Set(['NASDAQ', 'NYSE', 'AMEX', 'CBOE', 'OTC', 'PNK'])

const listings = (
  rows: readonly z.infer<typeof rowSchema>[],
  market: SearchQuery['market'],
): FoundInstrument[] =>
  rows.flatMap((row): FoundInstrument[] => {
    const own = parseSymbol('US', row.symbol)
    if (!own.ok || !row.name || !row.exchange || !EXCHANGES.has(row.exchange)) return []
    return [
      {
        market,
        symbol: own.data,
        name: row.name,
        names: { en: row.name },
        exchange: row.exchange,
        identifiers: {},
      },
    ]
  })

/** One call, or two for a name that looks like a symbol (Apple). */
export const search = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const symbol = parseSymbol('US', text)
  if (symbol.ok) {
    const bySymbol = await rowsOf(
      context,
      'search-symbol',
      { query: fmpSymbol(symbol.data) },
      z.array(rowSchema),
    )
    if (!bySymbol.ok) return bySymbol
    const found = listings(bySymbol.data.rows, market)
    if (found.length > 0) return { ok: true, data: found }
  }
  const byName = await rowsOf(context, 'search-name', { query: text }, z.array(rowSchema))
  return byName.ok ? { ok: true, data: listings(byName.data.rows, market) } : byName
}
