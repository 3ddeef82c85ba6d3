/** Tencent's two hosts: the quote lines (GBK) and the daily bars (JSON). Keyless. */
import type { Market } from '#shared/contracts/instrument.ts'
import { askUpstream, type UpstreamAnswer } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../provider.ts'

/** `600519.SH` -> `sh600519`, `00700` -> `hk00700`, `BRK.B` -> `usBRK.B`. */
export const tencentCode = (market: Market, symbol: string): string =>
  market === 'CN' ? `${symbol.slice(7).toLowerCase()}${symbol.slice(0, 6)}` : `${market.toLowerCase()}${symbol}`

/** One call for any number of codes. */
export const quoteLines = (codes: readonly string[], context: ProviderContext): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, { provider: 'tencent', url: `https://qt.gtimg.cn/q=${codes.join(',')}`, charset: 'gbk', as: 'text' })

/** `adjust` is `qfq` for prices adjusted for dividends and splits, empty for prices as traded. 2,000 bars at most. */
export const klines = (code: string, from: string, to: string, adjust: 'qfq' | '', context: ProviderContext): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, { provider: 'tencent', url: `https://web.ifzq.gtimg.cn/appstock/app/fqkline/get?param=${code},day,${from},${to},2000,${adjust}` })
