/** How a quote is handed to its cell, and what the cell says of it. */
import type { QuoteOutcome } from './market/ask-quotes.ts'
import type { Observed, Quote } from './freshness.ts'

export interface Taking {
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

export interface Taken {
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
  { elapsed_ms, sent_at }: Pick<Taking, 'elapsed_ms' | 'sent_at'>,
  now: number,
): number => {
  const byDuration = now - Math.max(0, elapsed_ms)
  return sent_at === null ? byDuration : Math.min(byDuration, sent_at)
}

/** What a provider gave, as it is handed over now. */
export const takingOf = (
  { quote, source, asked_at }: Extract<QuoteOutcome, { ok: true }>,
  now: number,
): Taking => ({
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
export type Told = { interval_ms: number } & (
  | { ok: true; taking: Taking }
  | { ok: false; reason: string; detail: string }
)

export const toldOf = (outcome: QuoteOutcome, interval_ms: number, now: number): Told =>
  outcome.ok
    ? { ok: true, taking: takingOf(outcome, now), interval_ms }
    : { ...outcome, interval_ms }
