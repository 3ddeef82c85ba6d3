/**
 * What a provider is: what it says of itself, the datasets it has in each market, and how one may
 * fail.
 */
import type { Statement, ConceptId } from '#shared/concepts.ts'
import type { Delay } from '#shared/datasets/quote.ts'
import type { Found } from '#shared/datasets/instrument.ts'
import type { ItemDataset, Market, ProviderId } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Basis, Fact } from '#shared/contracts/facts.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'

export const PROVIDER_FAILURES = [
  'auth',
  'plan',
  'rate_limit',
  'not_found',
  'empty',
  'bad_request',
  'transient',
  'malformed',
  'wrong_instrument',
  'timeout',
  'unreachable',
] as const
export type ProviderFailureReason = (typeof PROVIDER_FAILURES)[number]

/** `detail` names the field at fault or the status; never a key, never a body. */
export interface ProviderFailure {
  ok: false
  reason: ProviderFailureReason
  detail: string
  retry_after_seconds?: number
}
export type ProviderResult<T> = { ok: true; data: T } | ProviderFailure

/** A fact as an adapter makes it: everything but what the store adds. */
export interface NewFact extends Omit<Fact, 'id' | 'retrieved_at' | 'concept' | 'basis'> {
  concept: ConceptId
  basis: Basis
  /** Index into `sources` of the answer it was read from. */
  source: number | null
}

/** A raw answer, kept so that facts can be rebuilt. `url` is without the key. */
export interface RawAnswer {
  url: string
  body: Uint8Array
}

export interface StatementsAnswer extends NamedAnswer {
  instrument: Instrument
  facts: NewFact[]
  sources: RawAnswer[]
  /** Set by the `recorded` provider. */
  recorded: { original_provider: string; recorded_at: string; note: string } | null
}

/**
 * Whom an answer says it is about, in canonical form. Null where the answer does not say; what it
 * says must fit the instrument asked for, else the answer is refused as `wrong_instrument` (checked
 * in one place, for all providers).
 */
export interface Subject {
  /** Canonical symbol, read back from the answer. */
  symbol: string | null
  name: string | null
  /** Currency of the prices; null for datasets without prices. */
  currency: string | null
  /** Numbers of the company that the answer states (cik, isin, lei). */
  identifiers?: Record<string, string>
}

/** Set by the checks: what becomes of the name an answer gives. */
export interface NamedAnswer {
  naming?: {
    /** `new`: it takes the place of all names known; `older`: it takes the place of none. */
    is: 'fits' | 'new' | 'older'
    /**
     * The name as one stated together with the symbol; null when the answer does not state both.
     */
    stated: string | null
  }
}

/** One item with where and when it comes from. */
export interface NewItem<D extends ItemDataset> {
  /**
   * Names the item among those of this provider and dataset: a date, an id, a URL. A changed item
   * keeps its key.
   */
  key: string
  item: ItemOf<D>
  /** From when anyone could know it. */
  known_at: string
  /** Where a person can read it. */
  source_url: string
  /** Index into `sources`. */
  source: number | null
}

export interface ItemsAnswer<D extends ItemDataset> extends NamedAnswer {
  subject: Subject
  items: NewItem<D>[]
  sources: RawAnswer[]
}

/** An instrument a provider knows by symbol, for search and identity. */
export interface KnownInstrument {
  market: Market
  symbol: string
  name: string
  names: Instrument['names']
  identifiers: Record<string, string>
}

/** What the shipped lists say of a market, and of one symbol in it. */
export interface ShippedListing {
  /** Symbols of this market that are recorded. */
  recorded: readonly string[]
  /**
   * Whether the shipped list of tickers has it, and the list's date; null for a market without such
   * a list.
   */
  tickers: { listed: boolean; as_of: string } | null
}

export interface ProviderContext {
  requestId: string
  /** Takes the place of the global fetch in tests. */
  fetch: typeof fetch
  now(): Date
  /** The provider's key; null when none is set, which a provider with a key is never asked with. */
  key: string | null
  /**
   * Takes one more call from the provider's budget, for a redirect; false when none is left. Absent
   * where nobody counts.
   */
  spend?(): Promise<boolean>
  /** Longest one upstream call may take, milliseconds. */
  timeoutMs: number
  /** `Name mail@domain`, for the authorities that ask who calls. */
  contact: string
  /**
   * What a provider wants to remember between calls: a session, an id it gives to a company. Lost
   * without harm.
   */
  memory: ProviderMemory
  /**
   * Takes the place of a timer in tests: a pause between the calls of one fetch, for a provider
   * that allows one a second.
   */
  wait?(ms: number): Promise<void>
}

