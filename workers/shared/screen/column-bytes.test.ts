/** Columns and companies come out of their bytes as they went in, and damaged bytes are refused. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DamagedColumn,
  decodeColumn,
  decodeCompanies,
  encodeColumn,
  encodeCompanies,
} from './column-bytes.ts'
import { packColumn, unpackColumn } from './packed-column.ts'
import { anyColumn, anyCompanies } from './screen.fixture.ts'

const columns = fc.nat(40).chain(anyColumn)
const companies = fc.nat(20).chain((rows) => anyCompanies(rows, ['US', 'CN']))

describe('a column', () => {
  test('property: comes out as it went in', () => {
    fc.assert(
      fc.property(columns, (column) => {
        expect(decodeColumn(encodeColumn(column))).toEqual(column)
        expect(unpackColumn(packColumn(column).bytes)).toEqual(column)
      }),
    )
  })

  test.each([
    ['whole thousands', [1_000, -25_000, 0]],
    ['whole numbers', [1, -1, 0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
    ['cents', [0.01, -19.99, 1234.5]],
    ['any fractions', [1 / 3, Math.PI, -1e-300, 1.7e308]],
    ['a negative zero', [-0, 1]],
  ])('keeps %s to the last bit', (_, values) => {
    const column = { values: Float64Array.from(values), reasons: new Uint8Array(values.length) }
    const { values: back } = decodeColumn(encodeColumn(column))
    expect([...back].every((value, at) => Object.is(value, values[at]))).toBe(true)
  })

  test('whole thousands take less room than any fractions under gzip', () => {
    const rows = 6_000
    const of = (value: (row: number) => number): number =>
      packColumn({
        values: Float64Array.from({ length: rows }, (_, row) => value(row)),
        reasons: new Uint8Array(rows),
      }).bytes.length
    // Hashed, so that neither is easy to pack.
    const scattered = (row: number): number => Math.imul(row + 1, 0x9e3779b1) >>> 0
    expect(of((row) => scattered(row) * 1_000)).toBeLessThan(0.7 * of((row) => scattered(row) / 3))
  })

  test('property: any changed byte is told', () => {
    fc.assert(
      fc.property(columns, fc.nat(), fc.integer({ min: 1, max: 255 }), (column, place, change) => {
        const bytes = encodeColumn(column)
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(() => decodeColumn(bytes)).toThrow(DamagedColumn)
      }),
    )
  })

  test('property: any cut is told', () => {
    fc.assert(
      fc.property(columns, fc.nat(), (column, place) => {
        const bytes = encodeColumn(column)
        expect(() => decodeColumn(bytes.subarray(0, place % bytes.length))).toThrow(DamagedColumn)
      }),
    )
  })

  test('with a value that is no number, or a reason that is none, is a bug', () => {
    const reasons = Uint8Array.of(0)
    expect(() => encodeColumn({ values: Float64Array.of(Number.NaN), reasons })).toThrow('row 0')
    expect(() => encodeColumn({ values: Float64Array.of(Infinity), reasons })).toThrow('row 0')
    expect(() =>
      encodeColumn({ values: Float64Array.of(Number.NaN), reasons: Uint8Array.of(99) }),
    ).toThrow('reason 99')
    expect(() => encodeColumn({ values: new Float64Array(2), reasons: new Uint8Array(1) })).toThrow(
      'reason for each',
    )
  })

  test('is not read as companies, nor companies as a column', () => {
    const column = { values: new Float64Array(1), reasons: new Uint8Array(1) }
    expect(() => decodeCompanies(encodeColumn(column))).toThrow('no companies')
  })
})

describe('companies', () => {
  test('property: come out as they went in', () => {
    fc.assert(
      fc.property(companies, (of) => {
        expect(decodeCompanies(encodeCompanies(of))).toEqual(of)
        expect(() => decodeColumn(encodeCompanies(of))).toThrow(DamagedColumn)
      }),
    )
  })

  test('property: any changed byte is told', () => {
    fc.assert(
      fc.property(companies, fc.nat(), fc.integer({ min: 1, max: 255 }), (of, place, change) => {
        const bytes = encodeCompanies(of)
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(() => decodeCompanies(bytes)).toThrow(DamagedColumn)
      }),
    )
  })
})
