/** Checks the shipped chains against what the providers declare. */
import { describe, expect, it } from 'vitest'
import { dataSourcesSchema } from '#shared/contracts/config-documents.ts'
import { bulkProvidersOf, providersOf } from '#shared/configuration/provider-grid.ts'
import { SHIPPED_BULK_CHAINS } from '#shared/bulk-chains.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import { BULK_KINDS, MARKETS, PROVIDER_IDS } from '#shared/names.ts'
import shipped from '../../../config/data-sources.json' with { type: 'json' }
import { PROVIDERS } from '../providers/registry.ts'

const { chains } = dataSourcesSchema.parse(shipped)
const cells = MARKETS.flatMap((market) =>
  DATASETS.map((dataset) => ({ market, dataset, chain: chains[market]?.[dataset] ?? [] })),
)
const has = (id: string, market: (typeof MARKETS)[number], dataset: (typeof DATASETS)[number]) =>
  PROVIDERS.find((provider) => provider.id === id)?.datasets[dataset]?.markets.includes(market) ===
  true

describe('whole markets', () => {
  it('are brought by every provider that has them, and by none that has not', () => {
    for (const market of MARKETS)
      for (const kind of BULK_KINDS) {
        const having = PROVIDERS.filter(({ bulk }) => bulk?.[kind]?.markets.includes(market))
        expect([...bulkProvidersOf(market, kind)].sort(), `${market} ${kind}`).toEqual(
          having.map(({ id }) => id).sort(),
        )
      }
  })
  it('are brought by the shipped providers where a configuration has no section for it', () => {
    const { bulk: _, ...former } = shipped
    expect(dataSourcesSchema.parse(former).bulk).toEqual(SHIPPED_BULK_CHAINS)
    expect(shipped.bulk).toEqual(SHIPPED_BULK_CHAINS)
  })
})

describe('the shipped chains', () => {
  it('name every provider for what it has, and none for what it has not', () => {
    for (const { market, dataset, chain } of cells) {
      const declared = PROVIDERS.filter((provider) => has(provider.id, market, dataset)).map(
        (provider) => provider.id,
      )
      expect([...chain].sort(), `${market} ${dataset}`).toEqual([...declared].sort())
      // A written chain is checked against the shipped ones, so these must be the whole grid.
      expect([...providersOf(market, dataset)].sort()).toEqual([...declared].sort())
    }
  })
  it('put a provider with a key ahead of those without, but for the filings themselves and for prices of the day before', () => {
    const keyed = new Set(
      PROVIDERS.filter((provider) => provider.key !== null).map((provider) => provider.id),
    )
    for (const { market, dataset, chain } of cells) {
      if (dataset === 'quote') continue
      // Each letter typed would cost one of its 25 calls a day.
      const spared = dataset === 'instrument' ? 'alphavantage' : null
      const authority = chain.findIndex((id) => !['sec', 'cninfo', 'hkexnews'].includes(id))
      const rest = chain.slice(Math.max(authority, 0)).filter((id) => id !== spared)
      const firstKeyless = rest.findIndex((id) => !keyed.has(id))
      expect(
        rest.slice(Math.max(firstKeyless, 0)).filter((id) => firstKeyless >= 0 && keyed.has(id)),
        `${market} ${dataset}`,
      ).toEqual([])
    }
  })
  it('leave no market without a keyless provider of what an analysis needs', () => {
    for (const { market, dataset, chain } of cells) {
      if (
        ![
          'profile',
          'statements',
          'shares',
          'actions',
          'bars',
          'multiples',
          'quote',
          'news',
          'filings',
        ].includes(dataset)
      )
        continue
      const keyless = chain.filter(
        (id) => PROVIDERS.find((provider) => provider.id === id)?.key === null && id !== 'recorded',
      )
      expect(keyless.length, `${market} ${dataset}`).toBeGreaterThan(0)
    }
  })
  it('every id is a provider that is built in, but for the simulated one, which no chain can name', () => {
    expect([...PROVIDERS.map((provider) => provider.id), 'simulated'].sort()).toEqual(
      [...PROVIDER_IDS].sort(),
    )
    const told = {
      ...shipped,
      chains: { ...shipped.chains, US: { ...shipped.chains.US, quote: ['simulated'] } },
    }
    expect(dataSourcesSchema.safeParse(told).error?.issues[0]?.path).toEqual([
      'chains',
      'US',
      'quote',
      0,
    ])
  })
})
