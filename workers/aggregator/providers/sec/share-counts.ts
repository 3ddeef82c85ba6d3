/**
 * Share counts as filed: from the cover (dei:EntityCommonStockSharesOutstanding, on the cover's
 * date) and from the balance sheet. A company with several classes (Alphabet) counts each on its
 * cover with a dimension that companyfacts leaves out. For such a company only the balance sheet's
 * total may be available. Counts are not adjusted for later splits.
 */
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { failed } from './client.ts'
import { filedBy } from './filed.ts'
import { subjectOf } from './instrument.ts'

/** One item for each date, newest first. If a date has two counts, the count filed last is used. */
export const countsOf = (facts: readonly NewFact[]): NewItem<'shares'>[] => {
  const byDate = new Map<string, NewFact>()
  for (const fact of facts) {
    const counted = byDate.get(fact.end)
    if (fact.concept === 'shares_outstanding' && (!counted || fact.known_at >= counted.known_at))
      byDate.set(fact.end, fact)
  }
  return [...byDate.values()]
    .sort((a, b) => b.end.localeCompare(a.end))
    .map(({ concept, end, value, unit, provider_field, known_at, source_url, source }) => ({
      key: end,
      item: { date: end, figures: [{ concept, value, unit, provider_field }] },
      known_at,
      source_url,
      source,
    }))
}

export const shareCounts = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const filed = await filedBy(query, context)
  if (!filed.ok) return filed
  const { submissions, facts, sources } = filed.data
  const items = countsOf(facts)
  if (items.length === 0)
    return failed(
      'empty',
      `no report of ${query.symbol} counts its shares as one; counts by class of share are not in companyfacts`,
    )
  return { ok: true, data: { subject: subjectOf(query.symbol, submissions), items, sources } }
}
