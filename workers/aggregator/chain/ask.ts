/** One question to one provider: its answer, or how it failed, as what is noted and what is shown. */
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { logger } from '#shared/log.ts'
import { isStorable } from '#shared/storable.ts'
import type { NewFetch } from '../facts/company-reading.ts'
import { instrumentId } from '../instruments/symbol.ts'
import type { ProviderContext, ProviderFailure, ProviderResult, StatementsAnswer, StatementsProvider } from '../providers/provider.ts'

export interface Asked {
  answer: StatementsAnswer | null
  fetch: NewFetch
  attempt: Attempt
}

/** An answer that cannot be stored under the instrument asked for is a failure, whoever let it through. */
const checked = (id: string, provider: string, result: ProviderResult<StatementsAnswer>): ProviderResult<StatementsAnswer> => {
  if (!result.ok) return result
  if (result.data.instrument.id !== id)
    return { ok: false, reason: 'wrong_instrument', detail: `${provider} answered ${result.data.instrument.id} when asked for ${id}` }
  if (result.data.facts.length === 0) return { ok: false, reason: 'empty', detail: `${provider} has no statements of ${id}` }
  if (!isStorable([result.data.instrument, result.data.facts]))
    return { ok: false, reason: 'malformed', detail: `${provider}: the name or a figure of ${id} holds U+0000 or half a surrogate pair` }
  return result
}

const failed = (provider: string, failure: ProviderFailure, askedAt: Date): Asked => {
  const outcome = failure.reason === 'not_found' ? 'not_found' : 'failed'
  const said = { provider, outcome, reason: failure.reason, detail: failure.detail } as const
  const retryAt = failure.retry_after_seconds === undefined ? null : new Date(askedAt.getTime() + failure.retry_after_seconds * 1_000)
  return { answer: null, fetch: { ...said, askedAt, retryAt, recorded: null }, attempt: said }
}

export const ask = async (provider: StatementsProvider, market: Market, symbol: string, context: ProviderContext): Promise<Asked> => {
  const askedAt = context.now()
  const result = checked(instrumentId(market, symbol), provider.id, await provider.statements(market, symbol, context))
  logger('data-aggregator', context.requestId).info('provider.asked', {
    provider: provider.id,
    instrument: instrumentId(market, symbol),
    reason: result.ok ? 'served' : result.reason,
    facts: result.ok ? result.data.facts.length : 0,
    ms: context.now().getTime() - askedAt.getTime(),
  })
  if (!result.ok) return failed(provider.id, result, askedAt)
  const said = { provider: provider.id, outcome: 'served', reason: null, detail: null } as const
  return { answer: result.data, fetch: { ...said, askedAt, retryAt: null, recorded: result.data.recorded }, attempt: said }
}
