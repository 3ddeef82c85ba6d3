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
import { isShareCount, nearestTo, weightedAverages } from '../../metrics/share-count.ts'
import { failed } from './client.ts'
import { filedBy } from './filed.ts'
import { subjectOf } from './instrument.ts'

/**
 * One item for each date, newest first. If a date has two counts, the count filed last is used. A
 * placeholder (100 shares of a company with several classes) is no count and is left out.
 */
export const countsOf = (facts: readonly NewFact[]): NewItem<'shares'>[] => {
  const averages = weightedAverages(facts)
  const isCount = (fact: NewFact): boolean => {
    const average = nearestTo(fact.end, averages)
    return !average || isShareCount(Number(fact.value), Number(average.value))
  }
  const byDate = new Map<string, NewFact>()
  for (const fact of facts) {
    if (fact.concept !== 'shares_outstanding' || !isCount(fact)) continue
    const counted = byDate.get(fact.end)
    if (!counted || fact.known_at >= counted.known_at) byDate.set(fact.end, fact)
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
      `no report of ${query.symbol} counts its shares as one (a placeholder is not a count); counts by class of share are not in companyfacts`,
    )
  return { ok: true, data: { subject: subjectOf(query.symbol, submissions), items, sources } }
}
