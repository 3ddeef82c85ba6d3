import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivedSchema } from '#shared/contracts/facts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { deriveFrom, quarter, toDate, year } from './hand-built.fixture.ts'

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 })
const filed = {
  revenue: amount,
  cost_of_revenue: amount,
  operating_income: amount,
  interest_expense: amount,
  pretax_income: amount,
  income_tax: amount,
  net_income: amount,
  eps_diluted: fc.integer({ min: -500, max: 500 }).map((n) => n / 100),
  shares_diluted: fc.integer({ min: 0, max: 1_000_000 }),
  operating_cash_flow: amount,
  capex: amount,
  depreciation_amortization: amount,
  dividends_paid: amount,
  buybacks: amount,
  total_assets: amount,
  equity_parent: amount,
  total_equity: amount,
  total_liabilities: amount,
  cash: amount,
  short_term_debt: amount,
  long_term_debt: amount,
  current_assets: amount,
  current_liabilities: amount,
  receivables: amount,
  inventory: amount,
  payables: amount,
}
/** Six years of whatever figures, some left out. */
const company = fc
  .array(fc.tuple(fc.record(filed), fc.subarray(Object.keys(filed))), {
    minLength: 6,
    maxLength: 6,
  })
  .map((years) =>
    years.flatMap(([amounts, left], i) =>
      year(2019 + i, amounts).filter((f) => !left.includes(f.concept)),
    ),
  )

test('whatever is filed, derived figures are finite decimals with unique ids whose inputs are there', () => {
  fc.assert(
    fc.property(company, (facts) => {
      const { derived, absences } = deriveFrom(facts)
      const ids = new Set([...facts.map((f) => f.id), ...derived.map((d) => d.id)])
      expect(ids.size).toBe(facts.length + derived.length)
      for (const figure of derived) {
        expect(derivedSchema.safeParse(figure).success, JSON.stringify(figure)).toBe(true)
        expect(figure.id).toBe(`${figure.name}@${figure.period}`)
        expect(figure.inputs.length).toBeGreaterThan(0)
        for (const input of figure.inputs) expect(ids, figure.id).toContain(input)
      }
      for (const absence of absences) expect(ids).not.toContain(`${absence.name}@${absence.period}`)
      expect(new Set(absences.map((a) => `${a.name}@${a.period}`)).size).toBe(absences.length)
    }),
    { numRuns: 60 },
  )
})

const scaled = (facts: readonly Fact[], k: number): Fact[] =>
  facts.map((f) => (f.unit.startsWith('USD') ? { ...f, value: String(Number(f.value) * k) } : f))

test('in another unit of money every ratio is the same and nothing else is refused', () => {
  fc.assert(
    fc.property(company, (facts) => {
      const one = deriveFrom(facts)
      const thousand = deriveFrom(scaled(facts, 1000))
      expect(thousand.absences).toEqual(one.absences)
      for (const { id, unit, value } of one.derived) {
        const other = thousand.n(id)
        const expected = unit.startsWith('USD') ? Number(value) * 1000 : Number(value)
        expect(Math.abs(other - expected), id).toBeLessThanOrEqual(
          1e-6 * Math.max(1, Math.abs(expected)),
        )
      }
    }),
    { numRuns: 30 },
  )
})

test('four quarters, filed or derived, add up to the year exactly', () => {
  const cents = fc.integer({ min: -1e12, max: 1e12 })
  fc.assert(
    fc.property(cents, cents, cents, cents, (q1, half, nine, full) => {
      const text = (n: number) => (n / 100).toFixed(2)
      const { at } = deriveFrom([
        ...quarter(2024, 1, { operating_cash_flow: text(q1) }),
        ...toDate(2024, 2, { operating_cash_flow: text(half) }),
        ...toDate(2024, 3, { operating_cash_flow: text(nine) }),
        ...year(2024, { operating_cash_flow: text(full) }),
      ])
      const derived = [2, 3, 4].map((q) =>
        Math.round(Number(at(`operating_cash_flow@2024Q${q}`)?.value) * 100),
      )
      expect(derived.reduce((sum, n) => sum + n, q1)).toBe(full)
    }),
  )
})

test('the same facts in another order give the same figures in the same order', () => {
  const facts = [2022, 2023, 2024].flatMap((y) =>
    year(y, { revenue: y, net_income: 10, total_assets: 50, equity_parent: 20 }),
  )
  expect(deriveFrom([...facts].reverse())).toMatchObject({
    derived: deriveFrom(facts).derived,
    absences: deriveFrom(facts).absences,
  })
})

test('figures and absences are of the years asked for; earlier ones only where a shown figure rests on them', () => {
  const facts = [2021, 2022, 2023, 2024].flatMap((y) =>
    year(y, { revenue: 100, operating_cash_flow: 30, capex: -10, shares_diluted: 5 }),
  )
  const { derived, absences } = deriveFrom(facts, {}, 2)
  expect([
    ...new Set(derived.filter((d) => d.period.startsWith('FY')).map((d) => d.period)),
  ]).toEqual(['FY2022', 'FY2023', 'FY2024'])
  expect(derived.filter((d) => d.period === 'FY2022').map((d) => d.name)).toEqual([
    'free_cash_flow',
    'shares_diluted_adjusted',
  ])
  expect(new Set(absences.map((a) => a.period))).toEqual(
    new Set(['FY2023', 'FY2024', 'TTM@2024-12-31']),
  )
})

test('without a full fiscal year, and without facts, nothing is derived', () => {
  const { derived, absences } = deriveFrom(quarter(2024, 1, { revenue: 5 }))
  expect(derived).toEqual([])
  expect(absences.length).toBeGreaterThan(0)
  expect(absences.some(({ detail }) => detail.includes('1 of its four quarters is known'))).toBe(
    true,
  )
  expect(deriveFrom([])).toMatchObject({ derived: [], absences: [] })
})

test('quarterly figures are of the newest twelve quarters', () => {
  const facts = [2019, 2020, 2021, 2022, 2023, 2024].flatMap((y) =>
    ([1, 2, 3, 4] as const).flatMap((q) =>
      quarter(y, q, { revenue: 100, net_income: 10 }).concat(
        q === 4 ? year(y, { revenue: 400, net_income: 40 }) : [],
      ),
    ),
  )
  const { derived } = deriveFrom(facts, {}, 6)
  const quarters = derived.filter((d) => d.name === 'net_margin' && /^\d{4}Q\d$/.test(d.period))
  expect(quarters.map((d) => d.period)).toHaveLength(12)
  expect(quarters.every((d) => d.period >= '2022Q1')).toBe(true)
})
