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

/**
 * An exchange rate as the one item of its dataset, or one rate a day where a history is asked for.
 */
export const mapRate = async (
  provider: Provider,
  query: FxQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'fx'>>> => {
  const capability = provider.datasets.fx
  if (!capability) throw new Error(`${provider.id} has no exchange rates`)
  const { from, to, since } = query
  const result = await capability.fetch(query, context)
  if (!result.ok) return result
  const { rate, history, source_url, sources } = result.data
  const rates = since === undefined ? [rate] : (history ?? [])
  const other = rates.find((one) => one.from !== from || one.to !== to)
  if (other)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `${provider.id}: asked for ${to}/${from}, answered ${other.to}/${other.from}`,
    }
  if (rates.length === 0)
    return { ok: false, reason: 'empty', detail: `${provider.id}: no rates of ${to}/${from}` }
  const items = rates.map((item) => ({
    key: item.at.slice(0, 10),
    item,
    known_at: item.at,
    source_url,
    source: sources.length > 0 ? 0 : null,
  }))
  const subject = { symbol: null, name: null, currency: null }
  return { ok: true, data: { subject, items, sources } }
}
