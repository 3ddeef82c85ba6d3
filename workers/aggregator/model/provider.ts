/**
 * The types of a provider: its declaration, the datasets it has in each market, and how a dataset
 * can fail.
 */
import type { Statement, ConceptId } from '#shared/concepts.ts'
import type { Delay } from '#shared/datasets/quote.ts'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemDataset, Market, ProviderId } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Basis, Fact } from '#shared/contracts/facts.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { BulkCapabilities } from './bulk.ts'
import type { RawReading } from './raw-reading.ts'
import type { Tape } from './tape.ts'

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

/** `detail` names the faulty field or the status. It never holds a key or a response body. */
export interface ProviderFailure {
  ok: false
  reason: ProviderFailureReason
  detail: string
  retry_after_seconds?: number
  /** The last day of the report that could not be read, where it is known. */
  report_end?: string
}
/**
 * `unread` names the reports, records or figures of an answer that could not be read, or were too
 * long, and were left out: one odd old report does not cost a company all others.
 */
export type ProviderResult<T> =
  | { ok: true; data: T; unread?: readonly string[] | undefined }
  | ProviderFailure

/** A fact as an adapter makes it: everything except what the store adds. */
export interface NewFact extends Omit<Fact, 'id' | 'retrieved_at' | 'concept' | 'basis'> {
  concept: ConceptId
  basis: Basis
  /** The index in `sources` of the answer that the fact was read from. */
  source: number | null
}

/** A raw answer, kept so that facts can be rebuilt. `url` does not contain the key. */
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
 * The company or instrument that an answer says it is about, in canonical form. A field is null
 * where the answer does not say. What the answer says must fit the instrument asked for; otherwise
 * it is refused as `wrong_instrument` (checked in one place for all providers).
 */
export interface Subject {
  /** Canonical symbol, read back from the answer. */
  symbol: string | null
  name: string | null
  /** Currency of the prices; null for datasets without prices. */
  currency: string | null
  /** Identifiers of the company that the answer states (cik, isin, lei). */
  identifiers?: Record<string, string>
}

/** Set after the adapter has answered: what is known of the answer as a whole. */
export interface NamedAnswer {
  /** What was asked and heard; absent where nothing was heard or it is not kept. */
  reading?: RawReading
  /** Set by the checks: how the name in the answer relates to the known names. */
  naming?: {
    /** `new`: the name replaces all known names; `older`: it replaces none. */
    is: 'fits' | 'new' | 'older'
    /** The name when the answer states it together with the symbol; otherwise null. */
    stated: string | null
  }
}

/** One item with its source and the time from which it is known. */
export interface NewItem<D extends ItemDataset> {
  /**
   * Identifies the item among those of this provider and dataset: a date, an id, a URL. A changed
   * item keeps its key.
   */
  key: string
  item: ItemOf<D>
  /** The time from which anyone could know it. */
  known_at: string
  /** The address where a person can read it. */
  source_url: string
  /** The index in `sources` of the answer that the item was read from. */
  source: number | null
}

export interface ItemsAnswer<D extends ItemDataset> extends NamedAnswer {
  subject: Subject
  items: NewItem<D>[]
  sources: RawAnswer[]
}

/** An instrument that a provider knows by its symbol, for search and identity. */
export interface KnownInstrument {
  market: Market
  symbol: string
  name: string
  names: Instrument['names']
  identifiers: Record<string, string>
}

/** What the shipped lists say of a market, and of one symbol in it. */
export interface ShippedListing {
  /** The symbols of this market whose statements are recorded. */
  recorded: readonly string[]
  /**
   * Whether the shipped list of tickers holds the symbol, and the list's date; null for a market
   * without such a list.
   */
  tickers: { listed: boolean; as_of: string } | null
}

export interface ProviderContext {
  requestId: string
  /** Replaces the global fetch in tests. */
  fetch: typeof fetch
  now(): Date
  /**
   * The provider's key; null when none is set. A provider that needs a key is never asked without
   * one.
   */
  key: string | null
  /**
   * Takes one more call from the provider's budget, for a redirect; false when none is left. Absent
   * where calls are not counted.
   */
  spend?(): Promise<boolean>
  /** The longest time that one upstream call may take, in milliseconds. */
  timeoutMs: number
  /** `Name mail@domain`, for authorities that require callers to identify themselves. */
  contact: string
  /**
   * What a provider remembers between calls: a session, or its own id of a company. Losing it does
   * no harm.
   */
  memory: ProviderMemory
  /** Keeps or plays what the provider answers. */
  tape?: Tape
  /**
   * A pause between the calls of one fetch, for a provider that allows one call a second. Set only
   * in tests, in place of a timer.
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
   * What is known of the instrument, including its identifiers (cik, org_id); null when nothing is
   * known.
   */
  known: Instrument | null
  /** First and last day wanted, for bars, news, filings and actions. The provider may give more. */
  from: string
  to: string
  /** The largest number of items wanted, newest first; a hint. */
  limit: number
}

