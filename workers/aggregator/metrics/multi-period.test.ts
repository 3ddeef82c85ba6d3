/**
 * Every formula of the registry that joins periods, over every kind of break: what is given rests
 * on one side of the break alone. The list is made from the registry, so a new formula is held too.
 */
import { describe, expect, test } from 'vitest'
import { CONCEPT_IDS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import type { Derived, Fact } from '#shared/contracts/facts.ts'
import type { IndustryKind } from '#shared/industry.ts'
import { derive } from './derive.ts'
import type { Formula } from './formula.ts'
import { FORMULAS } from './formulas/registry.ts'
import { ASSUMPTIONS, fact } from './hand-built.fixture.ts'
import { PARTS } from './known-in-part.ts'

const LAST = 2025
const YEARS = 12
/** The first year that stands on the newest basis. */
const BROKEN = 2023

/** Whether a formula, or one that it uses, looks at another period than its own. */
const joinsPeriods = (formula: Formula): boolean =>
  formula.refs.some(({ sources }) =>
    sources.some(({ name, at, years }) => {
      if (at === 'back' || at === 'open' || (at === 'fy' && years > 0)) return true
      const other = FORMULAS.get(name)
      return other !== undefined && other !== formula && joinsPeriods(other)
    }),
  )
const JOINING = [...FORMULAS.values()].filter(joinsPeriods)

/** Concepts that formulas make where they are not filed; filing them would hide the formula. */
const MADE: ReadonlySet<string> = new Set(FORMULAS.keys())
const SIZES: Partial<Record<ConceptId, number>> = {
  revenue: 1000,
  cost_of_revenue: 600,
  operating_income: 200,
  pretax_income: 190,
  income_tax: 40,
  net_income: 150,
  eps_diluted: 1.5,
  shares_diluted: 100,
  shares_basic: 100,
  shares_outstanding: 100,
  operating_cash_flow: 220,
  capex: -60,
  dividends_paid: -30,
  buybacks: -20,
  total_assets: 3000,
  equity_parent: 1200,
  total_equity: 1300,
  property_sale_gains: 5,
}

/** Splits are no series; where a figure is known in part only, there is no whole. */
const LEFT_OUT: ReadonlySet<ConceptId> = new Set(['stock_split_ratio', ...PARTS])

/** Twelve years of every concept, each a tenth above the year before. */
const unbroken = (daysOf: (y: number) => [start: string, end: string]): Fact[] =>
  Array.from({ length: YEARS }, (_, i) => LAST - YEARS + 1 + i).flatMap((y) =>
    CONCEPT_IDS.filter((id) => !MADE.has(id) && !LEFT_OUT.has(id)).map((id) => {
      const [start, end] = daysOf(y)
      const isStock = conceptOf(id).kind === 'stock'
      const value = Math.round((SIZES[id] ?? 50) * 1.1 ** (y - LAST) * 1e6) / 1e6
      return fact(id, isStock ? `@${end}` : `FY${y}`, isStock ? null : start, end, value)
    }),
  )
const calendar = (y: number): [string, string] => [`${y}-01-01`, `${y}-12-31`]
const isOld = ({ end }: { end: string }): boolean => Number(end.slice(0, 4)) < BROKEN

const BREAKS: Record<string, (facts: Fact[]) => Fact[]> = {
  restated: (facts) =>
    facts.map((f) => {
      const y = Number(f.end.slice(0, 4))
      const isMoney = f.unit === 'USD'
      return isOld(f) || y === LAST || !isMoney
        ? f
        : {
            ...f,
            known_at: `${LAST + 1}-02-14T23:59:59.999Z`,
            former: {
              value: String(Number(f.value) * 1.3),
              known_at: f.known_at,
              provider_field: f.provider_field,
            },
          }
    }),
  standard: (facts) =>
    facts.map((f) =>
      isOld(f) ? { ...f, basis: { consolidation: 'consolidated', standard: 'J-GAAP' } } : f,
    ),
  currency: (facts) =>
    facts.map((f) =>
      isOld(f) && f.unit.startsWith('USD') ? { ...f, unit: f.unit.replace('USD', 'JPY') } : f,
    ),
}

const KINDS: readonly IndustryKind[] = ['general', 'bank', 'property_insurer', 'reit', 'utility']

const derived = (facts: Fact[], industry: IndustryKind): Derived[] =>
  derive({
    // A bank and an insurer have none of the lines of other companies.
    facts: ['bank', 'property_insurer'].includes(industry)
      ? facts.filter(
          ({ concept }) =>
            !['inventory', 'current_assets', 'cost_of_revenue', 'interest_credited'].includes(
              concept,
            ),
        )
      : facts,
    fiscalYears: [],
    currency: 'USD',
    assumptions: ASSUMPTIONS,
    years: YEARS,
    industry,
  }).derived

/** The filed figures on which a derived figure rests, through all steps. */
const leavesOf = (figure: Derived, all: readonly Derived[], facts: readonly Fact[]): Fact[] => {
  const byId = new Map(all.map((d) => [d.id, d]))
  const filed = new Map(facts.map((f) => [f.id, f]))
  const seen = new Set<string>()
  const found: Fact[] = []
  const walk = (id: string): void => {
    if (seen.has(id)) return
    seen.add(id)
    const leaf = filed.get(id)
    if (leaf) found.push(leaf)
    else for (const input of byId.get(id)?.inputs ?? []) walk(input)
  }
  for (const input of figure.inputs) walk(input)
  return found
}

/**
 * Counts of shares are the same in every currency and standard, and no restatement changes them.
 */
const isCount = ({ unit }: Fact): boolean => unit === 'shares'
const ON_COUNTS = new Set(['share_count_change'])

test('the registry joins periods in some thirty formulas, and each is given where nothing breaks', () => {
  expect(JOINING.length).toBeGreaterThanOrEqual(30)
  const given = new Set(
    KINDS.flatMap((kind) => derived(unbroken(calendar), kind).map(({ name }) => name)),
  )
  expect(JOINING.map(({ id }) => id).filter((id) => !given.has(id))).toEqual([])
})

describe.each(JOINING.map((formula) => [formula.id, formula] as const))('%s', (name, formula) => {
  const kind = formula.industries?.find((one) => KINDS.includes(one)) ?? 'general'
  test.each(Object.keys(BREAKS))('leads across no change: %s', (reason) => {
    const facts = (BREAKS[reason] ?? ((all) => all))(unbroken(calendar))
    const all = derived(facts, kind)
    const across = all
      .filter((d) => d.name === name && !ON_COUNTS.has(name))
      .filter((d) => {
        const leaves = leavesOf(d, all, facts).filter((leaf) => !isCount(leaf))
        return new Set(leaves.map(isOld)).size > 1
      })
    expect(across.map(({ id }) => id)).toEqual([])
  })
  test('leads across no transition period', () => {
    const facts = unbroken((y) =>
      y < BROKEN ? [`${y - 1}-07-01`, `${y}-06-30`] : [`${y}-01-01`, `${y}-12-31`],
    )
    const all = derived(facts, kind)
    const across = all
      .filter((d) => d.name === name)
      .filter((d) => new Set(leavesOf(d, all, facts).map(isOld)).size > 1)
    expect(across.map(({ id }) => id)).toEqual([])
  })
})

test('a normal margin is that of the years since the break, and of no fewer than three', () => {
  const facts = BREAKS.restated?.(unbroken(calendar)) ?? []
  const all = derived(facts, 'general')
  const margin = all.find(({ name }) => name === 'normalised_ebit_margin')
  expect(margin?.inputs.toSorted()).toEqual([
    'ebit_margin@FY2023',
    'ebit_margin@FY2024',
    'ebit_margin@FY2025',
  ])
})
