/**
 * Sina's two hosts: quote lines (GBK, refused without a referer), and reports and bars (JSON). No
 * key is needed.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { askUpstream, type UpstreamAnswer, type UpstreamRequest } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

const HEADERS = { referer: 'https://finance.sina.com.cn/' }
/** Sina's own status for a caller that asks too often; its text is in Japanese. */
const BANNED = 456

const refusal = z.object({
  result: z.object({
    status: z.object({ code: z.number().refine((code) => code !== 0), msg: z.string().nullish() }),
  }),
})

const failureOf: UpstreamRequest['failureOf'] = ({ status, text, json }) => {
  if (status === BANNED)
    return { reason: 'rate_limit', detail: 'answered HTTP 456: too many calls' }
  if (/^\s*(Forbidden|Kinsoku jikou desu!?)\s*$/.test(text))
    return { reason: 'auth', detail: 'refuses the caller; it wants the referer of its own pages' }
  const refused = refusal.safeParse(json)
  if (!refused.success) return null
  const { code, msg } = refused.data.result.status
  return { reason: 'bad_request', detail: `answered code ${code}: ${msg ?? ''}` }
}

const common = { provider: 'sina', headers: HEADERS, forbidden: 'auth', failureOf } as const

/** `600519.SH` -> `sh600519`, `00700` -> `rt_hk00700`, `AAPL` -> `gb_aapl`. */
export const sinaCode = (market: Market, symbol: string): string => {
  if (market === 'CN') return `${symbol.slice(7).toLowerCase()}${symbol.slice(0, 6)}`
  return market === 'HK' ? `rt_hk${symbol}` : `gb_${symbol.toLowerCase()}`
}

/** One call may ask for any number of codes. */
export const quoteLines = (
  codes: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    ...common,
    url: `https://hq.sinajs.cn/list=${codes.join(',')}`,
    charset: 'gbk',
    as: 'text',
  })

/** lrb is the income statement, fzb the balance sheet, and llb the cash flow statement. */
export type SinaStatement = 'lrb' | 'fzb' | 'llb'

/** The newest `reports` reports of one statement. */
export const financeReport = (
  code: string,
  statement: SinaStatement,
  reports: number,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const query = new URLSearchParams({
    paperCode: code,
    source: statement,
    type: '0',
    page: '1',
    num: String(reports),
  })
  return askUpstream(context, {
    ...common,
    url: `https://quotes.sina.cn/cn/api/openapi.php/CompanyFinanceService.getFinanceReport2022?${query}`,
  })
}

/** The largest number of daily bars that Sina gives, even when more are asked for. */
export const MAX_BARS = 1023

/** The newest daily bars, as traded. */
export const dailyBars = (
  code: string,
  bars: number,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const query = new URLSearchParams({ symbol: code, scale: '240', ma: 'no', datalen: String(bars) })
  return askUpstream(context, {
    ...common,
    url: `https://quotes.sina.cn/cn/api/json_v2.php/CN_MarketDataService.getKLineData?${query}`,
  })
}
