/**
 * Yanoshin's mirror of TDnet: one list a company, keyless and unofficial; it asks for pauses of
 * three seconds.
 */
import { askUpstream, type UpstreamAnswer } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'

/** Newest first; codes of four characters. */
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
