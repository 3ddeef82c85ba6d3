/** Identifies a company from EDGAR's ticker list and submissions. Pure. */
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { edgarTicker, paddedCik, symbolOf } from '../../identity/edgar-ticker.ts'
import type { Subject } from '../../model/provider.ts'
import type { Submissions } from './raw.ts'

/** The subject that the submissions name: the symbol, if they list it, and the company's name. */
export const subjectOf = (symbol: string, submissions: Submissions): Subject => {
  const ticker = submissions.tickers.find((given) => edgarTicker(given) === edgarTicker(symbol))
  return {
    symbol: ticker === undefined ? null : symbolOf(ticker),
    name: submissions.name,
    currency: null,
  }
}

/** The page about a company. */
export const companyUrl = (cik: number): string =>
  `https://www.sec.gov/edgar/browse/?CIK=${paddedCik(cik)}`

/** `0926` -> `09-26`. */
export const yearEndOf = (submissions: Submissions): string | null => {
  const [, month, day] = /^(\d{2})(\d{2})$/.exec(submissions.fiscalYearEnd ?? '') ?? []
  return month && day ? `${month}-${day}` : null
}

export const instrumentOf = (symbol: string, submissions: Submissions): Instrument =>
  instrumentFor(
    { market: 'US', symbol },
    {
      name: submissions.name,
      names: { en: submissions.name },
      exchange:
        submissions.exchanges[
          submissions.tickers.findIndex((ticker) => edgarTicker(ticker) === edgarTicker(symbol))
        ] ?? null,
      industry: submissions.sicDescription || null,
      fiscal_year_end: yearEndOf(submissions),
      identifiers: {
        cik: paddedCik(submissions.cik),
        ...(submissions.sic && { sic: submissions.sic }),
      },
    },
  )

/** The primary document of each filing by accession number. */
export const documentsOf = (submissions: Submissions): Map<string, string> => {
  const { accessionNumber, primaryDocument } = submissions.filings.recent
  return new Map(
    accessionNumber.map((accession, index) => [accession, primaryDocument[index] ?? '']),
  )
}
