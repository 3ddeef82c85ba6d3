/** The rows of the watchlist. Pure. */
import type { Watchlist } from '#shared/contracts/config-documents.ts'
import type { Market } from '#shared/names.ts'

export interface WatchRow {
  /** As it is asked for: `US:AAPL`. */
  instrument: string
  market: Market
  symbol: string
  names: { en?: string | undefined; zh?: string | undefined }
}

/**
 * Companies whose statements are shipped as recordings. They stand in the list until the configured
 * one is read, or if it cannot be.
 */
export const EXAMPLES: Watchlist = [
  { market: 'US', symbol: 'AAPL', names: { en: 'Apple', zh: '苹果' } },
  { market: 'US', symbol: 'NVDA', names: { en: 'NVIDIA', zh: '英伟达' } },
  { market: 'CN', symbol: '600519.SH', names: { en: 'Kweichow Moutai', zh: '贵州茅台' } },
  { market: 'HK', symbol: '00700', names: { en: 'Tencent', zh: '腾讯控股' } },
  { market: 'JP', symbol: '7203', names: { en: 'Toyota', zh: '丰田汽车' } },
]

/** One read of prices takes no more instruments than this. */
export const MOST_ROWS = 100

export const watchRows = (list: Watchlist): WatchRow[] =>
  list.slice(0, MOST_ROWS).map(({ market, symbol, names }) => ({
    instrument: `${market}:${symbol}`,
    market,
    symbol,
    names: names ?? {},
  }))

const EXAMPLE_IDS = new Set(watchRows(EXAMPLES).map(({ instrument }) => instrument))
/** Whether every company of the list can be read without a network. */
export const areRecorded = (rows: readonly WatchRow[]): boolean =>
  rows.length > 0 && rows.every(({ instrument }) => EXAMPLE_IDS.has(instrument))
