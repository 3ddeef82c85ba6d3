import { describe, expect, it } from 'vitest'
import { asOfInstant } from './as-of.ts'

const now = new Date('2026-11-22T12:00:00Z')

describe('asOfInstant', () => {
  it.each([
    ['US', '2025-01-15', '2025-01-16T04:59:59.999Z'],
    ['US', '2025-07-15', '2025-07-16T03:59:59.999Z'],
    // The clock goes forward on 2025-03-09 at 2:00: the day ends in summer time.
    ['US', '2025-03-08', '2025-03-09T04:59:59.999Z'],
    ['US', '2025-03-09', '2025-03-10T03:59:59.999Z'],
    ['US', '2025-11-02', '2025-11-03T04:59:59.999Z'],
    ['CN', '2025-07-15', '2025-07-15T15:59:59.999Z'],
    ['HK', '2025-07-15', '2025-07-15T15:59:59.999Z'],
    ['JP', '2025-07-15', '2025-07-15T14:59:59.999Z'],
  ] as const)('%s %s ends at %s', (market, date, instant) => {
    expect(asOfInstant(market, date, now).toISOString()).toBe(instant)
  })

  it('takes an instant as it is, in any offset', () => {
    expect(asOfInstant('US', '2025-01-15T10:00:00+08:00', now).toISOString()).toBe(
      '2025-01-15T02:00:00.000Z',
    )
  })

  it('is not before what a database can hold', () => {
    for (const early of ['0000-01-01', '0001-01-01T00:00:00+14:00'])
      expect(asOfInstant('US', early, now).toISOString()).toBe('1000-01-01T00:00:00.000Z')
  })

  it('is now when none is asked for, and never later', () => {
    expect(asOfInstant('US', undefined, now)).toEqual(now)
    expect(asOfInstant('US', '2027-01-01', now)).toEqual(now)
  })
})
