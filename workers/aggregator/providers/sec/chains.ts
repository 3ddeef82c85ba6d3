/**
 * The tags under which a concept may be filed, best first. Data only. The order here decides among
 * the tags that a company still uses in its newest filings, where the filing's own sums do not. A
 * tag that the company has stopped using ranks after them.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { BALANCE_CHAINS } from './balance-chains.ts'
import { CASH_FLOW_CHAINS } from './cash-flow-chains.ts'
import { OTHER_DEBT_FLOWS, SHORT_TERM_FLOWS } from './debt/flow-tags.ts'
import { LIABILITY_TAGS } from './debt/liability-tags.ts'
import { debtTagsOf, IFRS_DEBT, US_GAAP_DEBT } from './debt/tags.ts'
import { IDENTITY_TAGS } from './identity-tags.ts'
import { INCOME_CHAINS } from './income-chains.ts'
import { type TagSum, us } from './sources.ts'

export const CHAINS: Partial<Record<ConceptId, readonly TagSum[]>> = {
  ...INCOME_CHAINS,
  ...BALANCE_CHAINS,
  ...CASH_FLOW_CHAINS,
}

/** Stock splits are events, not a chain: see splits.ts. */
export const SPLIT_TAG = us('StockholdersEquityNoteStockSplitConversionRatio1')

/** Debt is no chain: see debt/. */
export const DEBTS = [US_GAAP_DEBT, IFRS_DEBT]

/** The tags of debt of US filers, without their taxonomy. */
export const DEBT_TAGS: readonly string[] = debtTagsOf(US_GAAP_DEBT).map((name) =>
  name.slice(name.indexOf(':') + 1),
)

/** Every tag from which a figure is read, without repetition. */
export const FIGURE_TAGS: readonly string[] = [
  ...new Set([
    ...DEBTS.flatMap(debtTagsOf),
    ...IDENTITY_TAGS.map(us),
    ...Object.values(CHAINS).flatMap((chain) =>
      chain.flatMap((s) => [
        ...s.plus,
        ...s.minus,
        ...s.unless,
        ...s.unlessBeside,
        ...s.onlyBeside,
        ...s.notBelow,
        ...s.lessFirstOf,
        ...s.also,
      ]),
    ),
    SPLIT_TAG,
  ]),
]

/** Every tag that is looked at: those of figures, and those that show that debt is missing. */
export const TAGS: readonly string[] = [
  ...new Set([
    ...FIGURE_TAGS,
    ...[...LIABILITY_TAGS, ...SHORT_TERM_FLOWS, ...OTHER_DEBT_FLOWS].map(us),
  ]),
]
