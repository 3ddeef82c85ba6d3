/**
 * Yanoshin's mirror of TDnet: one list for each company, no key, unofficial. It asks for pauses of
 * three seconds between calls.
 */
import { askUpstream, type UpstreamAnswer } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

/** The newest disclosure comes first; codes have four characters. */
export const companyList = (
  symbol: string,
  limit: number,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'tdnet',
    url: `https://webapi.yanoshin.jp/webapi/tdnet/list/${symbol}.json?limit=${limit}`,
    forbidden: 'rate_limit',
  })
