/** What the database holds of one company, as one read returns it. */
import type { Fact } from '#shared/contracts/facts.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'

/**
 * By provider: the name it gives an instrument in answers that state its symbol, and when it last
 * did.
 */
export type ProviderNames = Record<string, { name: string; at: string }>

export interface Recorded {
  original_provider: string
  recorded_at: string
  note: string
}

/** The last time that one provider was asked, and the result. Instants are RFC 3339 text. */
export interface StoredFetch {
  provider: string
  outcome: 'served' | 'failed' | 'not_found'
  reason: string | null
  detail: string | null
  asked_at: string
  /** When the provider last served, even if it has failed since; null when it never has. */
  served_at: string | null
  /** How many records or figures of the answer that was last served were left out of it. */
  left_out?: number
  /** The time before which the provider must not be asked again. */
  retry_at: string | null
  recorded: Recorded | null
}

/** A fetch that is to be stored. */
export interface NewFetch extends Omit<StoredFetch, 'asked_at' | 'served_at' | 'retry_at'> {
  askedAt: Date
  retryAt: Date | null
}

export interface CompanyReading {
  /** Null when nothing was ever stored of the instrument. */
  instrument: Instrument | null
  named: ProviderNames
  /** One for each (concept, period, basis), newest period first within a concept. */
  facts: Fact[]
  /** What other providers say of the same company, to check the agreement between providers. */
  others: Fact[]
  /** Splits among the stored dividends and splits; null when those were never read. */
  splits: StoredSplit[] | null
  fetches: StoredFetch[]
}

export interface StoredSplit {
  id: string
  key: string
  provider: string
  ex_date: string
  /** The number of shares after the split for one share before it. */
  ratio: string
  source_url: string
  retrieved_at: string
}
