/**
 * Checks the facts of one company against each other and against the figures of other providers.
 * Nothing is dropped or averaged: a fact keeps its value and gets the list of the checks it failed,
 * with the other figures. Only a sign or a scale of which an identity leaves one reading is mended,
 * and marked. Pure.
 */
import type { CheckSummary, Fact } from '#shared/contracts/facts.ts'
import type { ProviderComparison } from '../../metrics/provider-agreement.ts'
import { type QualityBook, bookOf } from './book.ts'
import { checkCurrencies, checkParts, checkRanges, checkUnits } from './bounds.ts'
import { PROVIDERS } from './catalogue.ts'
import { type Findings, findings } from './findings.ts'
import { checkCashFlows, checkCashRoll, checkIdentities } from './identities.ts'
import { checkJumps } from './jumps.ts'
import { checkAfterTax } from './after-tax.ts'
import { mended } from './mend.ts'
import { checkEps } from './per-share.ts'
import { checkProviders } from './providers.ts'
import { checkQuarters } from './quarters.ts'
import { checkShareCounts } from './share-counts.ts'

export interface QualityInput {
  /** The chosen facts: one for each concept, period and basis. */
  facts: readonly Fact[]
  /** Facts of other providers on the same company, for any concept and period. */
  others: readonly Fact[]
  /** The fraction by which two providers' figures may differ. */
  tolerance?: number
}

/** All checks but those that compare providers. */
const checkBook = (book: QualityBook, report: Findings): void => {
  checkIdentities(book, report)
  checkCashFlows(book, report)
  checkCashRoll(book, report)
  checkQuarters(book, report)
  checkParts(book, report)
  checkRanges(book, report)
  checkEps(book, report)
  checkAfterTax(book, report)
  checkShareCounts(book, report)
  checkJumps(book, report)
  checkUnits(book, report)
  checkCurrencies(book, report)
}

/** What a count of shares in another unit fails for no other reason than that. */
const OF_THE_UNIT: ReadonlySet<string> = new Set(['eps', 'jump'])

/**
 * What is said of a mended figure. Of a count of shares in another unit the mark of the mend is
 * all: other counts bear the mended one out, and with it EPS and net income agree, so that neither
 * of these is contradicted. Any other mended figure keeps what failed for its filed value.
 */
const saidOfMended = (fact: Fact, failed: Fact['quality'] | undefined): Fact['quality'] => {
  if (failed === undefined || failed === 'ok' || fact.mended_from?.check !== 'eps')
    return failed ?? fact.quality
  return failed.filter(({ check }) => !OF_THE_UNIT.has(check))
}

/** Figures beside a mended one are checked against its mended value. */
const withMends = (facts: readonly Fact[]) => {
  const report = findings()
  const book = bookOf(facts)
  const mends = mended(book, facts, report)
  if (!mends) return { facts, report, book }
  checkBook(book, report)
  const failed = report.applied(facts)
  return {
    facts: mends.facts.map((fact, at) =>
      mends.at.has(at) ? { ...fact, quality: saidOfMended(fact, failed[at]?.quality) } : fact,
    ),
    report: null,
    book: null,
  }
}

/**
 * Gives the facts in the same order, for each check how often it was made and how often it failed,
 * and the figures that two providers both have. Values stay as filed, except where a sum leaves one
 * reading of a sign or a scale. A check is not made when one of its inputs is missing.
 */
export const checkQuality = ({
  facts: given,
  others,
  tolerance = PROVIDERS,
}: QualityInput): { facts: Fact[]; checks: CheckSummary[]; comparisons: ProviderComparison[] } => {
  const { facts, ...kept } = withMends(given)
  const report = kept.report ?? findings()
  const book = kept.book ?? bookOf(facts)
  checkBook(book, report)
  const comparisons = checkProviders(book, others, tolerance, report)
  const checked = report.applied(facts)
  return {
    facts: checked,
    checks: withMended(report.summaries({ providers_agree: tolerance }), checked),
    comparisons,
  }
}

/** Counts what failed for the filed values of mended figures, each failure once. */
const withMended = (checks: CheckSummary[], facts: readonly Fact[]): CheckSummary[] => {
  const failed = new Set(
    facts.flatMap((fact) =>
      fact.mended_from && fact.quality !== 'ok'
        ? fact.quality.map(({ check, detail }) => `${check} ${detail}`)
        : [],
    ),
  )
  if (failed.size === 0) return checks
  const names = [...failed].map((failure) => failure.slice(0, failure.indexOf(' ')))
  return checks.map((check) => {
    const count = names.filter((name) => name === check.id).length
    const made = Math.max(check.made, count)
    return count === 0 ? check : { ...check, made, failed: Math.min(made, check.failed + count) }
  })
}
