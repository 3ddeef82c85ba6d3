import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentFinancialsSchema, type Fact, type Financials } from './contracts/facts.ts'
import { sayFilingsOnce, withOrigins } from './fact-origins.ts'

const empty: Omit<Financials, 'facts'> = {
  instrument: {
    id: 'US:AAPL',
    market: 'US',
    symbol: 'AAPL',
    name: 'Apple Inc.',
    names: {},
    exchange: null,
    industry: null,
    fiscal_year_end: null,
    identifiers: {},
  },
  as_of: '2026-11-22T00:00:00.000Z',
  reporting_currency: 'USD',
  fiscal_years: [],
  derived: [],
  absences: [],
  dictionary: { concepts: {}, formulas: {} },
  served_by: { provider: 'sec', retrieved_at: '2026-11-22T00:00:00.000Z', recorded: null },
  attempts: [],
}

/** Few values of each field, so that facts often share a filing and often differ in one field. */
const instant = fc.constantFrom('2025-11-01T03:59:59.999Z', '2026-11-22T00:00:00.000Z')
const facts: fc.Arbitrary<Fact[]> = fc.array(
  fc.record(
    {
      id: fc.constantFrom('a', 'b'),
      concept: fc.constantFrom('revenue', 'cash'),
      period: fc.constant('FY2025'),
      period_label: fc.constantFrom(null, 'FY25'),
      start: fc.constantFrom(null, '2024-09-29'),
      end: fc.constant('2025-09-27'),
      value: fc.constantFrom('1', '-2.50'),
      unit: fc.constant('USD'),
      basis: fc.record({
        consolidation: fc.constantFrom('consolidated' as const, 'parent' as const),
        standard: fc.constantFrom('US-GAAP' as const, 'IFRS' as const),
      }),
      provider: fc.constantFrom('sec', 'fmp'),
      provider_field: fc.constantFrom('a', 'b'),
      provider_record: fc.constantFrom('1', '2', '1,2'),
      form: fc.constantFrom(null, '10-K', 'null'),
      source_url: fc.constantFrom('https://example.com/1', 'https://example.com/2'),
      filed_at: fc.constantFrom(null, '2025-10-31'),
      known_at: instant,
      retrieved_at: instant,
      quality: fc.constant('ok' as const),
      former: fc.record({
        value: fc.constant('1'),
        known_at: instant,
        provider_field: fc.constant('a'),
      }),
    },
    {
      requiredKeys: [
        'id',
        'concept',
        'period',
        'period_label',
        'start',
        'end',
        'value',
        'unit',
        'basis',
        'provider',
        'provider_field',
        'provider_record',
        'form',
        'source_url',
        'filed_at',
        'known_at',
        'retrieved_at',
        'quality',
      ],
    },
  ),
)

test('every fact gets its own origin back, and no filing is said twice', () => {
  fc.assert(
    fc.property(facts, (of) => {
      const whole: Financials = { ...empty, facts: of }
      const sent = sayFilingsOnce(whole)
      expect(withOrigins(sent)).toEqual(whole)
      expect(sentFinancialsSchema.parse(sent)).toEqual(sent)
      const said = sent.filings.map((filing) => JSON.stringify(filing))
      expect(new Set(said).size).toBe(said.length)
      expect(new Set(sent.facts.map(({ filing }) => filing)).size).toBe(said.length)
    }),
  )
})

test('whole facts of an earlier version stay as they are', () => {
  fc.assert(
    fc.property(facts, (of) => {
      const whole: Financials = { ...empty, facts: of }
      expect(withOrigins(whole)).toBe(whole)
    }),
  )
})

test('a fact whose filing is not in the list is no fact', () => {
  const [fact] = fc.sample(facts, { numRuns: 50, seed: 1 }).find((of) => of.length > 0) ?? []
  if (!fact) throw new Error('no sample has a fact')
  const sent = sayFilingsOnce({ ...empty, facts: [fact] })
  expect(() => withOrigins({ ...sent, filings: [] })).toThrow(RangeError)
})
