/**
 * One question to one provider, through its gate: its answer, or how it failed, as what is noted
 * and what is shown.
 */
import type { Attempt } from '#shared/contracts/facts.ts'
import { logger } from '#shared/log.ts'
import type { Dataset } from '#shared/names.ts'
import { within } from '#shared/within.ts'
import type { NewFetch, Recorded } from '../model/company-reading.ts'
import type {
  Provider,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
} from '../model/provider.ts'
import { withoutKey } from '../providers/secrets.ts'
import type { Gatekeeper } from '../limits/gate-client.ts'

/**
 * Waiting this long for a place in the budget is better than going on to the next provider,
 * milliseconds.
 */
const WORTH_WAITING_MS = 1_500

export interface ProviderQuestion<A> {
  provider: Provider
  dataset: Dataset
  /** MARKET:SYMBOL, for the log. */
  instrument: string
  context: ProviderContext
  /**
   * Epoch milliseconds by which the whole chain is to have answered: whoever has not is passed
   * over.
   */
  until: number
  gate: Gatekeeper
  /** Upstream calls about to be made; what the provider declares of the dataset when absent. */
  calls?: number
  /** Fraction of the provider's budget that is to be left for others. */
  reserve?: number
  fetch(provider: Provider, context: ProviderContext): Promise<ProviderResult<A>>
  recordedOf(answer: A): Recorded | null
}

export interface AskResult<A> {
  answer: A | null
  fetch: NewFetch
  attempt: Attempt
  /** Its gate did not let the call through. */
  held: boolean
}

/**
 * `retryAt`: as the provider itself asked. What a gate holds back the gate knows, and it costs no
 * call to ask it again.
 */
const failed = <A>(
  provider: string,
  failure: ProviderFailure,
  askedAt: Date,
  retryAt: Date | null,
  held: boolean,
): AskResult<A> => {
  const outcome = failure.reason === 'not_found' ? 'not_found' : 'failed'
  const said = { provider, outcome, reason: failure.reason, detail: failure.detail } as const
  return { answer: null, fetch: { ...said, askedAt, retryAt, recorded: null }, attempt: said, held }
}

/** Too late to begin a call that may take seconds, milliseconds before the end. */
const LAST_CALL_MS = 500

const tooLate = (provider: string): ProviderFailure => ({
  ok: false,
  reason: 'timeout',
  detail: `${provider}: the time for the whole chain was used up`,
})

/** Providers that reach nobody answer at once, and are asked whatever the time. */
const reachesOut = ({ budget }: Provider): boolean => budget.length > 0

/** Null when it may pass; else why it may not. */
const gateDecision = async ({
  gate,
  provider,
  dataset,
  context,
  until,
  reserve,
  ...question
}: ProviderQuestion<unknown>): Promise<ProviderFailure | null> => {
  if (reachesOut(provider) && context.now().getTime() > until - LAST_CALL_MS)
    return tooLate(provider.id)
  const calls = question.calls ?? provider.datasets[dataset]?.calls ?? 1
  let passage = await gate.enter(provider, calls, reserve)
  if (!passage.go && passage.why === 'budget' && passage.wait_ms <= WORTH_WAITING_MS) {
    const { wait_ms } = passage
    await new Promise((resolve) => setTimeout(resolve, wait_ms))
    passage = await gate.enter(provider, calls, reserve)
  }
  if (passage.go) return null
  const seconds = Math.ceil(passage.wait_ms / 1_000)
  const why =
    passage.why === 'lost'
      ? 'its gate could not be reached'
      : passage.why === 'budget'
        ? `its budget of calls is used up for ${seconds} s`
        : `it is left alone for ${seconds} s after ${passage.reason ?? 'failures'}`
  return {
    ok: false,
    reason: passage.reason ?? 'transient',
    detail: `${provider.id}: ${why}`,
    retry_after_seconds: seconds,
  }
}

/** A dataset of several calls may keep each call's limit and take too long as a whole. */
const withinChainTime = async <A>({
  provider,
  context,
  until,
  fetch: answer,
}: ProviderQuestion<A>): Promise<ProviderResult<A>> => {
  const left = until - context.now().getTime()
  if (!reachesOut(provider)) return answer(provider, context)
  const limited = { ...context, timeoutMs: Math.min(context.timeoutMs, left) }
  return (await within(left, () => answer(provider, limited))) ?? tooLate(provider.id)
}

/**
 * Never throws for what a provider does; an adapter that throws is a bug, told as `malformed` and
 * logged without its message.
 */
const askAndReport = async <A>(
  question: ProviderQuestion<A>,
  askedAt: Date,
): Promise<ProviderResult<A>> => {
  const { provider, context, gate } = question
  let result: ProviderResult<A>
  try {
    result = await withinChainTime(question)
  } catch (error) {
    logger('data-aggregator', context.requestId).error('provider.bug', {
      provider: provider.id,
      dataset: question.dataset,
      kind: error instanceof Error ? error.name : typeof error,
    })
    result = {
      ok: false,
      reason: 'malformed',
      detail: `${provider.id}: the answer could not be read`,
    }
  }
  if (!result.ok) result = withoutKey(result, provider.id, context.key)
  await gate.leave(provider, {
    ...(result.ok ? { reason: null, detail: null } : result),
    asked_at: askedAt.getTime(),
  })
  return result
}

export const ask = async <A>(question: ProviderQuestion<A>): Promise<AskResult<A>> => {
  const { provider, context, dataset, instrument } = question
  const askedAt = context.now()
  const refused = await gateDecision(question)
  const result = refused ?? (await askAndReport(question, askedAt))
  logger('data-aggregator', context.requestId).info('provider.asked', {
    provider: provider.id,
    dataset,
    instrument,
    reason: result.ok ? 'served' : result.reason,
    held: refused !== null,
    ms: context.now().getTime() - askedAt.getTime(),
  })
  if (!result.ok) {
    const seconds = refused ? undefined : result.retry_after_seconds
    return failed(
      provider.id,
      result,
      askedAt,
      seconds === undefined ? null : new Date(askedAt.getTime() + seconds * 1_000),
      refused !== null,
    )
  }
  const said = { provider: provider.id, outcome: 'served', reason: null, detail: null } as const
  return {
    answer: result.data,
    fetch: { ...said, askedAt, retryAt: null, recorded: question.recordedOf(result.data) },
    attempt: said,
    held: false,
  }
}
