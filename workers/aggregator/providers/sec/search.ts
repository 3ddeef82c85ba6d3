/**
 * Searches EDGAR's list of tickers. The list has no exchanges, and a company may have several
 * tickers.
 */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { rankCandidates } from '../../identity/search.ts'
import type { ProviderContext, ProviderResult, SearchQuery } from '../../model/provider.ts'
import { tickers } from './client.ts'
import { knownInstrument } from '../../identity/edgar-ticker.ts'

const MOST = 20

/**
 * Matches of symbols come before matches of names, and exact ones before partial ones. Empty when
 * nothing matches.
 */
export const search = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const rows = await tickers(context)
  if (!rows.ok) return rows
  const known = rows.data.value.map((row) => {
    const instrument = knownInstrument(row)
    return { instrument: instrumentFor(instrument, instrument), recorded: false }
  })
  const found = rankCandidates(text, known, { market, limit: MOST })
  return {
    ok: true,
    data: found.map(({ symbol, name, names, identifiers }) => ({
      market: 'US',
      symbol,
      name,
      names,
      exchange: null,
      identifiers,
    })),
  }
}
