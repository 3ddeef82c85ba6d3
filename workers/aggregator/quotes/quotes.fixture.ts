/** Quotes for tests and measurements. */
import type { Quote } from './freshness.ts'
import type { QuoteRow } from './store/quote-store.ts'

export const quoteRow = (change: Partial<QuoteRow> = {}): QuoteRow => ({
  instrument: 'US:AAPL',
  quoted_at: '2026-11-20T15:00:00.000Z',
  observed_at: '2026-11-20T15:00:00.500Z',
  source: 'yahoo',
  price: '100',
  currency: 'USD',
  open: null,
  high: null,
  low: null,
  previous_close: null,
  volume: '1000',
  turnover: null,
  delay_kind: 'realtime',
  delay_minutes: null,
  ...change,
})

/** A live quote as a provider gives it. */
export const liveQuote = (change: Partial<Quote> = {}): Quote => ({
  price: '100',
  currency: 'USD',
  open: null,
  high: null,
  low: null,
  previous_close: null,
  change: null,
  change_fraction: null,
  volume: null,
  turnover: null,
  quoted_at: '2026-11-24T15:00:00.000Z',
  delay: { kind: 'realtime' },
  ...change,
})
