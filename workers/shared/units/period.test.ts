import { describe, expect, test } from 'vitest'
import { discreteOf, type Flow, type Price, unsplit } from './period.ts'
import { quantity } from './quantity.ts'
import { money, perShare } from './scale.ts'

const cny = (value: string) => money(value, 'ones', 'CNY')
const ytd = <U extends 'CNY' | 'HKD'>(
  end: string,
  amount: ReturnType<typeof money<U>>,
  start = '2025-01-01',
): Flow<'ytd', 'fiscal', U> => ({
  span: 'ytd',
  calendar: 'fiscal',
  start,
  end,
  amount,
})

describe('year to date and discrete', () => {
  test('688256: the third quarter of 2025 is nine months less the half year', () => {
    expect(
      discreteOf(ytd('2025-09-30', cny('4607424363.66')), ytd('2025-06-30', cny('2880643471.09'))),
    ).toEqual({
      ok: true,
      data: {
        span: 'discrete',
        calendar: 'fiscal',
        start: '2025-07-01',
        end: '2025-09-30',
        amount: { value: '1726780892.57', unit: 'CNY' },
      },
    })
  })
  test('a quarter is no year to date, a calendar period no fiscal one, yuan no Hong Kong dollars', () => {
    const nine = ytd('2025-09-30', cny('9'))
    const half = ytd('2025-06-30', cny('6'))
    const quarter: Flow<'discrete', 'fiscal', 'CNY'> = { ...half, span: 'discrete' }
    const calendar: Flow<'ytd', 'calendar', 'CNY'> = { ...half, calendar: 'calendar' }
    // @ts-expect-error a discrete quarter cannot be taken from nine months as if it were the half
    // year
    expect(discreteOf(nine, quarter)).toMatchObject({ ok: false, reason: 'period_mismatch' })
    // @ts-expect-error nor can a calendar period from a fiscal one
    expect(discreteOf(nine, calendar)).toMatchObject({ ok: false, reason: 'period_mismatch' })
    // @ts-expect-error nor another currency
    expect(discreteOf(nine, ytd('2025-06-30', money('6', 'ones', 'HKD')))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
  })
  test('two years, or periods the wrong way round, are refused', () => {
    expect(
      discreteOf(ytd('2025-09-30', cny('9')), ytd('2024-06-30', cny('6'), '2024-01-01')),
    ).toMatchObject({ ok: false, reason: 'period_mismatch' })
    expect(discreteOf(ytd('2025-06-30', cny('6')), ytd('2025-09-30', cny('9')))).toMatchObject({
      ok: false,
      reason: 'period_mismatch',
    })
  })
})

test('an adjusted price becomes the one that was paid only by its splits', () => {
  const split: Price<'split', 'USD'> = { adjusted: 'split', price: perShare('119.3', 'USD') }
  expect(unsplit(split, quantity('10', 'x'))).toEqual({
    ok: true,
    data: { adjusted: 'raw', price: { value: '1193', unit: 'USD/share' } },
  })
  const paid: Price<'raw', 'USD'> = { adjusted: 'raw', price: perShare('1193', 'USD') }
  // @ts-expect-error a raw price has no splits to be freed of
  expect(unsplit(paid, quantity('10', 'x'))).toMatchObject({ ok: false, reason: 'period_mismatch' })
})
