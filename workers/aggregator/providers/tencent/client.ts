/** Tencent's two hosts: the quote lines (GBK) and the daily bars (JSON). Keyless. */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { askUpstream, type UpstreamAnswer, type UpstreamRequest } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

/**
 * `600519.SH` -> `sh600519`, `920185.BJ` -> `bj920185`, `00700` -> `hk00700`, `BRK.B` -> `usBRK.B`.
 * Case matters: `usbrk.b` is unknown.
 */
export const tencentCode = (market: Market, symbol: string): string =>
  market === 'CN'
    ? `${symbol.slice(7).toLowerCase()}${symbol.slice(0, 6)}`
    : `${market.toLowerCase()}${symbol}`

const refusal = z.object({
  code: z.number().refine((code) => code !== 0),
  msg: z.string().optional(),
})

/**
 * A caller that asks too often gets status 200 with an empty body. A request that Tencent does not
 * understand gets an error code.
 */
const failureOf: UpstreamRequest['failureOf'] = ({ status, text, json }) => {
  if (status === 200 && text.trim() === '')
    return { reason: 'rate_limit', detail: 'answered nothing: too many calls in a short time' }
  const refused = refusal.safeParse(json)
  return refused.success
    ? {
        reason: 'bad_request',
        detail: `answered code ${refused.data.code}: ${refused.data.msg ?? ''}`,
      }
    : null
}

const common = { provider: 'tencent', forbidden: 'rate_limit', failureOf } as const

/** One call may ask for any number of codes. */
export const quoteLines = (
  codes: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    ...common,
    url: `https://qt.gtimg.cn/q=${codes.join(',')}`,
    charset: 'gbk',
    as: 'text',
  })

/**
 * `adjust` is `qfq` for prices adjusted for dividends and splits, and empty for prices as traded.
 * An answer has at most 2,000 bars.
 */
export const klines = (
  code: string,
  from: string,
  to: string,
  adjust: 'qfq' | '',
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    ...common,
    url: `https://web.ifzq.gtimg.cn/appstock/app/fqkline/get?param=${code},day,${from},${to},2000,${adjust}`,
  })
