/** How a quote is handed to its cell, and what the cell says of it. */
import type { QuoteOutcome } from './market/ask-quotes.ts'
import type { Observed, Quote } from './freshness.ts'

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
  outcome: 'stored' | 'unchanged' | 'older' | 'refused'
  reason: string | null
  detail: string | null
  /** What is to reach the database, with its key; null when there is nothing. */
  pending: { key: string; observed: Observed } | null
}

/**
 * When it was observed, on the cell's clock. The way from the asker to the cell takes time of which
 * the elapsed milliseconds know nothing; the asker's clock does, but may be off. The earlier of the
 * two never makes a price younger than it is.
 */
export const observedAt = (
  { elapsed_ms, sent_at }: Pick<Observation, 'elapsed_ms' | 'sent_at'>,
  now: number,
): number => {
  const byDuration = now - Math.max(0, elapsed_ms)
  return sent_at === null ? byDuration : Math.min(byDuration, sent_at)
}

/** What a provider gave, as it is handed over now. */
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

/**
 * What a cell that has asked is told: a quote, or why there is none; and how long to wait before it
 * asks again.
 */
export type RefreshResult = { interval_ms: number } & (
  | { ok: true; observation: Observation }
  | { ok: false; reason: string; detail: string }
)

export const refreshResultOf = (
  outcome: QuoteOutcome,
  interval_ms: number,
  now: number,
): RefreshResult =>
  outcome.ok
    ? { ok: true, observation: observationOf(outcome, now), interval_ms }
    : { ...outcome, interval_ms }
