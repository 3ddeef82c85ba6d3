/** Invented live prices for tests of the page's models. */
import type { LiveQuote } from './live-quote.ts'

/** The cell's clock when a test begins. */
export const CELL_START = Date.parse('2026-11-24T15:00:00.000Z')
export const cellTime = (ms: number): string => new Date(CELL_START + ms).toISOString()

/** `observed`, `quoted`: ms since the test began, on the cell's clock. */
export const liveQuote = ({
  observed = 0,
  quoted = observed,
  ...rest
}: { observed?: number; quoted?: number } & Partial<LiveQuote> = {}): LiveQuote => ({
  instrument: 'US:AAPL',
  price: '189.32',
  currency: 'USD',
  open: '188.10',
  high: '190.02',
  low: '187.55',
  previous_close: '187.99',
  change: '1.33',
  change_percent: '0.7075',
  volume: '31250000',
  source: 'yahoo',
  delay: { kind: 'realtime' },
  session: 'open',
  quoted_at: cellTime(quoted),
  observed_at: cellTime(observed),
  age_seconds: 0,
  max_age_seconds: 30,
  expires_in_seconds: 30,
  flags: [],
  ...rest,
})
