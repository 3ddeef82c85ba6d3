/** How a quote is handed to its cell, and what the cell answers. */
import type { Decision, Observed, Quote } from './freshness.ts'

export interface Observation {
  quote: Quote
  /** Who gave it: a provider's id, or the writer of a pushed quote. */
  source: string
  /** Milliseconds from asking the provider to handing it over; 0 for a quote that was pushed. */
  elapsed_ms: number
  /**
   * When the provider was asked, by the asker's clock (epoch milliseconds); null for a quote that
   * was pushed.
   */
  sent_at: number | null
  asked: boolean
}

export interface Acceptance {
  outcome: Decision['outcome']
  reason: string | null
  detail: string | null
  /** What is to reach the database, with its key; null when there is nothing. */
  pending: { key: string; observed: Observed } | null
}

/**
 * When it was observed, on the cell's clock. The way from the asker to the cell takes time that the
 * elapsed milliseconds do not include; the asker's clock includes it, but may be off. The earlier of
 * the two never makes a price younger than it is.
 */
export const observedAt = (
  { elapsed_ms, sent_at }: Pick<Observation, 'elapsed_ms' | 'sent_at'>,
  now: number,
): number => {
  const byDuration = now - Math.max(0, elapsed_ms)
  return sent_at === null ? byDuration : Math.min(byDuration, sent_at)
}

/** The observation of a quote that arrives at `now`. */
export const observedOf = (observation: Observation, now: number): Observed => ({
  quote: observation.quote,
  source: observation.source,
  asked: observation.asked,
  observed_at: observedAt(observation, now),
})

/** What the providers gave for one instrument when they were asked, or why there is no price. */
export type QuoteOutcome =
  | { ok: true; quote: Quote; source: string; asked_at: number }
  | { ok: false; reason: string; detail: string }

/**
 * What the market's refresher tells a cell. `written`: the database has the quote already.
 */
export type RefreshResult =
  | { ok: true; observation: Observation; written: boolean }
  | { ok: false; reason: string; detail: string }

/** What a provider gave, as it is handed over at `now`. */
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
