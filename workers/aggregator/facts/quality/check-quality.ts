/**
 * Checks the facts of one company against each other and against what other providers say. Nothing
 * is dropped, changed or averaged: a fact keeps its value and is told which checks it failed, and
 * what the other figures were. Pure.
 */
import type { CheckSummary, Fact } from '#shared/contracts/facts.ts'
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
  /** Those chosen: one for each concept, period and basis. */
  facts: readonly Fact[]
  /** Of the same company by other providers, any concept and period. */
  others: readonly Fact[]
  /** The fraction two providers' figures may lie apart. */
  tolerance?: number
}

/**
 * The same facts in the same order, and for each check how often it was made and failed. A check
 * whose inputs are not all there is not made.
 */
export const checkQuality = ({
  facts,
  others,
  tolerance = PROVIDERS,
}: QualityInput): { facts: Fact[]; checks: CheckSummary[] } => {
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
  checkProviders(book, others, tolerance, report)
  return { facts: report.applied(facts), checks: report.summaries({ providers_agree: tolerance }) }
}
