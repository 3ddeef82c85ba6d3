/** `search-symbol` for what is written like a symbol, `search-name` for a name. Listings of US exchanges only. */
import { z } from 'zod'
import type { Found } from '#shared/contracts/datasets.ts'
import { parseSymbol } from '../../instruments/symbol.ts'
import type { ProviderContext, ProviderResult, SearchQuery } from '../provider.ts'
import { fmpSymbol, rowsOf } from './client.ts'

const rowSchema = z.object({
  symbol: z.string().min(1),
  name: z.string().trim().nullish(),
  currency: z.string().nullish(),
  exchange: z.string().nullish(),
})

const EXCHANGES = new Set(['NASDAQ', 'NYSE', 'AMEX', 'CBOE', 'OTC', 'PNK'])

export const search = async ({ text, market }: SearchQuery, context: ProviderContext): Promise<ProviderResult<Found[]>> => {
  const symbol = parseSymbol('US', text)
  const answer = symbol.ok
    ? await rowsOf(context, 'search-symbol', { query: fmpSymbol(symbol.data) }, z.array(rowSchema))
    : await rowsOf(context, 'search-name', { query: text }, z.array(rowSchema))
  if (!answer.ok) return answer
  const found = answer.data.rows.flatMap((row): Found[] => {
    const own = parseSymbol('US', row.symbol)
    if (!own.ok || !row.name || !row.exchange || !EXCHANGES.has(row.exchange)) return []
    return [{ market, symbol: own.data, name: row.name, names: { en: row.name }, exchange: row.exchange, identifiers: {} }]
  })
  return { ok: true, data: found }
}
