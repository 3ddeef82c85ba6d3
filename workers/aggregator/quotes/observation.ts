/** How a quote is given to its cell, and what the cell answers. */
import type { Decision } from './accept.ts'
import type { Observed, Quote } from './freshness.ts'

export interface Observation {
  quote: Quote
  /** The source of the quote: the id of a provider, or the writer of a pushed quote. */
  source: string
  /** Milliseconds from asking the provider to handing the quote over; 0 for a pushed quote. */
  elapsed_ms: number
  /**
   * When the provider was asked, by the asker's clock (epoch milliseconds); null for a pushed
   * quote.
   */
  sent_at: number | null
  asked: boolean
}

export interface Acceptance {
  outcome: Decision['outcome']
  reason: string | null
  detail: string | null
  /** The quote that must reach the database, with its key; null when there is none. */
  pending: { key: string; observed: Observed } | null
}

/**
 * Returns when the quote was observed, on the cell's clock. The elapsed milliseconds do not include
 * the time from the asker to the cell. The asker's clock includes it, but may be wrong. The earlier
 * of the two times never makes a price look younger than it is.
 */
export const observedAt = (
  { elapsed_ms, sent_at }: Pick<Observation, 'elapsed_ms' | 'sent_at'>,
  now: number,
): number => {
  const byDuration = now - Math.max(0, elapsed_ms)
  return sent_at === null ? byDuration : Math.min(byDuration, sent_at)
}

/** Returns the observation of a quote that arrives at `now`. */
export const observedOf = (observation: Observation, now: number): Observed => ({
  quote: observation.quote,
  source: observation.source,
  asked: observation.asked,
  observed_at: observedAt(observation, now),
})

/** The quote that the providers gave for one instrument, or the reason why there is no price. */
export type QuoteOutcome =
  | { ok: true; quote: Quote; source: string; asked_at: number }
  | { ok: false; reason: string; detail: string }

/**
 * The message of the market's refresher to a cell. `written`: the database already has the quote.
 */
export type RefreshResult =
  | { ok: true; observation: Observation; written: boolean }
  | { ok: false; reason: string; detail: string }

/** Returns the answer of a provider in the form in which it is handed over at `now`. */
export const observationOf = (
  { quote, source, asked_at }: Extract<QuoteOutcome, { ok: true }>,
  now: number,
): Observation => ({
  quote,
  source,
  sent_at: asked_at,
  asked: true,
  elapsed_ms: now - asked_at,
})