export interface ProviderMemory {
  get(name: string): Promise<string | null>
  put(name: string, value: string, seconds: number): Promise<void>
}

export interface CompanyQuery {
  market: Market
  /** Canonical symbol. */
  symbol: string
  /**
   * What is known of the instrument, its identifiers among it (cik, org_id); null when nothing is.
   */
  known: Instrument | null
  /** First and last day wanted, of bars, news, filings, actions. The provider may give more. */
  from: string
  to: string
  /** Items wanted at most, newest first; a hint. */
  limit: number
}

export interface SearchQuery {
  /** As typed, trimmed: a code, a variant spelling, a name in English, Chinese or Japanese. */
  text: string
  market: Market
}

export interface FxQuery {
  from: string
  to: string
}

/** One dataset of a provider. */
export interface Capability<Query, Answer> {
  markets: readonly Market[]
  /**
   * Upstream calls one fetch makes, at most: taken from the provider's budget beforehand, and
   * printed by the bench.
   */
  calls: number
  fetch(query: Query, context: ProviderContext): Promise<ProviderResult<Answer>>
}

export type ItemsCapability<D extends ItemDataset> = Capability<CompanyQuery, ItemsAnswer<D>>

export interface StatementsCapability extends Capability<CompanyQuery, StatementsAnswer> {
  /**
   * The statements it has lines of, by market; a provider of key figures alone has fewer than
   * three.
   */
  parts: Partial<Record<Market, readonly Exclude<Statement, 'shares'>[]>>
}

export interface BatchQuotes {
  /** Symbols one upstream call may name. */
  size: number
  /** What a call that names so many takes of the provider's budget, where that is more than one. */
  cost?(symbols: number): number
  /**
   * Quotes by canonical symbol; a symbol that is missing from the answer has none. One upstream
   * call.
   */
  fetch(
    market: Market,
    symbols: readonly string[],
    context: ProviderContext,
  ): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>>
}

/** Datasets that are asked for in a way of their own. */
interface OwnCapabilities {
  instrument: Capability<SearchQuery, Found[]>
  statements: StatementsCapability
  /** One item. `batch` where one call may name several instruments. */
  quote: ItemsCapability<'quote'> & { batch?: BatchQuotes }
  fx: Capability<FxQuery, { rate: ItemOf<'fx'>; source_url: string; sources: RawAnswer[] }>
}

/** The datasets a provider has. Records of one company (bars: one item a series) unless it says so. */
export type Datasets = {
  [D in Exclude<ItemDataset, keyof OwnCapabilities>]?: ItemsCapability<D>
} & Partial<OwnCapabilities>

/** What a provider's terms allow, as its own pages say; `unstated` where no terms are published. */
export interface Terms {
  /**
   * public_disclosure: an authority's or exchange's public filings; personal: for the key's or
   * machine's owner alone.
   */
  kind: 'public_disclosure' | 'personal' | 'unstated'
  /** May figures be kept in a database for later reads? */
  store: boolean
  /** May they be shown to others than the key's owner? */
  redistribute: boolean
  note: string
}

export interface Declaration {
  id: ProviderId
  name: string
  /** Where a person reads about it. */
  home: string
  /** The secret that holds the key, and where to get one; null for a keyless provider. */
  key: { variable: `${string}_API_KEY` | `${string}_TOKEN`; signup: string; free: boolean } | null
  /**
   * Calls in a period that its limits allow one key (or one client, where there is no key). The
   * configuration may set less.
   */
  budget: readonly { calls: number; per_seconds: number }[]
  /** How late its prices are, by market; markets without prices are left out. */
  delay: Partial<Record<Market, Delay>>
  terms: Terms
  /** The cheapest call that tells whether it is there and the key is good, for `npm run doctor`. */
  probe: { dataset: Exclude<keyof Datasets, 'fx' | 'instrument'>; market: Market; symbol: string }
}

export interface Provider extends Declaration {
  datasets: Datasets
}
