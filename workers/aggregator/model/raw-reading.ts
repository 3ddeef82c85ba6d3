/** One reading of a provider: what was asked about what, and every answer heard for it. */
import type { Dataset, Market, ProviderId } from '#shared/names.ts'
import type { ProviderNames } from './company-reading.ts'
import type { CompanyQuery, FxQuery } from './provider.ts'
import type { HeardAnswer } from './tape.ts'

/** What the adapter was asked, and by which names the answer was checked. */
export type ReadingQuestion =
  | { about: 'company'; query: CompanyQuery; named: ProviderNames }
  | { about: 'rate'; market: Market; query: FxQuery }

export interface ReadingIdentity {
  provider: ProviderId
  dataset: Dataset
  /** MARKET:SYMBOL, or FX:TO/FROM for an exchange rate. */
  instrument: string
}

export interface RawReading extends ReadingIdentity {
  /** The adapter's clock stood at this moment while it asked and mapped. */
  askedAt: Date
  question: ReadingQuestion
  /** What the adapter recalled from earlier calls, by name. */
  recalled: Record<string, string>
  heard: HeardAnswer[]
}
