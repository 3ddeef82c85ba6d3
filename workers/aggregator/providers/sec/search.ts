/** Search in EDGAR's list of tickers. It has no exchanges, and one company several tickers. */
import type { Found } from '#shared/datasets/instrument.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { rankCandidates } from '../../identity/search.ts'
import type { ProviderContext, ProviderResult, SearchQuery } from '../../model/provider.ts'
import { tickers } from './client.ts'
import { knownInstrument } from '../../identity/edgar-ticker.ts'

const MOST = 20

/** Symbols before names, exact before partial; empty when nothing fits. */
export const search = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<Found[]>> => {
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
