/**
 * Writes one module: fills the prompt, calls the model and checks the figures in its text. When
 * some are unverified, the model corrects them once, and the better of the two texts is kept.
 */
import {
  type AnalyzeRequest,
  type AnalyzeResponse,
  MAX_SECTION_TEXT,
} from '#shared/contracts/analysis.ts'
import { fail, type Failure, ok, type Result } from '#shared/contracts/problem.ts'
import type { ChosenModel } from './choose-model.ts'
import { usageOf } from './cost.ts'
import { type CheckedText, checkText } from './figures/checker.ts'
import { type Model, type ModelRequest, NO_TOKENS, type TokenCount } from './models/model.ts'
import { correctionPrompt, fillPrompt, SYSTEM_INSTRUCTION } from './prompt.ts'

/**
 * A correction shorter than this fraction of the first text has lost more than numbers, so it is
 * not used.
 */
const SHORTEST_CORRECTION = 0.5

export interface AnalyzeOptions {
  signal: AbortSignal
  now: Date
  /** Called with each piece of the first text, before any check. */
  onDelta?: (text: string) => void
}

interface ModelCall {
  text: string
  failure: Failure | null
  tokens: TokenCount
}

const callModel = async (
  model: Model,
  request: ModelRequest,
  { signal, onDelta }: Pick<AnalyzeOptions, 'signal' | 'onDelta'>,
): Promise<ModelCall> => {
  const call: ModelCall = { text: '', failure: null, tokens: NO_TOKENS }
  for await (const event of model.stream(request, signal)) {
    if (event.type === 'delta') {
      // Leaving the loop ends the stream, and the stream ends the call.
      if (call.text.length + event.text.length > MAX_SECTION_TEXT)
        return {
          ...call,
          failure: fail('model_too_long', `The text passed ${MAX_SECTION_TEXT} characters.`),
        }
      call.text += event.text
      onDelta?.(event.text)
    } else {
      call.tokens = event.tokens
      call.failure = event.outcome.ok ? null : event.outcome
    }
  }
  return call
}

const isBetter = (second: CheckedText, first: CheckedText): boolean =>
  second.unverified.length < first.unverified.length &&
  second.text.length >= first.text.length * SHORTEST_CORRECTION

/**
 * Returns a text in which every figure is a token or is marked as unverified. Fails with the
 * `model_*` reasons. When only the correction fails, the first text is returned.
 */
export const analyze = async (
  input: AnalyzeRequest,
  { entry, model }: ChosenModel,
  options: AnalyzeOptions,
): Promise<Result<AnalyzeResponse>> => {
  const { context, language } = input
  const request: ModelRequest = {
    system: SYSTEM_INSTRUCTION,
    turns: [{ role: 'user', text: fillPrompt(input) }],
    max_output_tokens: input.module.max_output_tokens,
    input,
  }
  const check = (text: string) =>
    checkText(text, context.figures, { symbol: context.instrument.symbol })
  const first = await callModel(model, request, options)
  if (first.failure) return first.failure
  let checked = check(first.text)
  let tokens = first.tokens
  const mend = model.kind !== 'builtin' && checked.unverified.length > 0 && !options.signal.aborted
  if (mend) {
    const turns: ModelRequest['turns'] = [
      ...request.turns,
      { role: 'model', text: first.text },
      { role: 'user', text: correctionPrompt(checked.unverified, language) },
    ]
    const second = await callModel(model, { ...request, turns }, { signal: options.signal })
    tokens = {
      input_tokens: tokens.input_tokens + second.tokens.input_tokens,
      output_tokens: tokens.output_tokens + second.tokens.output_tokens,
    }
    const mended = second.failure ? null : check(second.text)
    if (mended && isBetter(mended, checked)) checked = mended
  }
  return ok({
    ...checked,
    corrected: mend,
    usage: usageOf(entry, mend ? 2 : 1, tokens, options.now.toISOString().slice(0, 10)),
  })
}
