/**
 * Asks one provider one question through its gate. Gives the answer or the failure, in the form
 * that is stored (`fetch`) and in the form that is shown (`attempt`).
 */
import type { Attempt } from '#shared/contracts/facts.ts'
import { logger } from '#shared/log.ts'
import { nextLogId, withinSpan } from '#shared/logs/context.ts'
import type { BulkKind, Dataset } from '#shared/names.ts'
import { within } from '#shared/within.ts'
import { cutTo, MAX_DETAIL } from '#shared/lengths.ts'
import type { NewFetch, Recorded } from '../model/company-reading.ts'
import type {
  Provider,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
} from '../model/provider.ts'
import { withoutKey } from '../providers/secrets.ts'
import type { Gatekeeper } from '../limits/gate-client.ts'

/** Most of what was left out that is named; the count tells of the others. */
const MOST_NAMED = 20
const named = (unread: readonly string[]): string =>
  [...unread.slice(0, MOST_NAMED), ...(unread.length > MOST_NAMED ? ['and others'] : [])].join('; ')

/**
 * The longest wait for a place in the provider's budget, in milliseconds. A longer wait moves the
 * chain on to the next provider.
 */
const WORTH_WAITING_MS = 1_500

export interface ProviderQuestion<A> {
  provider: Provider
  dataset: Dataset | BulkKind
  /** MARKET:SYMBOL, or what is asked of a whole market; for the log. */
  instrument: string
  context: ProviderContext
  /**
   * Epoch milliseconds at which the whole chain must have answered. A provider that has not
   * answered by then is passed over.
   */
  until: number
  gate: Gatekeeper
  /**
   * The number of upstream calls that will be made. When absent, the number that the provider
   * declares for the dataset.
   */
  calls?: number
  /** The fraction of the provider's budget that must be left for others. */
  reserve?: number
  fetch(provider: Provider, context: ProviderContext): Promise<ProviderResult<A>>
  recordedOf(answer: A): Recorded | null
}

export interface AskResult<A> {
  answer: A | null
  fetch: NewFetch
  attempt: Attempt
  /** True when the gate did not let the call through. */
  held: boolean
}

/**
 * `retryAt` is set only when the provider itself asked to wait. When a gate holds a call back, the
 * gate knows until when, and asking the gate again costs no call.
 */
const failed = <A>(
  provider: string,
  failure: ProviderFailure,
  askedAt: Date,
  retryAt: Date | null,
  held: boolean,
): AskResult<A> => {
  const outcome = failure.reason === 'not_found' ? 'not_found' : 'failed'
  const said = {
    provider,
    outcome,
    reason: failure.reason,
    detail: cutTo(MAX_DETAIL, failure.detail),
  } as const
  return { answer: null, fetch: { ...said, askedAt, retryAt, recorded: null }, attempt: said, held }
}

/**
 * Milliseconds before the end of the chain's time after which no call is begun, because a call may
 * take seconds.
 */
const LAST_CALL_MS = 500

const tooLate = (provider: string): ProviderFailure => ({
  ok: false,
  reason: 'timeout',
  detail: `${provider}: the time for the whole chain was used up`,
})

/**
 * A provider with no budget makes no outbound call. It answers at once and is asked at any time.
 */
const reachesOut = ({ budget }: Provider): boolean => budget.length > 0

/** What one fetch of a dataset takes; a part of a whole market is one call. */
const callsOf = ({ datasets }: Provider, dataset: Dataset | BulkKind): number =>
  (dataset in datasets && datasets[dataset as Dataset]?.calls) || 1

/** Null when the call may pass; otherwise why it may not. */
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
  const calls = question.calls ?? callsOf(provider, dataset)
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

/**
 * Limits the whole fetch to the chain's time: a dataset of several calls may keep each call's limit
 * and still take too long in total.
 */
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
 * Never throws for what a provider does. An adapter that throws has a bug: the failure is reported
 * as `malformed` and logged without its message.
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

/** How a question ended, for the log. `held`: the gate let no call through. */
const outcomeOf = (
  result: ProviderResult<unknown>,
  isHeld: boolean,
): 'served' | 'held' | 'not_found' | 'failed' => {
  if (result.ok) return 'served'
  if (isHeld) return 'held'
  return result.reason === 'not_found' ? 'not_found' : 'failed'
}

export const ask = async <A>(question: ProviderQuestion<A>): Promise<AskResult<A>> => {
  const { provider, context, dataset, instrument } = question
  const askedAt = context.now()
  const refused = await gateDecision(question)
  const span = nextLogId()
  const result = refused ?? (await withinSpan(span, () => askAndReport(question, askedAt)))
  const outcome = outcomeOf(result, refused !== null)
  logger('data-aggregator', context.requestId)[outcome === 'failed' ? 'warn' : 'info'](
    'provider.asked',
    {
      span,
      provider: provider.id,
      dataset,
      instrument,
      outcome,
      reason: result.ok ? null : result.reason,
      duration_ms: context.now().getTime() - askedAt.getTime(),
    },
  )
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
  const { unread = [] } = result
  const left = unread.length
  const detail = left > 0 ? cutTo(MAX_DETAIL, `could not be read: ${named(unread)}`) : null
  const said = {
    provider: provider.id,
    outcome: 'served',
    reason: null,
    detail,
    ...(left > 0 && { left_out: left }),
  } as const
  return {
    answer: result.data,
    fetch: { ...said, askedAt, retryAt: null, recorded: question.recordedOf(result.data) },
    attempt: said,
    held: false,
  }
}
