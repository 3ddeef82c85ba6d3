/**
 * The simulated exchange (workers/dev/exchange) as a provider of live quotes and of nothing else.
 * It is read like Yahoo, whose protocol has all four markets. Its calls go to the address given
 * when it was made, whatever else is configured.
 */
import type { Delay } from '#shared/datasets/quote.ts'
import type { Market } from '#shared/names.ts'
import { upstreamFetch, upstreamUrl } from '../upstream.ts'
import type {
  ItemsCapability,
  BatchQuotes,
  Provider,
  ProviderContext,
  ProviderFailure,
} from '../../model/provider.ts'
import { batch, quote } from '../yahoo/chart-datasets.ts'

const MARKETS: readonly Market[] = ['US', 'HK', 'CN', 'JP']
const NOW: Delay = { kind: 'realtime' }
/**
 * Most symbols of one call. The exchange's host takes addresses of up to 16 KB; this many symbols
 * take 6 KB.
 */
const BATCH = 500

/** Yahoo's adapter names Yahoo and its hosts in failures, although they were not asked. */
const BLAMED = /^yahoo: (\S+\.yahoo\.com )?/
const failed = (failure: ProviderFailure): ProviderFailure => ({
  ...failure,
  detail: failure.detail.replace(BLAMED, 'simulated exchange: '),
})

export const simulatedExchange = (url: string): Provider => {
  const to = { UPSTREAM_ORIGIN: url }
  const there = (context: ProviderContext): ProviderContext => ({
    ...context,
    fetch: upstreamFetch(to),
  })
  const one: ItemsCapability<'quote'>['fetch'] = async (query, context) => {
    const answer = await quote(query, there(context))
    if (!answer.ok) return failed(answer)
    const sources = answer.data.sources.map((raw) => ({
      ...raw,
      url: upstreamUrl(to, new URL(raw.url)),
    }))
    const items = answer.data.items.map((entry) => ({
      ...entry,
      item: { ...entry.item, delay: NOW },
      source_url: sources[0]?.url ?? url,
    }))
    return { ok: true, data: { ...answer.data, items, sources } }
  }
  const many: BatchQuotes['fetch'] = async (market, symbols, context) => {
    const answer = await batch(market, symbols, there(context))
    return answer.ok ? answer : failed(answer)
  }
  return {
    id: 'simulated',
    name: 'Simulated exchange',
    home: `${url}/control`,
    key: null,
    budget: [{ calls: 6_000, per_seconds: 60 }],
    delay: { US: NOW, HK: NOW, CN: NOW, JP: NOW },
    terms: {
      kind: 'unstated',
      store: true,
      redistribute: false,
      note: 'Made-up prices of a program on this machine, for trying and testing.',
    },
    probe: { dataset: 'quote', market: 'US', symbol: 'AAPL' },
    datasets: {
      quote: { markets: MARKETS, calls: 1, fetch: one, batch: { size: BATCH, fetch: many } },
    },
  }
}
