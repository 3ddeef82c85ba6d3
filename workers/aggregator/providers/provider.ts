/** What a provider of statements is, and how one may fail. */
import type { Basis, Fact } from '#shared/contracts/facts.ts'
import type { Instrument, Market } from '#shared/contracts/instrument.ts'
import type { ConceptId } from '#shared/concepts.ts'

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

/** A raw answer, kept so that facts can be rebuilt. */
export interface RawAnswer {
  url: string
  body: Uint8Array
}

export interface StatementsAnswer {
  instrument: Instrument
  facts: NewFact[]
  sources: RawAnswer[]
  /** Set by the `recorded` provider. */
  recorded: { original_provider: string; recorded_at: string; note: string } | null
}

/** An instrument a provider knows by symbol, for search and identity. */
export interface KnownInstrument {
  market: Market
  symbol: string
  name: string
  names: Instrument['names']
  identifiers: Record<string, string>
}

export interface ProviderContext {
  requestId: string
  /** Takes the place of the global fetch in tests. */
  fetch: typeof fetch
  now(): Date
}

export interface StatementsProvider {
  id: string
  markets: readonly Market[]
  /** All filed statements of one instrument, by its canonical symbol. */
  statements(market: Market, symbol: string, context: ProviderContext): Promise<ProviderResult<StatementsAnswer>>
}
