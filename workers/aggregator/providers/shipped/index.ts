/**
 * Recorded statements: real filed figures that are shipped with the program, so that a machine
 * without a network can show a true report.
 */
import { type Market, MARKETS } from '#shared/names.ts'
import type { Provider, ProviderResult, StatementsAnswer } from '../../model/provider.ts'
import { FILES } from './files.ts'
import { decode } from './format.ts'

/**
 * Each fact keeps the provider, record and dates with which it was recorded; only `recorded` says
 * that it was not read live.
 */
export const readRecording = async (
  market: Market,
  symbol: string,
): Promise<ProviderResult<StatementsAnswer>> => {
  const load = FILES[`${market}:${symbol}`]
  if (!load)
    return {
      ok: false,
      reason: 'not_found',
      detail: `recorded: nothing is recorded of ${market}:${symbol}`,
    }
  return { ok: true, data: decode((await load()).default) }
}

export const recorded: Provider = {
  id: 'recorded',
  name: 'Shipped recordings',
  home: 'https://www.sec.gov/search-filings',
  key: null,
  // It calls no host, so it needs no budget.
  budget: [],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: true,
    note: 'Figures as filed by the companies, read from the providers named with each.',
  },
  probe: { dataset: 'statements', market: 'US', symbol: 'AAPL' },
  datasets: {
    statements: {
      markets: MARKETS,
      calls: 0,
      parts: {
        CN: ['income', 'balance', 'cash_flow'],
        HK: ['income'],
        US: ['income', 'balance', 'cash_flow'],
        JP: ['income'],
      },
      fetch: ({ market, symbol }) => readRecording(market, symbol),
    },
  },
}
