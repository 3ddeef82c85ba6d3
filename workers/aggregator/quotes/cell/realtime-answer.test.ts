import { describe, expect, it } from 'vitest'
import type { RealTimeQuoteResponse } from '#shared/contracts/quotes.ts'
import type { Quote, QuoteReading } from '../freshness.ts'
import { aged, realtimeAnswer } from './realtime-answer.ts'

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

const held: Quote = {
  price: '110',
  currency: 'USD',
  quoted_at: '2026-11-24T15:00:00.000Z',
  open: null,
  high: null,
  low: null,
  previous_close: '100',
  change: null,
  change_fraction: null,
  volume: null,
  turnover: null,
  delay: { kind: 'realtime' },
}
const answered = (
  reading: QuoteReading,
  listing: { listed: boolean; as_of: string } | null = null,
) =>
  realtimeAnswer({
    instrument: 'US:AAPL',
    reading,
    max_age_seconds: 30,
    session: () => 'open',
    listing: () => listing,
  })
const percentOf = (change: Partial<Quote>) => {
  const observed = { quote: { ...held, ...change }, source: 'test', observed_at: 0, asked: true }
  const answer = answered({ state: 'fresh', observed, age_ms: 0, expires_in_ms: 1 })
  return answer.ok ? answer.data.change_percent : null
}
const failure = { at: 0, reason: 'timeout', detail: 'no answer' }

describe('the change of a price', () => {
  it.each([
    [{}, '10'],
    [{ price: '100' }, '0'],
    [{ price: '99.99' }, '-0.01'],
    [{ previous_close: '3' }, '3566.6667'],
    [{ change_fraction: '0.0123456' }, '1.23456'],
    [{ change_fraction: '0', previous_close: null }, '0'],
    [{ previous_close: null }, null],
  ])('of %j is %s percent', (change, percent) => {
    expect(percentOf(change)).toBe(percent)
  })
})

describe('without a price', () => {
  it('an instrument that its list lacks is unknown, and one of which nothing came in is missing', () => {
    const missing: QuoteReading = { state: 'missing', failure: null }
    const of = (listing: { listed: boolean; as_of: string } | null) => answered(missing, listing)
    expect(of({ listed: false, as_of: '2026-11-01' })).toMatchObject({
      reason: 'unknown_symbol',
      detail: expect.stringContaining('2026-11-01'),
    })
    expect(of({ listed: true, as_of: '2026-11-01' })).toMatchObject({ reason: 'quote_missing' })
    expect(of(null)).toMatchObject({
      reason: 'quote_missing',
      detail: expect.stringMatching(/taken in\.$/),
    })
    expect(answered({ state: 'missing', failure })).toMatchObject({
      detail: expect.stringContaining('The last refresh failed: timeout, no answer.'),
    })
  })
  it('it is told how old the price is, and nothing when the clock was set back', () => {
    const expired = { state: 'expired', age_ms: 31_500, quote_age_ms: 40_000, failure } as const
    const told = answered(expired)
    expect(told).toMatchObject({ reason: 'quote_expired', age_seconds: 31.5 })
    expect(told).toMatchObject({
      detail: expect.stringMatching(/31\.5 s old.*40 s old.*30 s were asked for.*timeout/),
    })
    expect(JSON.stringify(told)).not.toContain('110')
    const unknown = answered({ ...expired, age_ms: null, quote_age_ms: null, failure: null })
    expect(unknown).not.toHaveProperty('age_seconds')
    expect(unknown).toMatchObject({ detail: expect.stringContaining('of unknown age') })
  })
})
