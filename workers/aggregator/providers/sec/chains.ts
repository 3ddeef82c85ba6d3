/**
 * The tags under which a concept may be filed, best first. Data only. The order here decides among
 * the tags that a company still uses in its newest filings, where the filing's own sums do not. A
 * tag that the company has stopped using ranks after them.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { BALANCE_CHAINS } from './balance-chains.ts'
import { CASH_FLOW_CHAINS } from './cash-flow-chains.ts'
import { debtTagsOf, IFRS_DEBT, US_GAAP_DEBT } from './debt-tags.ts'
import { IDENTITY_TAGS } from './identity-tags.ts'
import { INCOME_CHAINS } from './income-chains.ts'
import { type Source, us } from './sources.ts'

export const CHAINS: Partial<Record<ConceptId, readonly Source[]>> = {
  ...INCOME_CHAINS,
  ...BALANCE_CHAINS,
  ...CASH_FLOW_CHAINS,
}

/** Stock splits are events, not a chain: see splits.ts. */
export const SPLIT_TAG = us('StockholdersEquityNoteStockSplitConversionRatio1')

/** Debt is no chain: see debt.ts. */
export const DEBTS = [US_GAAP_DEBT, IFRS_DEBT]

/** Every tag that is read, without repetition. */
export const TAGS: readonly string[] = [
  ...new Set([
    ...DEBTS.flatMap(debtTagsOf),
    ...IDENTITY_TAGS.map(us),
    ...Object.values(CHAINS).flatMap((chain) =>
      chain.flatMap((s) => [...s.plus, ...s.minus, ...s.unless, ...s.unlessBeside]),
    ),
    SPLIT_TAG,
  ]),
]
