/**
 * Small hand-built facts for tests of the formulas: a company with calendar years whose reports
 * appear 45 days after a period.
 */
import { CONCEPTS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import type { Absence, Break, Derived, Fact } from '#shared/contracts/facts.ts'
import { dateOf, dayOf } from '#shared/days.ts'
import { derive } from './derive.ts'
import type { FormulaAssumptions } from './formula.ts'

export const ASSUMPTIONS: FormulaAssumptions = {
  discount_rate: 0.1,
  terminal_growth_rate: 0.02,
  growth_cap: 0.15,
  projection_years: 10,
}

const REPORTED_AFTER_DAYS = 45
const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31'] as const
const QUARTER_STARTS = ['01-01', '04-01', '07-01', '10-01'] as const
type Quarter = 1 | 2 | 3 | 4

const UNITS = { money: 'USD', 'money/share': 'USD/share', shares: 'shares', x: 'x' } as const

export const fact = (
  concept: ConceptId,
  period: string,
  start: string | null,
  end: string,
  value: number | string,
  over: Partial<Fact> = {},
): Fact => ({
  id: `f:${concept}:${start ?? ''}:${end}`,
  concept,
  period,
  period_label: null,
  start,
  end,
  value: String(value),
  unit: UNITS[conceptOf(concept).unit],
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'test',
  provider_field: concept,
  provider_record: 'r',
  form: null,
  source_url: 'https://example.com/filing',
  filed_at: null,
  known_at: `${dateOf(dayOf(end) + REPORTED_AFTER_DAYS)}T23:59:59.999Z`,
  retrieved_at: '2026-01-01T00:00:00.000Z',
  quality: 'ok',
  ...over,
})

type Amounts = Partial<Record<ConceptId, number | string>>
const eachOf = (
  amounts: Amounts,
  make: (concept: ConceptId, value: number | string) => Fact,
): Fact[] => Object.entries(amounts).map(([concept, value]) => make(conceptNamed(concept), value))
const conceptNamed = (name: string): ConceptId => {
  const found = Object.keys(CONCEPTS).find((id): id is ConceptId => id === name)
  if (!found) throw new Error(`no concept ${name}`)
  return found
}

/** Flows over the calendar year and balances at its end. */
export const year = (y: number, amounts: Amounts, over: Partial<Fact> = {}): Fact[] =>
  eachOf(amounts, (concept, value) =>
    conceptOf(concept).kind === 'stock'
      ? fact(concept, `@${y}-12-31`, null, `${y}-12-31`, value, over)
      : fact(concept, `FY${y}`, `${y}-01-01`, `${y}-12-31`, value, over),
  )

/** A single quarter: flows over three months, balances at its end. */
export const quarter = (
  y: number,
  q: Quarter,
  amounts: Amounts,
  over: Partial<Fact> = {},
): Fact[] => {
  const end = `${y}-${QUARTER_ENDS[q - 1]}`
  return eachOf(amounts, (concept, value) =>
    conceptOf(concept).kind === 'stock'
      ? fact(concept, `@${end}`, null, end, value, over)
      : fact(concept, `${y}Q${q}`, `${y}-${QUARTER_STARTS[q - 1]}`, end, value, over),
  )
}

/** Year to date: the half year or nine months. */
export const toDate = (y: number, q: 2 | 3, amounts: Amounts, over: Partial<Fact> = {}): Fact[] =>
  eachOf(amounts, (concept, value) =>
    fact(
      concept,
      q === 2 ? `${y}H1` : `${y}-9M`,
      `${y}-01-01`,
      `${y}-${QUARTER_ENDS[q - 1]}`,
      value,
      over,
    ),
  )

export interface Answers {
  derived: Derived[]
  absences: Absence[]
  breaks: Break[]
  /** The derived figure of this id, or undefined. */
  at(id: string): Derived | undefined
  /** Its value as a number; NaN when it is not there. */
  n(id: string): number
  /** `reason: detail` of an absence by `name@period`. */
  missing(id: string): string | undefined
}

export const deriveFrom = (
  facts: readonly Fact[],
  assumptions: Partial<FormulaAssumptions> = {},
  years = 10,
  currency = 'USD',
): Answers => {
  const { derived, absences, breaks } = derive({
    facts,
    fiscalYears: [],
    currency,
    assumptions: { ...ASSUMPTIONS, ...assumptions },
    years,
  })
  const at = (id: string) => derived.find((d) => d.id === id)
  return {
    derived,
    absences,
    breaks,
    at,
    n: (id) => Number(at(id)?.value ?? Number.NaN),
    missing: (id) => {
      const found = absences.find((a) => `${a.name}@${a.period}` === id)
      return found && `${found.absent}: ${found.detail}`
    },
  }
}
