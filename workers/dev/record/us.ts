/**
 * Recordings of US companies. The real SEC adapter reads the recorded answers instead of sec.gov.
 */
import { TIMEOUT_MS } from '../../aggregator/providers/http-client.ts'
import type {
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../../aggregator/model/provider.ts'
import { knownInstrument, paddedCik } from '../../aggregator/identity/edgar-ticker.ts'
import { sec } from '../../aggregator/providers/sec/index.ts'
import { companyFactsSchema, tickerRows } from '../../aggregator/providers/sec/raw.ts'
import { toFacts } from '../../aggregator/providers/sec/to-facts.ts'
import { bytesOf, jsonOf } from './shared-data.ts'

/**
 * Answers requests for the three documents of these companies from the recorded files. Throws for
 * any other request.
 */
export const recordedSec = (files: Record<string, string>): ProviderContext => ({
  requestId: 'recording',
  now: () => new Date(),
  key: null,
  timeoutMs: TIMEOUT_MS,
  contact: 'Recording recording@example.com',
  memory: { get: async () => null, put: async () => {} },
  fetch: (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const file = files[pathname]
    if (!file) throw new Error(`${pathname} is not recorded`)
    return Promise.resolve(
      new Response(bytesOf(file), { headers: { 'content-type': 'application/json' } }),
    )
  },
})

export const AAPL = { symbol: 'AAPL', cik: 320193, recordedAt: '2026-03-25' }
export const NVDA = { symbol: 'NVDA', cik: 1045810, recordedAt: '2026-07-09' }
export const MRVL = { symbol: 'MRVL', cik: 1835632, recordedAt: '2026-06-08' }

export const factsFile = ({ symbol, cik }: { symbol: string; cik: number }): string =>
  `sec/companyfacts_${symbol}_CIK${paddedCik(cik)}.json`

/** The files of a company whose submissions are recorded too. */
export const filesOf = (company: { symbol: string; cik: number }): Record<string, string> => ({
  '/files/company_tickers.json': 'sec/company_tickers.json',
  [`/submissions/CIK${paddedCik(company.cik)}.json`]: `sec/submissions_${company.symbol}_CIK${paddedCik(company.cik)}.json`,
  [`/api/xbrl/companyfacts/CIK${paddedCik(company.cik)}.json`]: factsFile(company),
})

/** The statements of a US company, read from these files. */
export const statementsFrom = async (
  symbol: string,
  files: Record<string, string>,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { statements } = sec.datasets
  if (!statements) throw new Error('the SEC adapter declares no statements')
  return statements.fetch(
    { market: 'US', symbol, known: null, from: '', to: '', limit: 0 },
    recordedSec(files),
  )
}

export const fromSec = (company: {
  symbol: string
  cik: number
}): Promise<ProviderResult<StatementsAnswer>> => statementsFrom(company.symbol, filesOf(company))

/**
 * Marvell's submissions were not recorded. So its name comes from the ticker list, and its filings
 * are linked by their index pages.
 */
export const marvell = (): StatementsAnswer => {
  const rows = tickerRows(jsonOf('sec/company_tickers.json'))
  const row = rows.ok ? rows.data.find(({ ticker }) => ticker === MRVL.symbol) : undefined
  const companyFacts = companyFactsSchema.parse(jsonOf(factsFile(MRVL)))
  if (row?.cik !== MRVL.cik || companyFacts.cik !== MRVL.cik)
    throw new Error('the recorded facts are not those of Marvell')
  const facts = toFacts({ companyFacts, documents: new Map(), fiscalYearEnd: null })
  if (!facts.ok) throw new Error(`companyfacts of Marvell: ${facts.field}`)
  const known = knownInstrument(row)
  const instrument = {
    id: `US:${known.symbol}`,
    ...known,
    exchange: null,
    industry: null,
    fiscal_year_end: null,
  }
  return { instrument, facts: facts.data, sources: [], recorded: null }
}
