/**
 * A row of a universe: a company or a share that was there, as one source says. Lists of an
 * exchange have a row a security; the data sets of the SEC a row a company, with the day from which
 * it is known. Pure.
 */

/**
 * `share`: ordinary shares of the company. `receipt`: depositary receipts, and shares of a company
 * that is listed elsewhere first. `no_shares`: it files reports and has no shares of its own, as a
 * subsidiary with bonds. `reit` and `fund` are units that are traded like shares.
 */
export const LISTING_KINDS = [
  'share',
  'reit',
  'fund',
  'preferred',
  'receipt',
  'no_shares',
  'other',
] as const
export type ListingKind = (typeof LISTING_KINDS)[number]

export interface Listing {
  /** The company as frames name it: `CIK0000320193` in the US, the canonical symbol elsewhere. */
  company: string
  /** Canonical symbol; null where the source gives no code of the day. */
  symbol: string | null
  kind: ListingKind
  names: { en?: string | undefined; zh?: string | undefined; ja?: string | undefined }
  exchange: string | null
  /** The scheme of the industry: `SIC`, `nasdaq`, `tushare`, `TSE33` ... */
  scheme: string | null
  industry_code: string | null
  /** The industry's name as the scheme has it. */
  industry: string | null
  listed_on: string | null
  delisted_on: string | null
  former_name: string | null
  /** MM-DD, the end of the company's fiscal year. */
  fiscal_year_end: string | null
  /** Of a receipt: ordinary shares for one of it. */
  receipt_ratio: string | null
  /** RFC 3339, from when this row was known; null: from the day of the list. */
  known_at: string | null
}
