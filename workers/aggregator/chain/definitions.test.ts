/** Checks that providers are asked for what a dataset's definition says, and checked by it. */
import { expect, test } from 'vitest'
import { DEFINITIONS, ITEM_DATASETS } from '#shared/datasets/registry.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { CompanyQuery, Datasets, ItemsAnswer } from '../model/provider.ts'
import { checkItems } from './check.ts'
import { fetchItems } from './dataset-stores.ts'
import { openContext, providerNamed } from './deps.fixture.ts'

const NOW = new Date('2026-03-02T12:00:00.000Z')
const TODAY = Date.parse('2026-03-02')
const DAY_MS = 86_400_000
const whom = { market: 'US', symbol: 'AAPL' } as const

/** A search and a rate are asked for by queries of their own, which have no window. */
const isAskedByCompany = (
  dataset: ItemDataset,
): dataset is Exclude<ItemDataset, 'instrument' | 'fx'> =>
  dataset !== 'instrument' && dataset !== 'fx'

test.for(ITEM_DATASETS.filter(isAskedByCompany))('%s is asked for its window', async (dataset) => {
  const queries: CompanyQuery[] = []
  const datasets: Datasets = {
    [dataset]: {
      markets: ['US'],
      calls: 1,
      fetch: async (query: CompanyQuery) => {
        queries.push(query)
        return { ok: false, reason: 'empty', detail: 'nothing' }
      },
    },
  }
  const provider = providerNamed('fmp', datasets)
  const asked = { ...whom, catalogued: () => null }
  await fetchItems(
    dataset,
    asked,
    provider,
    null,
    openContext(() => NOW),
  )
  const days = DEFINITIONS[dataset].window_days
  expect(queries).toMatchObject([
    {
      ...whom,
      from: new Date(TODAY - days * DAY_MS).toISOString().slice(0, 10),
      to: '2026-03-02',
    },
  ])
})

/** A record without any field: none of the schemas has it. */
const fieldless = <D extends ItemDataset>(): ItemsAnswer<D> =>
  JSON.parse(
    JSON.stringify({
      subject: { symbol: null, name: null, currency: null },
      items: [
        {
          key: 'a',
          item: {},
          known_at: NOW.toISOString(),
          source_url: 'https://example.com/',
          source: null,
        },
      ],
      sources: [],
    }),
  )

test.for(ITEM_DATASETS)('%s is refused when a record is not of its schema', (dataset) => {
  const path = DEFINITIONS[dataset].item.safeParse({}).error?.issues[0]?.path.join('.') || 'root'
  expect(
    checkItems(dataset, { provider: 'fmp', ...whom, known: null }, { ok: true, data: fieldless() }),
  ).toEqual({
    ok: false,
    reason: 'malformed',
    detail: `fmp: ${dataset} 0 does not have the expected form at ${path}`,
  })
})
