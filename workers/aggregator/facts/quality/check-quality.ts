/**
 * Checks the facts of one company against each other and against the figures of other providers.
 * Nothing is dropped, changed or averaged: a fact keeps its value and gets the list of the checks
 * it failed, with the other figures. Pure.
 */
import type { CheckSummary, Fact } from '#shared/contracts/facts.ts'
import type { Comparison } from '../../metrics/provider-agreement.ts'
import { bookOf } from './book.ts'
import { checkCurrencies, checkParts, checkRanges, checkUnits } from './bounds.ts'
import { PROVIDERS } from './catalogue.ts'
import { findings } from './findings.ts'
import { checkCashFlows, checkCashRoll, checkIdentities } from './identities.ts'
import { checkJumps } from './jumps.ts'
import { checkEps } from './per-share.ts'
import { checkProviders } from './providers.ts'
import { checkQuarters } from './quarters.ts'

export interface QualityInput {
  /** The chosen facts: one for each concept, period and basis. */
  facts: readonly Fact[]
  /** Facts of other providers on the same company, for any concept and period. */
  others: readonly Fact[]
  /** The fraction by which two providers' figures may differ. */
  tolerance?: number
}

/**
 * Gives the same facts in the same order, for each check how often it was made and how often it
 * failed, and the figures that two providers both have. A check is not made when one of its inputs is missing.
 */
export const checkQuality = ({
  facts,
  others,
  tolerance = PROVIDERS,
}: QualityInput): {
  facts: Fact[]
  checks: CheckSummary[]
  comparisons: Comparison[]
} => {
  const book = bookOf(facts)
  const report = findings()
  checkIdentities(book, report)
  checkCashFlows(book, report)
  checkCashRoll(book, report)
  checkQuarters(book, report)
  checkParts(book, report)
  checkRanges(book, report)
  checkEps(book, report)
  checkJumps(book, report)
  checkUnits(book, report)
  checkCurrencies(book, report)
  const comparisons = checkProviders(book, others, tolerance, report)
  return {
    facts: report.applied(facts),
    checks: report.summaries({ providers_agree: tolerance }),
    comparisons,
  }
}
