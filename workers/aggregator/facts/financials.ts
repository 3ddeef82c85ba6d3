/**
 * Makes the contract's Financials from a company's reading: the years shown, the figures derived
 * from the facts, and the absences. Pure.
 */
import { DAY_MS } from '#shared/days.ts'
import type { BookContent } from '#shared/book/packed.ts'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import type { Attempt, Derived, Fact, Financials, FiscalYear } from '#shared/contracts/facts.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { TradedShare } from '#shared/depositary.ts'
import { derive } from '../metrics/derive.ts'
import { dictionary } from '../metrics/dictionary.ts'
import type { CompanyReading, StoredFetch } from '../model/company-reading.ts'
import { companyKind } from '../metrics/company-kind.ts'
import { indexFacts } from '../metrics/fact-index.ts'
import { industryKind } from '#shared/industry.ts'
import { coreAbsences } from './core-absences.ts'
import { fiscalYearsOfFacts } from '../time/periods.ts'
import { checkQuality } from './quality/check-quality.ts'
import { withSplits } from './split-facts.ts'

/**
 * Days before the newest figure that are always shown, even when few years are asked for. They hold
 * five quarters, so that a quarter stands beside the same quarter of the year before.
 */
const NEWEST_QUARTERS_DAYS = 465

const CURRENCY = /^[A-Z]{3}$/
/** The concepts that tell the reporting currency, in this order. */
const MEASURED_IN = ['total_assets', 'revenue', 'net_income', 'equity_parent']

/**
 * The currency of the newest total assets; when there are none, of the newest other figure in
 * money.
 */
export const reportingCurrency = (facts: readonly Fact[]): string | null => {
  const inMoney = facts
    .filter((fact) => CURRENCY.test(fact.unit))
    .sort((a, b) => b.end.localeCompare(a.end))
  for (const concept of MEASURED_IN) {
    const fact = inMoney.find((f) => f.concept === concept)
    if (fact) return fact.unit
  }
  return inMoney[0]?.unit ?? null
}

/**
 * The facts of the shown years and the newest quarters, and every fact that a shown derived figure
 * uses.
 */
const shownFacts = (
  facts: readonly Fact[],
  years: readonly FiscalYear[],
  derived: readonly Derived[],
): Fact[] => {
  const newest = facts.reduce((time, fact) => Math.max(time, Date.parse(fact.end)), 0)
  const recent = newest - NEWEST_QUARTERS_DAYS * DAY_MS
  const from = Math.min(recent, years[0] ? Date.parse(years[0].start) : recent)
  const inputs = new Set(derived.flatMap((figure) => figure.inputs))
  return facts.filter((fact) => Date.parse(fact.end) >= from || inputs.has(fact.id))
}

export interface ContentInput {
  reading: CompanyReading
  servedBy: StoredFetch
  /** The largest number of fiscal years to show. */
  years: number
  assumptions: SystemConfig['valuation']
  /** The fraction by which two providers' figures may differ. */
  tolerance: number
  /** What a traded share stands for; absent where nobody says. */
  traded?: TradedShare | null
}

export interface FinancialsInput extends ContentInput {
  attempts: Attempt[]
  asOf: Date
}

/** All that a book keeps of a company. Null when nothing that can be read was known. */
export const toContent = (input: ContentInput): BookContent | null => {
  const { instrument } = input.reading
  const { others, splits } = input.reading
  const { facts, checks, comparisons } = checkQuality({
    facts: withSplits(input.reading.facts, splits),
    others,
    tolerance: input.tolerance,
  })
  const { recorded } = input.servedBy
  const currency = reportingCurrency(facts)
  if (!instrument || currency === null) return null
  const allYears = fiscalYearsOfFacts(facts)
  const industry = industryKind(instrument.identifiers.sic, instrument.industry)
  const fiscalYears = allYears.slice(-input.years)
  const { derived, absences, breaks } = derive({
    facts,
    fiscalYears: allYears,
    currency,
    assumptions: input.assumptions,
    years: input.years,
    comparisons,
    industry,
    traded: input.traded ?? null,
  })
  const shown = shownFacts(facts, fiscalYears, derived)
  // A recording may hold only part of the statements, so a missing figure may still have been
  // reported.
  const ofFormulas = recorded
    ? absences.map((a) =>
        a.absent === 'not_reported' ? { ...a, absent: 'not_in_recording' as const } : a,
      )
    : absences
  const stated = new Set(absences.map((absence) => `${absence.name}@${absence.period}`))
  const core = coreAbsences({
    facts: shown,
    derived,
    fiscalYears,
    recorded: recorded !== null,
    industry,
  })
  return {
    instrument,
    industry_kind: companyKind(indexFacts(facts), industry),
    reporting_currency: currency,
    fiscal_years: fiscalYears,
    facts: shown,
    derived,
    absences: [
      ...core.filter((absence) => !stated.has(`${absence.name}@${absence.period}`)),
      ...ofFormulas,
    ],
    ...(breaks.length > 0 && { breaks }),
    dictionary: dictionary(input.assumptions),
    quality_checks: checks,
  }
}

/** Fails with `no_data` when nothing was known at `asOf`. */
export const toFinancials = (input: FinancialsInput): Result<Financials> => {
  const { provider, recorded, served_at } = input.servedBy
  const content = toContent(input)
  if (!content || !served_at)
    return fail(
      'no_data',
      `Nothing of ${input.reading.instrument?.id ?? 'this instrument'} that can be read was filed by ${input.asOf.toISOString()}.`,
      { attempts: input.attempts },
    )
  return ok({
    ...content,
    as_of: input.asOf.toISOString(),
    served_by: { provider, retrieved_at: served_at, recorded },
    attempts: input.attempts,
  })
}
