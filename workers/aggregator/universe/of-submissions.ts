/** The universe that submissions to the SEC make: one row a periodic report. Pure. */
import type { Listing } from './listing.ts'
import { industryOfSic } from './sic.ts'

export interface ReportOfCompany {
  cik: number
  name: string
  formerName: string | null
  sic: string | null
  /** MMDD. */
  fiscalYearEnd: string | null
  /** RFC 3339, from when the report could be known. */
  known_at: string
  /** The report has figures of shares: earnings per share, or a count of them. */
  hasShares: boolean
}

/** `CIK0000320193` */
export const companyOfCik = (cik: number): string => `CIK${String(cik).padStart(10, '0')}`

export const listingOf = (report: ReportOfCompany): Listing => ({
  company: companyOfCik(report.cik),
  symbol: null,
  kind: report.hasShares ? 'share' : 'no_shares',
  names: { en: report.name },
  exchange: null,
  scheme: report.sic === null ? null : 'SIC',
  industry_code: report.sic,
  industry: industryOfSic(report.sic),
  listed_on: null,
  delisted_on: null,
  former_name: report.formerName,
  fiscal_year_end: report.fiscalYearEnd?.replace(/^(..)(..)$/, '$1-$2') ?? null,
  receipt_ratio: null,
  known_at: report.known_at,
})
