/** Quotes for tests and measurements. */
import type { QuoteRow } from './quote-store.ts'

export const quoteRow = (change: Partial<QuoteRow> = {}): QuoteRow => ({
  ...{ instrument: 'US:AAPL', quoted_at: '2026-11-20T15:00:00.000Z', observed_at: '2026-11-20T15:00:00.500Z', source: 'yahoo', price: '100' },
  ...{ currency: 'USD', open: null, high: null, low: null, previous_close: null, volume: '1000', turnover: null, delay_kind: 'realtime', delay_minutes: null },
  ...change,
})
