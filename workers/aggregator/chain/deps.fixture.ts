/**
 * For tests: dependencies with every gate open, a configuration with the given chains, and
 * providers that have only a name and some datasets.
 */
import { type DataSources, dataSourcesSchema } from '#shared/contracts/config-documents.ts'
import type { ProviderId } from '#shared/names.ts'
import shipped from '../../../config/data-sources.json' with { type: 'json' }
import type { Datasets, Provider, ProviderContext } from '../model/provider.ts'
import type { ReadThroughDeps } from './read-through.ts'

export const dataSources = (chains: Partial<DataSources['chains']>): DataSources => ({
  ...dataSourcesSchema.parse(shipped),
  chains: { CN: {}, HK: {}, US: {}, JP: {}, ...chains },
})

export const providerNamed = (
  id: ProviderId,
  datasets: Datasets,
  key: Provider['key'] = null,
): Provider => ({
  id,
  name: id,
  home: 'https://example.com/',
  key,
  budget: [],
  delay: {},
  terms: { kind: 'unstated', store: true, redistribute: false, note: 'For tests.' },
  probe: { dataset: 'statements', market: 'US', symbol: 'AAPL' },
  datasets,
})

const noFetch: typeof fetch = () => Promise.reject(new Error('no outbound call is expected'))

export const openContext = (now: () => Date): ProviderContext => {
  const memory = new Map<string, string>()
  return {
    requestId: 'test-request',
    fetch: noFetch,
    now,
    key: null,
    timeoutMs: 1_000,
    contact: 'Test test@example.com',
    memory: {
      get: async (name) => memory.get(name) ?? null,
      put: async (name, value) => {
        memory.set(name, value)
      },
    },
  }
}

export const openDeps = (now: () => Date): Omit<ReadThroughDeps, 'providers'> => {
  const context = openContext(now)
  return {
    contextOf: () => context,
    hasKey: () => true,
    gate: {
      enter: async () => ({ go: true }),
      spend: async () => true,
      leave: async () => {},
      memory: () => context.memory,
    },
    now,
    known: () => ({ recorded: [], tickers: null }),
    singleFlight: async (_, __, work) => ({ led: true, value: await work() }),
  }
}
