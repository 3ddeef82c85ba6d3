import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fact } from '../../metrics/hand-built.fixture.ts'
import { bookOf, type BookEntry } from './book.ts'
import { lastDigit } from '../../metrics/rounding.ts'
import { gapOf, roundingOf } from './exact.ts'

const entriesOf = (...values: string[]): BookEntry[] => [
  ...bookOf(values.map((value) => fact('revenue', 'FY2024', '2024-01-01', '2024-12-31', value)))
    .entries,
]
const gap = (whole: string, parts: string[], tolerance = 0, scale = 0) => {
  const [first, ...rest] = entriesOf(whole, ...parts)
  if (!first) throw new Error('no whole')
  return gapOf(
    first,
    rest.map((entry) => ({ entry, sign: 1 })),
    tolerance,
    scale,
  )
}

describe('lastDigit', () => {
  it.each([
    ['416161000000', 6],
    ['7.46', -2],
    ['7.50', -1],
    ['-0.001', -3],
    ['100.00', 2],
    ['5', 0],
    ['0', null],
    ['-0.00', null],
  ])('%s is given to 10^%s', (value, digit) => expect(lastDigit(value)).toBe(digit))

  it('is the exponent of the digit it was written with', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: 0, max: 12 }),
        (n, zeros) => {
          const own = /0*$/.exec(String(n))?.[0].length ?? 0
          expect(lastDigit(`-${n}${'0'.repeat(zeros)}`)).toBe(own + zeros)
        },
      ),
    )
  })
})

describe('gapOf', () => {
  it('allows a unit of the last digit of each figure', () => {
    expect(gap('289000000', ['138000000', '149000000'])).toBeNull()
    expect(gap('291000000', ['138000000', '149000000'])).toEqual({
      off: '4000000',
      fraction: 4 / 291,
    })
  })

  it('says by how much, exactly, where doubles do not reach', () => {
    expect(gap('90071992547409930.02', ['90071992547409930', '0.03'], 0)?.off).toBeUndefined()
    expect(gap('90071992547409930.06', ['90071992547409930', '0.03'], 0)?.off).toBeUndefined()
    expect(gap('90071992547409930.07', ['90071992547409930', '0.03'], 0)?.off).toBe('0.04')
  })

  it('takes the digits of each provider for itself', () => {
    const [whole, part] = entriesOf('1000000', '1000400')
    if (!whole || !part) throw new Error('two were made')
    expect(roundingOf([whole, part])).toBe(200)
    expect(roundingOf([whole, { ...part, fact: { ...part.fact, provider: 'other' } }])).toBe(
      1_000_100,
    )
  })

  it('measures the tolerance against the scale where that is larger', () => {
    expect(gap('100', ['149'], 0.05)?.off).toBe('-49')
    expect(gap('100', ['149'], 0.05, 1_000)).toBeNull()
  })

  it('refuses to add what is in different units', () => {
    const [whole, part] = entriesOf('100', '900')
    if (!whole || !part) throw new Error('two were made')
    expect(gapOf(whole, [{ entry: { ...part, unit: 'CNY' }, sign: 1 }], 0)).toBeNull()
  })

  it('finds exactly the gaps above the tolerance, of whole numbers of any size', () => {
    const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((n) => n * 10n + 1n)
    const abs = (n: bigint) => (n < 0n ? -n : n)
    const share = fc
      .integer({ min: -300, max: 300 })
      .filter((percent) => Math.abs(percent) < 99 || Math.abs(percent) > 101)
    fc.assert(
      fc.property(amount, amount, share, (a, b, percent) => {
        const [largest = 0n] = [a + b, a, b].map(abs).sort((x, y) => (x < y ? 1 : -1))
        // So many hundredths of the tolerance; within one of it the whole's own size may decide.
        const error = (largest * BigInt(percent)) / 100n / 100_000n
        const found = gap(String(a + b + error), [String(a), String(b)], 0.00001)
        expect(found?.off ?? null).toBe(
          Math.abs(percent) > 101 && abs(error) > 3n ? String(error) : null,
        )
      }),
    )
  })
})
