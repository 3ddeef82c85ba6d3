/**
 * Adds the stored splits as facts for companies whose statements do not report splits. Per-share
 * figures from outside EDGAR stay as they were disclosed, so only the later splits bring two of
 * them onto one basis. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import type { StoredSplit } from '../model/company-reading.ts'

const SPLIT = 'stock_split_ratio'

/** A split takes effect on the ex-date: a figure disclosed earlier is on the old basis. */
const asFact = ({
  id,
  key,
  provider,
  ex_date,
  ratio,
  source_url,
  retrieved_at,
}: StoredSplit): Fact => ({
  id,
  concept: SPLIT,
  period: `@${ex_date}`,
  period_label: null,
  start: null,
  end: ex_date,
  value: ratio,
  unit: 'x',
  basis: { consolidation: 'consolidated', standard: 'unstated' },
  provider,
  provider_field: 'actions',
  provider_record: key,
  form: null,
  source_url,
  filed_at: null,
  known_at: `${ex_date}T00:00:00.000Z`,
  retrieved_at,
  quality: 'ok',
})

/**
 * The facts with the missing splits added. When the statements report splits, they report all of
 * them, and none is added.
 */
export const withSplits = (
  facts: readonly Fact[],
  splits: readonly StoredSplit[] | null,
): Fact[] =>
  splits === null || facts.some((fact) => fact.concept === SPLIT)
    ? [...facts]
    : [...facts, ...splits.filter(({ ratio }) => Number(ratio) !== 1).map(asFact)]
