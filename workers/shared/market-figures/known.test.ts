import { describe, expect, test } from 'vitest'
import { balanceFact, flowFact } from './market.fixture.ts'
import { KnownFigures } from './known.ts'

const KNOWN_2023 = '2024-02-01T05:00:00.000Z'
const year = flowFact('net_income', '2023-01-01', '2023-12-31', 100, KNOWN_2023)
const half = flowFact('net_income', '2024-01-01', '2024-06-30', 70, '2024-08-01T05:00:00.000Z')
const halfBefore = flowFact(
  'net_income',
  '2023-01-01',
  '2023-06-30',
  40,
  '2023-08-01T05:00:00.000Z',
)

const on = (
  facts: Parameters<typeof flowFact>[0][] | ConstructorParameters<typeof KnownFigures>[0],
  day: string,
) =>
  new KnownFigures(facts as ConstructorParameters<typeof KnownFigures>[0]).trailing(
    'net_income',
    day,
  )?.value

describe('twelve months as they were known', () => {
  const facts = [year, half, halfBefore]
  test.each([
    ['2024-01-31', undefined],
    // Filed in the evening of January 31st in New York: from the next day on.
    ['2024-02-01', 100],
    ['2024-07-31', 100],
    // 100 + 70 - 40.
    ['2024-08-01', 130],
    // Its last day is 550 days ago.
    ['2026-01-01', 130],
    ['2026-01-02', undefined],
  ])('on %s: %s', (day, value) => {
    expect(on(facts, day)).toBe(value)
  })

  test('without the same part of the year before, the half is no twelve months', () => {
    expect(on([year, half], '2024-08-02')).toBeUndefined()
  })

  test('four quarters in a row do where there is no year', () => {
    const quarters = [
      ['2024-01-01', '2024-03-31'],
      ['2024-04-01', '2024-06-30'],
      ['2024-07-01', '2024-09-30'],
      ['2024-10-01', '2024-12-31'],
    ].map(([start = '', end = ''], at) =>
      flowFact('net_income', start, end, 10 + at, '2025-01-20T00:00:00.000Z'),
    )
    expect(on(quarters, '2025-02-01')).toBe(46)
    expect(on(quarters.slice(1), '2025-02-01')).toBeUndefined()
  })

  test('a figure that was filed again has its former value until then', () => {
    const again = flowFact(
      'net_income',
      '2023-01-01',
      '2023-12-31',
      90,
      '2025-02-01T05:00:00.000Z',
      {
        value: '100',
        known_at: KNOWN_2023,
        provider_field: 'x',
      },
    )
    expect(on([again], '2024-12-01')).toBe(100)
    expect(on([again], '2025-02-03')).toBe(90)
  })

  test('figures in two currencies are not put together', () => {
    expect(on([year, { ...half, unit: 'EUR' }, halfBefore], '2024-08-02')).toBeUndefined()
  })
})

test('the newest balance that was known', () => {
  const known = new KnownFigures([
    balanceFact('equity_parent', '2023-12-31', 500, KNOWN_2023),
    balanceFact('equity_parent', '2024-06-30', 600, '2024-08-01T05:00:00.000Z'),
  ])
  expect(known.balance('equity_parent', '2024-07-31')?.value).toBe(500)
  expect(known.balance('equity_parent', '2024-08-01')?.value).toBe(600)
  expect(known.balance('equity_parent', '2024-01-15')).toBeNull()
})
