/**
 * Who brings what of a whole market, as shipped: the default of a configuration that was written
 * before it had a section of its own for this. A test holds it equal to config/data-sources.json.
 *
 * Every list of a universe is brought, for each has something of its own (numbers, industries,
 * delisted shares). Of a market day and of frames the first provider that serves is enough.
 */
import type { BulkKind, Market, ProviderId } from './names.ts'

export type BulkChains = Partial<
  Record<Market, Partial<Record<BulkKind, Exclude<ProviderId, 'simulated'>[]>>>
>

export const SHIPPED_BULK_CHAINS: BulkChains = {
  CN: {
    universe: ['tushare', 'eastmoney'],
    market_day: ['tushare', 'eastmoney', 'tencent'],
    frames: ['tushare', 'eastmoney'],
  },
  HK: { universe: ['eastmoney'], market_day: ['tencent'] },
  US: { universe: ['sec', 'nasdaq'], market_day: ['nasdaq', 'tencent'], frames: ['sec'] },
  JP: { universe: ['jquants'], market_day: ['jquants'], frames: ['jquants'] },
}
