/** Whatever a company files: all that one figure changes is in doubt with it, and nothing else. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Derived, Fact } from '#shared/contracts/facts.ts'
import { deriveFrom, quarter, toDate, year } from './hand-built.fixture.ts'

const amount = fc.integer({ min: 1, max: 1_000_000 })
const signed = fc.integer({ min: -400_000, max: 1_000_000 })
const flows = fc.record(
  {
    revenue: amount,
    cost_of_revenue: amount,
    operating_income: signed,
    pretax_income: signed,
    income_tax: signed,
    interest_expense: amount,
    net_income: signed,
    operating_cash_flow: signed,
    capex: amount.map((n) => -n),
    depreciation_amortization: amount,
    dividends_paid: amount.map((n) => -n),
    buybacks: amount.map((n) => -n),
    eps_diluted: signed.map((n) => n / 100_000),
    shares_diluted: amount,
  },
  { requiredKeys: ['revenue', 'net_income', 'operating_cash_flow'] },
)
const balances = fc.record(
  {
    total_assets: amount,
    current_assets: amount,
    current_liabilities: amount,
    total_liabilities: amount,
    equity_parent: signed,
    cash: amount,
    inventory: amount,
    receivables: amount,
    long_term_debt: amount,
    short_term_debt: amount,
    shares_outstanding: amount,
  },
  { requiredKeys: ['total_assets', 'equity_parent'] },
)
const company = fc
  .tuple(
    fc.array(fc.tuple(flows, balances), { minLength: 3, maxLength: 5 }),
    fc.array(fc.tuple(flows, balances), { minLength: 2, maxLength: 2 }),
    flows,
  )
  .map(([years, quarters, half]): Fact[] => [
    ...years.flatMap(([flow, balance], at) => year(2020 + at, { ...flow, ...balance })),
    ...quarters.flatMap(([flow, balance], at) =>
      quarter(2020 + years.length, at === 0 ? 1 : 2, { ...flow, ...balance }),
    ),
    ...quarter(2019 + years.length, 1, half),
    ...toDate(2019 + years.length, 2, half),
  ])

const restsOn = (derived: ReadonlyMap<string, Derived>, figure: Derived, id: string): boolean =>
  figure.inputs.some((input) => {
    const next = derived.get(input)
    return input === id || (next !== undefined && restsOn(derived, next, id))
  })

test('a doubt reaches exactly what rests on the figure, and all whose value it changes', () => {
  let changed = 0
  fc.assert(
    fc.property(company, fc.nat(), fc.constantFrom(3, 0.4), (facts, pick, factor) => {
      const at = pick % facts.length
      const id = facts[at]?.id ?? ''
      const quality = [{ check: 'jump', detail: 'x', other_values: [] }]
      const marked = deriveFrom(facts.map((fact, i) => (i === at ? { ...fact, quality } : fact)))
      const other = deriveFrom(
        facts.map((fact, i) =>
          i === at ? { ...fact, value: String(Number(fact.value) * factor) } : fact,
        ),
      )
      const byId = new Map(marked.derived.map((figure) => [figure.id, figure]))
      for (const figure of marked.derived) {
        const doubts = restsOn(byId, figure, id) ? [{ check: 'jump', figure: id }] : undefined
        expect({ id: figure.id, doubts: figure.doubts }).toEqual({ id: figure.id, doubts })
        const now = other.at(figure.id)
        // Another formula may take its place where this one is refused.
        if (!now || now.value === figure.value || now.formula !== figure.formula) continue
        changed += 1
        expect({ id: figure.id, doubted: figure.doubts !== undefined }).toEqual({
          id: figure.id,
          doubted: true,
        })
      }
    }),
    { numRuns: 60 },
  )
  expect(changed).toBeGreaterThan(100)
})
