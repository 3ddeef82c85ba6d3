/**
 * The kind of a company: its industry together with what it files, by amounts and never by the
 * presence of one line. An industry whose lines a company does not file does not hold, and where
 * nothing is known of the industry several lines of a bank or an insurer must speak for it.
 */
import { conceptOf, type ConceptId } from '#shared/concepts.ts'
import type { IndustryKind } from '#shared/industry.ts'
import { isYearLong } from '#shared/period-length.ts'
import type { FactIndex } from './fact-index.ts'

/** The lines that only banks have; other lenders have some of them. */
const OF_BANKS: readonly ConceptId[] = [
  'deposits',
  'loans',
  'net_interest_income',
  'provision_for_credit_losses',
]
const OF_INSURERS: readonly ConceptId[] = [
  'premiums_earned',
  'claims_incurred',
  'policy_acquisition_costs',
]
/** Lines of other companies, which finance subsidiaries and groups of many businesses also file. */
const OF_OTHERS: readonly ConceptId[] = ['inventory', 'current_assets', 'cost_of_revenue']

const FINANCIAL: ReadonlySet<IndustryKind> = new Set([
  'bank',
  'life_insurer',
  'health_insurer',
  'property_insurer',
  'insurer',
  'broker',
])
const INSURERS: ReadonlySet<IndustryKind> = new Set([
  'life_insurer',
  'health_insurer',
  'property_insurer',
  'insurer',
])

/** A bank with lines of other companies: deposits pay for at least this part of its assets. */
const BANK_DEPOSITS = 0.3
/** An insurer with lines of other companies: premiums are at least this part of its revenue. */
const INSURER_PREMIUMS = 0.5
/** So many lines of a bank speak for a bank whose industry is not known to be one. */
const BANK_LINES = 3
const INSURER_LINES = 2

/** The newest amount of a line: of a year for a flow, on a day for a balance; null when none. */
const newest = (index: FactIndex, concept: ConceptId): number | null => {
  const isFlow = conceptOf(concept).kind === 'flow'
  let found: { end: number; value: number } | null = null
  for (const { fact, start, end } of index.all) {
    if (fact.concept !== concept || (start !== null) !== isFlow) continue
    if (start !== null && !isYearLong(end - start + 1)) continue
    if (found === null || end > found.end) found = { end, value: Number(fact.value) }
  }
  return found === null ? null : found.value
}

/**
 * Whether the newest amount of `part`, divided by that of `whole`, is at least the given fraction.
 */
const makesUp = (index: FactIndex, part: ConceptId, whole: ConceptId, least: number): boolean => {
  const [of, all] = [newest(index, part), newest(index, whole)]
  return of !== null && all !== null && all > 0 && of / all >= least
}

/** A property insurer that credits interest to policyholders has a life business beside it. */
const kindOfInsurer = (index: FactIndex, stated: IndustryKind): IndustryKind =>
  stated === 'property_insurer' && index.has('interest_credited') ? 'insurer' : stated

const statedFinancial = (index: FactIndex, stated: IndustryKind): IndustryKind => {
  const hasOthers = OF_OTHERS.some((line) => index.has(line))
  if (INSURERS.has(stated))
    return hasOthers && !makesUp(index, 'premiums_earned', 'revenue', INSURER_PREMIUMS)
      ? 'general'
      : kindOfInsurer(index, stated)
  if (!hasOthers) return stated
  return stated === 'bank' && makesUp(index, 'deposits', 'total_assets', BANK_DEPOSITS)
    ? stated
    : 'general'
}

/** `stated` is the industry's kind; null when it is not known. */
export const companyKind = (index: FactIndex, stated: IndustryKind | null): IndustryKind => {
  const count = (lines: readonly ConceptId[]): number =>
    lines.filter((line) => index.has(line)).length
  if (stated !== null && FINANCIAL.has(stated)) return statedFinancial(index, stated)
  const hasOthers = count(OF_OTHERS) > 0
  // A shell that bought a business keeps its old code for a while.
  if (stated === 'fund' || stated === 'holding') return hasOthers ? 'general' : stated
  if (stated !== null && stated !== 'general') return stated
  if (hasOthers) return 'general'
  if (
    makesUp(index, 'deposits', 'total_assets', BANK_DEPOSITS) ||
    (index.has('deposits') && count(OF_BANKS) >= BANK_LINES)
  )
    return 'bank'
  return makesUp(index, 'premiums_earned', 'revenue', INSURER_PREMIUMS) ||
    count(OF_INSURERS) >= INSURER_LINES
    ? 'insurer'
    : 'general'
}

/** Banks, insurers and brokers: their balance sheets have no working capital and no debt apart. */
export const isFinancial = (kind: IndustryKind): boolean => FINANCIAL.has(kind)