export interface SearchQuery {
  /**
   * The text as typed, trimmed: a code, a variant spelling, or a name in English, Chinese or
   * Japanese.
   */
  text: string
  market: Market
}

export interface FxQuery {
  from: string
  to: string
  /** The first day of a daily history that is wanted besides; absent when none is. */
  since?: string
}

export interface FxAnswer {
  rate: ItemOf<'fx'>
  /** One rate a day, oldest first, when a history was asked for. */
  history?: ItemOf<'fx'>[]
  source_url: string
  sources: RawAnswer[]
}

/** One dataset of a provider. */
export interface Capability<Query, Answer> {
  markets: readonly Market[]
  /**
   * The largest number of upstream calls that one fetch makes. They are taken from the provider's
   * budget beforehand, and the bench prints the number.
   */
  calls: number
  fetch(query: Query, context: ProviderContext): Promise<ProviderResult<Answer>>
}

export type ItemsCapability<D extends ItemDataset> = Capability<CompanyQuery, ItemsAnswer<D>>

export interface StatementsCapability extends Capability<CompanyQuery, StatementsAnswer> {
  /**
   * The statements of which it has lines, by market. A provider that has only key figures has fewer
   * than three.
   */
  parts: Partial<Record<Market, readonly Exclude<Statement, 'shares'>[]>>
}

export interface BatchQuotes {
  /** The largest number of symbols in one upstream call. */
  size: number
  /**
   * The calls that a request for so many symbols takes from the provider's budget, when that is
   * more than one.
   */
  cost?(symbols: number): number
  /**
   * Quotes by canonical symbol; a symbol that is missing from the answer has no quote. One upstream
   * call.
   */
  fetch(
    market: Market,
    symbols: readonly string[],
    context: ProviderContext,
  ): Promise<ProviderResult<Map<string, ItemOf<'quote'>>>>
}

/** Datasets that have a query of their own. */
interface OwnCapabilities {
  instrument: Capability<SearchQuery, FoundInstrument[]>
  statements: StatementsCapability
  /** One item. `batch` is present when one call may name several instruments. */
  quote: ItemsCapability<'quote'> & { batch?: BatchQuotes }
  /** `history` is true when it has the rates of each past day too. */
  fx: Capability<FxQuery, FxAnswer> & { history?: true }
}

/**
 * The datasets that a provider has. Each gives records of one company (bars: one item per series)
 * unless stated otherwise.
 */
export type Datasets = {
  [D in Exclude<ItemDataset, keyof OwnCapabilities>]?: ItemsCapability<D>
} & Partial<OwnCapabilities>

/** What a provider's terms allow, as its own pages say; `unstated` when it publishes no terms. */
export interface Terms {
  /**
   * public_disclosure: public filings of an authority or exchange; personal: only for the owner of
   * the key or the machine.
   */
  kind: 'public_disclosure' | 'personal' | 'unstated'
  /** Whether figures may be kept in a database for later reads. */
  store: boolean
  /** Whether figures may be shown to others than the key's owner. */
  redistribute: boolean
  note: string
}

export interface Declaration {
  id: ProviderId
  name: string
  /** The address where a person can read about the provider. */
  home: string
  /** The secret that holds the key, and where to get one; null for a provider without a key. */
  key: { variable: `${string}_API_KEY` | `${string}_TOKEN`; signup: string; free: boolean } | null
  /**
   * The number of calls per period that its limits allow one key (or one client, where there is no
   * key). The configuration may set less.
   */
  budget: readonly { calls: number; per_seconds: number }[]
  /** The delay of its prices, by market; markets without prices are left out. */
  delay: Partial<Record<Market, Delay>>
  terms: Terms
  /**
   * The cheapest call that shows whether the provider is reachable and the key is valid, for `npm
   * run doctor`; null for a provider that has whole markets only.
   */
  probe: {
    dataset: Exclude<keyof Datasets, 'fx' | 'instrument'>
    market: Market
    symbol: string
  } | null
}

export interface Provider extends Declaration {
  datasets: Datasets
  /** What it gives of whole markets. */
  bulk?: BulkCapabilities
}
