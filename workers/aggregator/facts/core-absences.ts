/** Why a figure that every company is expected to file is missing from a fiscal year. Pure. */
import type { ConceptId } from '#shared/concepts.ts'
import type { Absence, Derived, Fact, FiscalYear } from '#shared/contracts/facts.ts'
import { companyKind, isFinancial } from '../metrics/company-kind.ts'
import { indexFacts } from '../metrics/fact-index.ts'
import { dayOf, sameDay } from '#shared/days.ts'
import type { IndustryKind } from '#shared/industry.ts'

/** The figures that a reader of ten years of statements looks for first. */
const CORE: readonly ConceptId[] = [
  'revenue',
  'operating_income',
  'net_income',
  'eps_diluted',
  'total_assets',
  'total_liabilities',
  'equity_parent',
  'operating_cash_flow',
  'capex',
]
/** Lines that a bank's or an insurer's statements do not have. */
const NOT_OF_BANKS: ReadonlySet<string> = new Set<ConceptId>(['operating_income', 'capex'])

const near = (a: string, b: string): boolean => sameDay(dayOf(a), dayOf(b))

export interface CoreAbsencesInput {
  facts: readonly Fact[]
  derived: readonly Derived[]
  /** The fiscal years that are shown. */
  fiscalYears: readonly FiscalYear[]
  /** True when the facts come from the shipped recording. */
  recorded: boolean
  /** The kind that the company's industry tells; null where it is not known. */
  industry?: IndustryKind | null
}

/**
 * One absence for each core concept and shown year that has neither a filed nor a derived figure.
 */
export const coreAbsences = ({
  facts,
  derived,
  fiscalYears,
  recorded,
  industry = null,
}: CoreAbsencesInput): Absence[] => {
  const bank = isFinancial(companyKind(indexFacts(facts), industry))
  const present = Map.groupBy(
    [...facts.map((fact) => ({ ...fact, name: fact.concept })), ...derived],
    (figure) => figure.name,
  )
  /**
   * Providers differ by a few days on the end of a 52/53-week year, so a figure with another
   * provider's dates still counts as a figure of the year.
   */
  const has = (name: ConceptId, year: FiscalYear): boolean =>
    (present.get(name) ?? []).some(
      ({ start, end }) => near(end, year.end) && (start === null || near(start, year.start)),
    )
  const absence = (name: ConceptId, year: FiscalYear): Absence => {
    const about = { name, period: year.label }
    if (bank && NOT_OF_BANKS.has(name))
      return {
        ...about,
        absent: 'not_applicable',
        detail: 'A bank or insurer does not report this line.',
      }
    if (recorded)
      return {
        ...about,
        absent: 'not_in_recording',
        detail: 'The shipped recording does not hold this line of this year.',
      }
    return {
      ...about,
      absent: 'not_reported',
      detail: 'The provider has no filed figure for this line of this year.',
    }
  }
  return fiscalYears.flatMap((year) =>
    CORE.filter((name) => !has(name, year)).map((name) => absence(name, year)),
  )
}
