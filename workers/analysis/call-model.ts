/** One paid call of a model, from its stream of text to the whole text or a failure. */
import { MAX_SECTION_TEXT } from '#shared/contracts/analysis.ts'
import { fail, type Failure } from '#shared/contracts/problem.ts'
import { logger } from '#shared/log.ts'
import { nextLogId, withinSpan } from '#shared/logs/context.ts'
import type { ChosenModel } from './choose-model.ts'
import { type Account, enterCall } from './ledger/account.ts'
import { type Model, type ModelRequest, NO_TOKENS, type TokenCount } from './models/model.ts'

interface CallOptions {
  signal: AbortSignal
  now: Date
  account: Account
  /** Called with each piece of the text. */
  onDelta?: ((text: string) => void) | undefined
}

export interface ModelCall {
  text: string
  failure: Failure | null
  tokens: TokenCount
}

/**
 * Characters that a token of any language has at most on average, twice over: a text of more than
 * this for each allowed token ignores its limit.
 */
export const CHARACTERS_PER_TOKEN = 12

const readText = async (
  model: Model,
  request: ModelRequest,
  { signal, onDelta }: Pick<CallOptions, 'signal' | 'onDelta'>,
): Promise<ModelCall> => {
  const call: ModelCall = { text: '', failure: null, tokens: NO_TOKENS }
  const most = Math.min(MAX_SECTION_TEXT, request.max_output_tokens * CHARACTERS_PER_TOKEN)
  for await (const event of model.stream(request, signal)) {
    if (event.type === 'delta') {
      // Leaving the loop ends the stream, and the stream ends the call.
      if (call.text.length + event.text.length > most)
        return { ...call, failure: fail('model_too_long', `The text passed ${most} characters.`) }
      call.text += event.text
      onDelta?.(event.text)
    } else {
      call.tokens = event.tokens
      call.failure = event.outcome.ok ? null : event.outcome
    }
  }
  return call
}

/**
 * Calls a model once, within the caps, and collects its text up to a few times its limit. The call
 * stands in the ledger before it is made and after.
 */
export const callModel = async (
  { entry, model }: ChosenModel,
  request: ModelRequest,
  options: CallOptions,
): Promise<ModelCall> => {
  const entered = await enterCall(options.account, entry, request, options.now)
  if (!entered.ok) return { text: '', failure: entered, tokens: NO_TOKENS }
  const span = nextLogId()
  const started = Date.now()
  const call = await withinSpan(span, () => readText(model, request, options))
  const reason = call.failure?.reason ?? null
  const duration_ms = Date.now() - started
  const cost_usd = await entered.data(call.tokens, reason ?? 'ok')
  logger('analysis-service')[reason === null ? 'info' : 'warn']('model.called', {
    span,
    model: entry.id,
    module: options.account.module,
    outcome: reason === null ? 'ok' : 'failed',
    reason,
    input_tokens: call.tokens.input_tokens,
    output_tokens: call.tokens.output_tokens,
    cost_usd,
    duration_ms,
  })
  return call
}
