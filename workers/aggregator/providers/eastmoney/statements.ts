/** The three statements of a company in mainland China, Hong Kong or the US. */
import type { Market } from '#shared/names.ts'
import type {
  CompanyQuery,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../../model/provider.ts'
import { mainland } from './a-share-answer.ts'
import { hongKong } from './hk-answer.ts'
import { unitedStates } from './us-answer.ts'

const BY_MARKET: Partial<Record<Market, typeof mainland>> = {
  CN: mainland,
  HK: hongKong,
  US: unitedStates,
}

export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> =>
  (await BY_MARKET[query.market]?.(query, context)) ?? {
    ok: false,
    reason: 'bad_request',
    detail: `eastmoney has no statements in ${query.market}`,
  }
