/** For tests: one reading through an adapter, kept and stored as a live read does it. */
import type { ItemDataset } from '#shared/names.ts'
import type { Database } from '#shared/db/client.ts'
import { instrumentId } from '#shared/symbol.ts'
import { keepReading } from '../chain/keep-reading.ts'
import { mapItems, mapRate, mapStatements } from '../chain/map-answer.ts'
import { storeAnswer } from '../facts/store.ts'
import { storeItems } from '../items/store.ts'
import type { NewFetch } from '../model/company-reading.ts'
import type { ItemsAnswer, Provider, ProviderContext, ProviderResult } from '../model/provider.ts'
import { caseQuery, type ProviderCase } from '../providers/test/case.ts'

export type ReadingCase = Pick<ProviderCase, 'dataset' | 'market' | 'symbol' | 'query'>

export const idOf = ({ dataset, market, symbol }: ReadingCase): string =>
  dataset === 'fx' ? `FX:${symbol}` : instrumentId(market, symbol)

/** Throws when the adapter does not serve. */
export const readAndStore = async (
  db: Database,
  provider: Provider,
  told: ReadingCase,
  context: ProviderContext,
): Promise<void> => {
  const { dataset, market, symbol } = told
  const askedAt = context.now()
  const served: NewFetch = {
    provider: provider.id,
    outcome: 'served',
    reason: null,
    detail: null,
    askedAt,
    retryAt: null,
    recorded: null,
  }
  const identity = { provider: provider.id, dataset, instrument: idOf(told) }
  const question = { query: caseQuery(told), named: {} }
  const kept = keepReading(context)
  const sound = <A>(result: ProviderResult<A>): A => {
    if (!result.ok) throw new Error(`${provider.id} ${dataset}: ${result.detail}`)
    return result.data
  }
  if (dataset === 'statements') {
    const mapped = await mapStatements(provider, question, kept.context)
    const answer = sound(kept.onto(mapped, identity, { about: 'company', ...question }))
    return storeAnswer(db, answer, [served], askedAt, askedAt)
  }
  const [to = '', from = ''] = symbol.split('/')
  const answer: ItemsAnswer<ItemDataset> =
    dataset === 'fx'
      ? sound(
          kept.onto(await mapRate(provider, { from, to }, kept.context), identity, {
            about: 'rate',
            market,
            query: { from, to },
          }),
        )
      : sound(
          kept.onto(
            await mapItems<ItemDataset>(dataset, provider, question, kept.context),
            identity,
            { about: 'company', ...question },
          ),
        )
  return storeItems(db, {
    dataset: dataset as ItemDataset,
    id: identity.instrument,
    market,
    provider: provider.id,
    answer,
    fetches: [served],
    askedAt,
  })
}
