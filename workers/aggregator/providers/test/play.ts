/**
 * Plays a case: it runs the provider's own adapter and then the checks of every answer. Tests only.
 */
import type { ItemDataset } from '#shared/names.ts'
import { checkItems, checkStatements } from '../../chain/check.ts'
import { caseQuery, type ProviderCase } from './case.ts'
import type {
  ItemsCapability,
  Provider,
  ProviderContext,
  ProviderFailure,
} from '../../model/provider.ts'
import { PROVIDERS } from '../registry.ts'

export interface Played {
  ok: true
  /** The facts, the items, the instruments or the single rate that were found. */
  found: readonly unknown[]
  /** The whole answer. */
  data: unknown
}

export const providerOf = (given: ProviderCase): Provider => {
  const provider = PROVIDERS.find((p) => p.id === given.provider)
  if (!provider) throw new Error(`${given.provider} is not in the registry`)
  return provider
}

export const play = async (
  given: ProviderCase,
  context: ProviderContext,
): Promise<Played | ProviderFailure> => {
  const { datasets } = providerOf(given)
  const { dataset, market, symbol, provider } = given
  if (!datasets[dataset]?.markets.includes(market))
    throw new Error(`${provider} does not declare ${dataset} in ${market}`)
  const query = caseQuery(given)
  const asked = { provider, market, symbol, known: query.known }
  if (dataset === 'statements') {
    const result = checkStatements(
      asked,
      await (datasets.statements as NonNullable<typeof datasets.statements>).fetch(query, context),
    )
    return result.ok ? { ok: true, found: result.data.facts, data: result.data } : result
  }
  if (dataset === 'instrument') {
    const result = await (datasets.instrument as NonNullable<typeof datasets.instrument>).fetch(
      { text: symbol, market },
      context,
    )
    if (!result.ok) return result
    return result.data.length > 0
      ? { ok: true, found: result.data, data: result.data }
      : { ok: false, reason: 'empty', detail: `${provider}: nothing found` }
  }
  if (dataset === 'fx') {
    const [to = '', from = ''] = symbol.split('/')
    const result = await (datasets.fx as NonNullable<typeof datasets.fx>).fetch(
      { from, to },
      context,
    )
    return result.ok ? { ok: true, found: [result.data.rate], data: result.data } : result
  }
  const capability = datasets[dataset] as ItemsCapability<ItemDataset>
  const result = checkItems<ItemDataset>(dataset, asked, await capability.fetch(query, context))
  return result.ok ? { ok: true, found: result.data.items, data: result.data } : result
}
