import { describe, expect, it } from 'vitest'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import { aged } from './realtime-answer.ts'

const quote = (change: Partial<RealTimeQuoteResponse> = {}): RealTimeQuoteResponse => ({
  instrument: 'US:AAPL',
  price: '100',
  currency: 'USD',
  open: null,
  high: null,
  low: null,
  previous_close: null,
  change: null,
  change_percent: null,
  volume: null,
  source: 'test',
  delay: { kind: 'realtime' },
  quoted_at: '2026-11-24T15:00:00.000Z',
  session: 'open',
  observed_at: '2026-11-24T15:00:00.000Z',
  age_seconds: 28.5,
  max_age_seconds: 30,
  expires_in_seconds: 1.5,
  flags: ['outside_range'],
  ...change,
})

describe('a price that waited for the others of its batch', () => {
  it('is older by that time, and keeps the rest', () => {
    expect(aged(quote(), 0)).toEqual({ ok: true, data: quote() })
    expect(aged(quote(), 1_250)).toEqual({
      ok: true,
      data: quote({ age_seconds: 29.75, expires_in_seconds: 0.25 }),
    })
    expect(aged(quote(), 1_500)).toMatchObject({
      ok: true,
      data: { age_seconds: 30, expires_in_seconds: 0 },
    })
  })
  it('is not passed on when it has become too old, by a millisecond too', () => {
    const late = aged(quote(), 1_501)
    expect(late).toMatchObject({ ok: false, reason: 'quote_expired', age_seconds: 30.001 })
    expect(JSON.stringify(late)).not.toContain('price')
  })
  it('is not passed on when the clock was set back meanwhile', () => {
    const unknown = aged(quote(), Number.POSITIVE_INFINITY)
    expect(unknown).toMatchObject({ ok: false, reason: 'quote_expired' })
    expect(unknown).not.toHaveProperty('age_seconds')
  })
})
