/** SEC EDGAR, keyless: the filed statements of companies listed in the US, and the list of their tickers. */
import type { KnownInstrument, ProviderContext, ProviderFailure, ProviderResult, StatementsAnswer, StatementsProvider } from '../provider.ts'
import { malformed, type SecOptions, secClient } from './client.ts'
import { documentsOf, edgarTicker, instrumentOf, knownInstrument, yearEndOf } from './instrument.ts'
import { toFacts } from './to-facts.ts'

export interface SecProvider extends StatementsProvider {
  /** Every ticker EDGAR lists, the largest companies first. One upstream call. */
  tickers(context: ProviderContext): Promise<ProviderResult<KnownInstrument[]>>
}

const failed = (reason: ProviderFailure['reason'], detail: string): ProviderFailure => ({ ok: false, reason, detail: `sec: ${detail}` })

/**
 * Three upstream calls a company: ticker list, submissions, companyfacts. An answer of another company is refused as
 * `wrong_instrument`; an unknown ticker is `not_found`; a company without periodic reports in XBRL is `empty`.
 */
export const sec = (options: SecOptions): SecProvider => {
  const client = secClient(options)
  return {
    id: 'sec',
    markets: ['US'],
    async tickers(context) {
      const rows = await client.tickers(context)
      return rows.ok ? { ok: true, data: rows.data.map(knownInstrument) } : rows
    },
    async statements(market, symbol, context): Promise<ProviderResult<StatementsAnswer>> {
      if (market !== 'US') return failed('not_found', `no statements of the ${market} market`)
      const rows = await client.tickers(context)
      if (!rows.ok) return rows
      const ticker = edgarTicker(symbol)
      const cik = rows.data.find((row) => edgarTicker(row.ticker) === ticker)?.cik
      if (cik === undefined) return failed('not_found', `${symbol} is not in EDGAR's list of tickers`)

      const [submissions, companyFacts] = await Promise.all([client.submissions(cik, context), client.companyFacts(cik, context)])
      if (!submissions.ok) return submissions
      if (!companyFacts.ok) return companyFacts
      const company = submissions.data.value
      for (const given of [company.cik, companyFacts.data.value.cik])
        if (given !== cik) return failed('wrong_instrument', `asked for CIK ${cik} (${symbol}), answered CIK ${given}`)
      if (!company.tickers.some((given) => edgarTicker(given) === ticker))
        return failed('wrong_instrument', `the submissions of CIK ${cik} do not name the ticker ${symbol}`)

      const facts = toFacts({ companyFacts: companyFacts.data.value, documents: documentsOf(company), fiscalYearEnd: yearEndOf(company) })
      if (!facts.ok) return malformed('companyfacts', facts.field)
      if (facts.data.length === 0) return failed('empty', `no periodic report of ${symbol} carries XBRL figures`)
      const sources = [companyFacts.data.raw, submissions.data.raw]
      return { ok: true, data: { instrument: instrumentOf(symbol, company), facts: facts.data, sources, recorded: null } }
    },
  }
}
