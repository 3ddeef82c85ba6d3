/** Observed quotes, cells that accepted them, and rules for reading them, for tests. */
import { accept } from './accept.ts'
import type { Cell, Observed, Quote, ReadRule } from './freshness.ts'
import { liveQuote } from './quotes.fixture.ts'

export const T0 = Date.parse('2026-11-24T15:00:00.000Z')
export const quoted = (at: number, price = '100', currency = 'USD'): Quote =>
  liveQuote({ price, currency, quoted_at: new Date(at).toISOString() })
export const observed = (at: number, change: Partial<Observed> = {}): Observed => ({
  quote: quoted(at),
  source: 'yahoo',
  observed_at: at,
  asked: true,
  ...change,
})
export const rule = (max_age_ms: number, max_quote_age_ms: number | null = null): ReadRule => ({
  max_age_ms,
  max_quote_age_ms,
})
export const taken = (cell: Cell, given: Observed, now: number): Cell =>
  accept(cell, given, now).cell
