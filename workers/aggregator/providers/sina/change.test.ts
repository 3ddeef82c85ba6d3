/** Change and percentage of a line: which number is which, by the line's own prices. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf } from './change.ts'

const read = (price: string, previous: string | null, change: string | null, pct: string | null) =>
  changeOf({ price, previous, change, percentage: pct })

describe('the change of a line', () => {
  test.each<[string, Parameters<typeof read>, ReturnType<typeof read>]>([
    // As captured: SKHY on 2026-08-18.
    [
      'a US line',
      ['155.62', '171.38', '-15.76', '-9.20'],
      { previous: '171.38', change: '-15.76', percentage: '-9.20' },
    ],
    [
      'an A-share line has neither',
      ['11.1', '10.9', null, null],
      { previous: '10.9', change: '0.2', percentage: '1.8349' },
    ],
    [
      'a line with the two exchanged',
      ['155.62', '171.38', '-9.20', '-15.76'],
      { previous: '171.38', change: '-15.76', percentage: '-9.20' },
    ],
    [
      'a penny share, whose change has three decimals',
      ['0.051', '0.050', '0.001', '2.000'],
      { previous: '0.050', change: '0.001', percentage: '2.000' },
    ],
    [
      'a penny share with the two exchanged',
      ['0.051', '0.050', '2.000', '0.001'],
      { previous: '0.050', change: '0.001', percentage: '2.000' },
    ],
    [
      'a dividend went off: the change counts from 98',
      ['99.00', '100.00', '1.00', '1.02'],
      { previous: null, change: '1.00', percentage: '1.02' },
    ],
    [
      'the first day of a share has no previous close',
      ['20.00', null, null, null],
      { previous: null, change: null, percentage: null },
    ],
    ['numbers that fit in no way', ['11.2', '11.1', '11.1', '0.901'], null],
    ['a change alone that does not fit', ['11.2', '11.1', '1.1', null], null],
    ['a percentage alone that does not fit', ['11.2', '11.1', null, '9.01'], null],
  ])('%s', (_, given, expected) => {
    expect(read(...given)).toEqual(expected)
  })

  test('any two prices give the same whichever way round their change is written', () => {
    const cents = fc.integer({ min: 100, max: 1_000_000 })
    fc.assert(
      fc.property(cents, cents, (now, before) => {
        const [price, previous] = [(now / 100).toFixed(2), (before / 100).toFixed(2)]
        const change = ((now - before) / 100).toFixed(2)
        const pct = (((now - before) / before) * 100).toFixed(2)
        expect(read(price, previous, change, pct)).toEqual({ previous, change, percentage: pct })
        // Near a close of 100 the two numbers are the same but for rounding.
        fc.pre(Math.abs(Number(change) - Number(pct)) > 0.1)
        expect(read(price, previous, pct, change)).toEqual({ previous, change, percentage: pct })
      }),
      { endOnFailure: true },
    )
  })
})
