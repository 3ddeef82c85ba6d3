/**
 * Whether the facts of a company are all that its readers need first, so that no further provider
 * need be asked. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'

/**
 * The figures that readers of statements need first. When a provider lacks one of them, or knows
 * few years, the next provider of the chain is asked too.
 */
const CORE = [
  ['revenue', 'net_interest_income', 'premiums_earned'],
  ['net_income', 'net_income_total'],
  ['total_assets'],
  ['total_liabilities', 'total_equity', 'equity_parent'],
  ['operating_cash_flow'],
] as const

/**
 * The years that show a trend. With fewer, the next provider is asked, because it may know more.
 */
const ENOUGH_YEARS = 4

/** Whether there are figures of all three statements and enough years. */
export const isComplete = (facts: readonly Pick<Fact, 'concept' | 'period'>[]): boolean => {
  const present = new Set<string>(facts.map((fact) => fact.concept))
  const years = new Set(
    facts.flatMap(({ concept, period }) =>
      concept.startsWith('net_income') && period.startsWith('FY') ? [period] : [],
    ),
  )
  return (
    years.size >= ENOUGH_YEARS &&
    CORE.every((alternatives) => alternatives.some((concept) => present.has(concept)))
  )
}
