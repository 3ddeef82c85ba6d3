/**
 * The facts of one submission of the data sets, mapped by itself with its comparatives: nothing
 * that was filed later takes part, and what is stored of one quarter does not depend on another.
 * Pure.
 */
import type { NewFact } from '../../../model/provider.ts'
import { endOfDay, MARKET_ZONES } from '../../../time/market-time.ts'
import type { CheckedShape } from '../raw.ts'
import { PERIODIC_FORMS } from '../select.ts'
import { toFacts } from '../to-facts.ts'
import { companyFactsOf } from './company-facts.ts'
import type { FiledValue, Submission } from './rows.ts'

/** 8-K, 6-K and S-4 are no periodic reports. */
export const isPeriodic = ({ form }: Pick<Submission, 'form'>): boolean => PERIODIC_FORMS.has(form)

/** From when a submission could be known: its acceptance, else the end of its day of filing. */
export const knownAt = ({ accepted, filed }: Submission): string =>
  accepted ?? endOfDay(filed, MARKET_ZONES.US)

const OF_EARNINGS =
  /^(?:Earnings|Income|Net|Basic|Diluted|Dividends|CommonStockDividends|Distribution)/
const OF_A_SHARE = /Share|Unit/

/**
 * Whether a tag is of a figure that only a company with shares or units in other hands files:
 * earnings or dividends of one share, or a weighted count of them. A subsidiary with bonds has
 * shares issued, all of them in its parent's hands. Tags of the filer's own and values of one class
 * of shares or of one registrant count too: Visa and Exelon file nothing else.
 */
export const isOfShares = (tag: string): boolean =>
  OF_A_SHARE.test(tag) &&
  (tag.startsWith('WeightedAverage') || (tag.includes('Per') && OF_EARNINGS.test(tag)))

export const factsOfSubmission = (
  submission: Submission,
  values: Iterable<FiledValue>,
): CheckedShape<NewFact[]> => {
  const mapped = toFacts({
    companyFacts: companyFactsOf(submission, new Map([[submission.accn, submission]]), values),
    documents: new Map(),
    fiscalYearEnd: submission.fiscalYearEnd?.replace(/^(..)(..)$/, '$1-$2') ?? null,
  })
  if (!mapped.ok) return mapped
  const known_at = knownAt(submission)
  return { ok: true, data: mapped.data.map((fact) => ({ ...fact, known_at })) }
}
