/**
 * One question to an adapter, with the checks of its answer. A live read and the mapping of kept
 * answers both go through here; they differ in the context alone.
 */
import type { ItemDataset } from '#shared/names.ts'
import type { ProviderNames } from '../model/company-reading.ts'
import type {
  CompanyQuery,
  FxQuery,
  ItemsAnswer,
  ItemsCapability,
  Provider,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../model/provider.ts'
import type { ExpectedSubject } from '../identity/naming.ts'
import { checkItems, checkStatements } from './check.ts'

/** What one company is asked for, and the names by which its answer is checked. */
export interface CompanyQuestion {
  query: CompanyQuery
  named: ProviderNames
}

const expected = (
  { id }: Provider,
  { query, named }: CompanyQuestion,
  context: ProviderContext,
): ExpectedSubject => ({
  provider: id,
  market: query.market,
  symbol: query.symbol,
  known: query.known,
  named: { by: named, now: context.now() },
})

export const mapStatements = async (
  provider: Provider,
  question: CompanyQuestion,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const capability = provider.datasets.statements
  if (!capability) throw new Error(`${provider.id} has no statements`)
  return checkStatements(
    expected(provider, question, context),
    await capability.fetch(question.query, context),
  )
}

export const mapItems = async <D extends ItemDataset>(
  dataset: D,
  provider: Provider,
  question: CompanyQuestion,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<D>>> => {
  const capability = provider.datasets[dataset as Exclude<D, 'instrument' | 'fx'>] as
    | ItemsCapability<D>
    | undefined
  if (!capability) throw new Error(`${provider.id} has no ${dataset}`)
  return checkItems(
    dataset,
    expected(provider, question, context),
    await capability.fetch(question.query, context),
  )
}

/** An exchange rate as the one item of its dataset. */
export const mapRate = async (
  provider: Provider,
  { from, to }: FxQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'fx'>>> => {
  const capability = provider.datasets.fx
  if (!capability) throw new Error(`${provider.id} has no exchange rates`)
  const result = await capability.fetch({ from, to }, context)
  if (!result.ok) return result
  const { rate, source_url, sources } = result.data
  if (rate.from !== from || rate.to !== to)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `${provider.id}: asked for ${to}/${from}, answered ${rate.to}/${rate.from}`,
    }
  const item = {
    key: rate.at.slice(0, 10),
    item: rate,
    known_at: rate.at,
    source_url,
    source: sources.length > 0 ? 0 : null,
  }
  const subject = { symbol: null, name: null, currency: null }
  return { ok: true, data: { subject, items: [item], sources } }
}
