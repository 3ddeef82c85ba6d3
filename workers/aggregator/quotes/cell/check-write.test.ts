import { describe, expect, it } from 'vitest'
import { PROVIDER_IDS } from '#shared/names.ts'
import { checkWrite } from './check-write.ts'

const check = (change: object = {}) =>
  checkWrite({
    market: 'US',
    symbol: 'AAPL',
    source: 'test',
    price: '100.50',
    currency: 'USD',
    quoted_at: '2026-11-20T15:00:00Z',
    ...change,
  })
const refusal = (change: object) => {
  const checked = check(change)
  return checked.ok ? null : checked.refused
}
const digits = (before: number, after: number) => `${'9'.repeat(before)}.${'9'.repeat(after)}`

describe('what a writer sends', () => {
  it.each([
    ['many digits', { price: digits(20, 12), volume: digits(20, 6), turnover: digits(20, 6) }],
    ['the first instant', { quoted_at: '1970-01-01T00:00:00Z' }],
    ['high as low', { high: '1.10', low: '1.1' }],
    ['a week late', { delay: { kind: 'delayed', minutes: 10_080 } }],
    ['nothing traded', { volume: '0', turnover: '0' }],
  ])('is taken with %s', (_, change) => {
    expect(refusal(change)).toBeNull()
  })

  it.each([
    [1e3, '1000'],
    [0.1, '0.1'],
    [123_456_789_012_345, '123456789012345'],
    [0.000_000_000_001, '0.000000000001'],
  ])('the number %f has one text', (price, text) => {
    expect(check({ price })).toMatchObject({ observation: { quote: { price: text } } })
  })

  it('a number is the decimal it was written as, and a delay of no minutes is none', () => {
    expect(check({ price: 100.5, delay: { kind: 'delayed', minutes: 0 } })).toMatchObject({
      observation: { quote: { price: '100.5', delay: { kind: 'realtime' } } },
    })
  })

  const prices = ['price', 'open', 'high', 'low', 'previous_close']
  const amounts = ['volume', 'turnover']
  it.each([
    ...prices.flatMap((field) =>
      ['0', '-1', digits(21, 0).slice(0, 21), digits(1, 13)].map((value) => [field, value]),
    ),
    ...amounts.flatMap((field) =>
      ['-1', digits(21, 1), digits(1, 7)].map((value) => [field, value]),
    ),
    ...[...prices, ...amounts].flatMap((field) =>
      ['1e5', ' 1 ', '0x10', '+1', '', '.5', '1.', '01', '00.5', '１', true, {}].map((value) => [
        field,
        value,
      ]),
    ),
    ...[0, -1, 1e21, 1e-13, 1e300, 2 ** 53 + 2, 0.1 + 0.2, 1e15].map((value) => ['price', value]),
    ...[-1, 1.5, 10_081, '5', 3e9].map((minutes) => [
      'delay.minutes',
      { delay: { kind: 'delayed', minutes } },
    ]),
    ...[
      '1969-12-31T23:59:59Z',
      '0000-01-01T00:00:00Z',
      '1970-01-01T00:00:00+01:00',
      'yesterday',
      '2026-02-30T00:00:00Z',
      // An hour later in UTC, and so in a year that has no text of four digits.
      '9999-12-31T23:59:59-01:00',
    ].map((at) => ['quoted_at', at]),
    ...PROVIDER_IDS.map((source) => ['source', source]),
  ])('is refused for its %s of %j, by name', (field, value) => {
    const change =
      typeof value === 'object' && 'delay' in value ? value : { [String(field)]: value }
    const refused = refusal(change)
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'invalid_request' })
    expect(refused?.detail?.startsWith(`${field}: `)).toBe(true)
  })

  it.each([
    [{ currency: 'EUR' }, 'US:AAPL is quoted in USD, not in EUR'],
    [{ currency: 'XXX' }, 'US:AAPL is quoted in USD, not in XXX'],
    [{ market: 'HK', symbol: '80700', currency: 'HKD' }, 'HK:80700 is quoted in CNY, not in HKD'],
    [{ market: 'CN', symbol: '900901.SH', currency: 'CNY' }, 'quoted in USD, not in CNY'],
  ])('is refused for a currency that the instrument is not quoted in: %j', (change, detail) => {
    const refused = refusal(change)
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'wrong_currency' })
    expect(refused?.detail).toContain(detail)
  })

  it.each([null, undefined, 7, 'AAPL', true, [], [[]], {}])(
    'is refused as no quote: %j',
    (given) => {
      const checked = checkWrite(given)
      expect(checked).toMatchObject({
        ok: false,
        refused: { instrument: null, outcome: 'refused', reason: 'invalid_request', flags: [] },
      })
    },
  )

  it('is refused without a price as that', () => {
    expect(refusal({ price: undefined })?.detail?.startsWith('price: ')).toBe(true)
    expect(refusal({ price: null })?.detail?.startsWith('price: ')).toBe(true)
  })

  it.each([
    [{ market: 'XX' }, 'unknown_market'],
    [{ market: 'JP', symbol: 'toyota' }, 'malformed_symbol'],
  ])('is refused for an instrument that cannot be, by the reason of that: %j', (change, reason) => {
    expect(refusal(change)).toMatchObject({ instrument: null, outcome: 'refused', reason })
  })

  it('is named when it is refused for more than its form', () => {
    expect(refusal({ currency: 'EUR' })?.instrument).toBe('US:AAPL')
    expect(refusal({ high: '1', low: '2' })?.instrument).toBe('US:AAPL')
  })

  it('may leave out a high or a low', () => {
    expect(refusal({ high: '1' })).toBeNull()
    expect(refusal({ low: '2' })).toBeNull()
    expect(refusal({ high: null, low: '2' })).toBeNull()
  })

  it('keeps a delay of some minutes, and is of an unknown delay without one', () => {
    const delayOf = (change: object) => {
      const checked = check(change)
      return checked.ok ? checked.observation.quote.delay : null
    }
    expect(delayOf({ delay: { kind: 'delayed', minutes: 15 } })).toEqual({
      kind: 'delayed',
      minutes: 15,
    })
    expect(delayOf({ delay: { kind: 'realtime' } })).toEqual({ kind: 'realtime' })
    expect(delayOf({})).toEqual({ kind: 'delayed', minutes: null })
  })

  it('is refused for a high below its low, told apart by every digit', () => {
    expect(refusal({ high: `${digits(20, 11)}8`, low: digits(20, 12) })).toMatchObject({
      reason: 'invalid_request',
      detail: 'high: below low',
    })
  })

  it('says what is wrong', () => {
    expect(refusal({ source: 'yahoo' })?.detail).toContain('the name of a provider')
    expect(refusal({ price: digits(21, 0).slice(0, 21) })?.detail).toContain(
      'at most 20 digits before the point and 12 after',
    )
  })
})
