/** Which price a cell shows, and for how long. */
import { describe, expect, it } from 'vitest'
import { observed, quoted, rule, T0, taken } from './cell-states.fixture.ts'
import { EMPTY, noteFailure, noticeClock, read } from './freshness.ts'

describe('reading', () => {
  const cell = taken(EMPTY, observed(T0), T0)
  it('a provider that answers after 20 s with a price of its request time: age counts from the request', () => {
    const late = taken(EMPTY, observed(T0, { observed_at: T0 }), T0 + 20_000)
    expect(read(late, rule(19_999), T0 + 20_000)).toMatchObject({
      state: 'expired',
      age_ms: 20_000,
    })
    expect(read(late, rule(20_000), T0 + 20_000)).toMatchObject({ state: 'fresh', age_ms: 20_000 })
  })
  it('is fresh to the last millisecond and holds no price after it', () => {
    expect(read(cell, rule(30_000), T0 + 30_000).state).toBe('fresh')
    const expired = read(cell, rule(30_000), T0 + 30_001)
    expect(expired).toMatchObject({ state: 'expired', age_ms: 30_001 })
    expect(JSON.stringify(expired)).not.toContain('price')
  })
  it('expires by whichever bound comes first', () => {
    const delayed = taken(EMPTY, observed(T0, { quote: quoted(T0 - 16_000) }), T0)
    expect(read(delayed, rule(60_000, 60_000), T0 + 1_000)).toMatchObject({
      age_ms: 1_000,
      expires_in_ms: 43_000,
    })
    expect(read(delayed, rule(10_000, 60_000), T0 + 1_000)).toMatchObject({ expires_in_ms: 9_000 })
  })
  it('bounds the exchange time too when that is asked for', () => {
    const delayed = taken(EMPTY, observed(T0, { quote: quoted(T0 - 900_000) }), T0)
    expect(read(delayed, rule(30_000), T0).state).toBe('fresh')
    expect(read(delayed, rule(30_000, 60_000), T0)).toMatchObject({
      state: 'expired',
      quote_age_ms: 900_000,
    })
  })
  it('an empty cell is missing, with why', () => {
    expect(
      read(noteFailure(EMPTY, { at: T0, reason: 'timeout', detail: 'd' }), rule(1), T0),
    ).toMatchObject({
      state: 'missing',
      failure: { reason: 'timeout' },
    })
  })
})

describe('a failed refresh', () => {
  it('is kept until a provider answers', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const failed = noteFailure(cell, { at: T0 + 10_000, reason: 'timeout', detail: 'd' })
    expect(read(failed, rule(1), T0 + 11_000)).toMatchObject({
      state: 'expired',
      failure: { reason: 'timeout' },
    })
    expect(
      taken(failed, observed(T0, { observed_at: T0 + 12_000 }), T0 + 12_000).failure,
    ).toBeNull()
  })
})

describe('a clock that is set back', () => {
  const cell = taken(EMPTY, observed(T0), T0)
  it.each([1, 1_000, 60_000, 3_600_000, 86_400_000])(
    'by %i ms: how old the price is is not known, and it is not shown',
    (back) => {
      expect(read(cell, rule(86_400_000), T0 - back)).toMatchObject({
        state: 'expired',
        age_ms: null,
      })
      // Also when the clock has come to the same time again: it is older than it seems.
      const noticed = noticeClock(cell, T0 - back)
      expect(read(noticed, rule(86_400_000), T0 + 1)).toMatchObject({
        state: 'expired',
        age_ms: null,
      })
      expect(noticeClock(noticed, T0 - back)).toBe(noticed)
    },
  )
  it('is over with the next observation, of the same exchange time too, but not with a push of it', () => {
    const now = T0 - 2_000
    const pushed = taken(cell, observed(T0, { observed_at: now, asked: false }), now)
    expect(read(pushed, rule(1_000), now).state).toBe('expired')
    const asked = taken(cell, observed(T0, { observed_at: now }), now)
    expect(read(asked, rule(1_000), now)).toMatchObject({ state: 'fresh', age_ms: 0 })
    expect(read(asked, rule(1_000), now + 1_001).state).toBe('expired')
  })
  it('makes the exchange’s time unknown too, beyond what clocks differ by', () => {
    const ahead = { ...cell, newest: observed(T0 + 5_001, { observed_at: T0 }) }
    expect(read(ahead, rule(1_000), T0).state).toBe('fresh')
    expect(read(ahead, rule(1_000, 1_000), T0)).toMatchObject({
      state: 'expired',
      quote_age_ms: null,
    })
  })
})
