import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FrameRow, packFrame, unpackFrame } from './pack.ts'
import { type FrameFiling, packFilings, unpackFilings } from './pack-filings.ts'
import { partOf, partsFor } from './part-of.ts'

const MAX_INSTANT_MS = 4e12
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
const text = fc.string({ minLength: 1, maxLength: 30 })
/** Decimals with more digits than a double has: a value must come back as it was written. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat({ max: 999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`)

const row: fc.Arbitrary<FrameRow> = fc.record({
  filing: fc.nat({ max: 5_000 }),
  start: fc.option(day),
  end: day,
  period: text,
  period_label: fc.option(text),
  value: decimal,
  unit: text,
  provider_field: text,
  basis: fc.record({
    consolidation: fc.constantFrom('consolidated', 'parent'),
    standard: fc.constantFrom('US-GAAP', 'IFRS', 'unstated'),
  }),
  quality: fc.oneof(
    fc.constant('ok' as const),
    fc.array(
      fc.record({
        check: text,
        detail: text,
        other_values: fc.array(fc.record({ fact: text, value: decimal }), { maxLength: 2 }),
      }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  ),
})

const filing: fc.Arbitrary<FrameFiling> = fc.record({
  company: fc.oneof(
    fc.nat({ max: 9_999_999 }).map((cik) => `CIK${String(cik).padStart(10, '0')}`),
    text,
  ),
  record: fc.oneof(fc.constantFrom('0000000011-10-000001', '-'), text),
  form: fc.option(text),
  source_url: fc.oneof(
    fc.constant('https://www.sec.gov/Archives/edgar/data/11/000000001110000001/x.htm'),
    fc.webUrl(),
  ),
  filed_at: fc.option(day),
  known_at: fc.nat({ max: MAX_INSTANT_MS }).map((ms) => new Date(ms).toISOString()),
})

describe('packing', () => {
  test('a frame comes back as it was, with exact values', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const read = unpackFrame(packFrame(rows))
        expect(Array.from({ length: read.rows }, (_, at) => read.row(at))).toEqual(rows)
      }),
    )
  })

  test('filings come back as they were', () => {
    fc.assert(
      fc.property(fc.array(filing, { maxLength: 40 }), (filings) => {
        expect(unpackFilings(packFilings(filings))).toEqual(filings)
      }),
    )
  })

  test('the same rows give the same bytes', () => {
    const rows = fc.sample(row, { numRuns: 5, seed: 1 })
    expect(packFrame(rows)).toEqual(packFrame(rows))
  })
})

describe('parts of a market', () => {
  test('a part of few parts is made of whole parts of many', () => {
    fc.assert(
      fc.property(fc.string(), (company) => {
        expect(partOf(company, 64) % 8).toBe(partOf(company, 8))
        expect(partOf(company, 1)).toBe(0)
      }),
    )
  })

  test('companies with neighbouring numbers spread evenly', () => {
    const counts = new Array<number>(16).fill(0)
    for (let cik = 0; cik < 6_000; cik++) {
      const part = partOf(`CIK${String(1_000_000 + cik).padStart(10, '0')}`, 16)
      counts[part] = (counts[part] ?? 0) + 1
    }
    expect(Math.max(...counts)).toBeLessThan(1.3 * (6_000 / 16))
  })

  test.each([
    [0, 1],
    [400, 1],
    [401, 2],
    [6_000, 16],
    [1_000_000, 256],
  ])('%i companies', (companies, parts) => {
    expect(partsFor(companies)).toBe(parts)
  })
})
