/**
 * Writes one module: fills the prompt, calls the model and checks the figures in its text. A text
 * that was cut at its limit is asked for once more, shorter. When some figures are unverified, the
 * model corrects them once, and the better of the two texts is kept.
 */
import { isOfRules } from '#shared/model-kinds.ts'
import type { AnalyzeResponse } from '#shared/contracts/analysis.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { callModel } from './call-model.ts'
import { type ChosenModel, nameOf } from './choose-model.ts'
import { usageOf } from './cost.ts'
import type { Account } from './ledger/account.ts'
import { type CheckedText, checkText } from './figures/checker.ts'
import { addTokens, type ModelRequest } from './models/model.ts'
import { correctionPrompt, fillPrompt, shorterPrompt, SYSTEM_INSTRUCTION } from './prompt.ts'
import type { AnalysisTask } from './task.ts'

/**
 * A correction shorter than this fraction of the first text has lost more than numbers, so it is
 * not used.
 */
const SHORTEST_CORRECTION = 0.5

export interface AnalyzeOptions {
  signal: AbortSignal
  now: Date
  account: Account
  /**
   * Called with each piece of a text, before any check. Round 2 is a text that was asked for again:
   * shorter, or with its numbers mended.
   */
  onDelta?: (text: string, round: number) => void
}

const isBetter = (second: CheckedText, first: CheckedText): boolean =>
  second.unverified.length < first.unverified.length &&
  second.text.length >= first.text.length * SHORTEST_CORRECTION

/**
 * Returns a text in which every figure is a token or is marked as unverified. Fails with the
 * `model_*` reasons. When only the correction fails, or the caps do not admit it, the first text is
 * returned.
 */
export const analyze = async (
  input: AnalysisTask,
  chosen: ChosenModel,
  options: AnalyzeOptions,
): Promise<Result<AnalyzeResponse>> => {
  const { context, language } = input
  const { entry } = chosen
  const request: ModelRequest = {
    system: SYSTEM_INSTRUCTION,
    turns: [{ role: 'user', text: fillPrompt(input) }],
    max_output_tokens: input.module.max_output_tokens,
    input,
  }
  const check = (text: string) =>
    checkText(text, context.figures, {
      symbol: context.instrument.symbol,
      names: [
        context.instrument.name,
        ...Object.values(context.instrument.names).filter((name) => name !== undefined),
      ],
      exhibits: context.exhibits ?? [],
    })
  let calls = 0
  const call = (turns: ModelRequest['turns']) => {
    const round = ++calls
    return callModel(
      chosen,
      { ...request, turns },
      { ...options, onDelta: (text) => options.onDelta?.(text, round) },
    )
  }
  let first = await call(request.turns)
  let { tokens } = first
  if (first.failure?.reason === 'model_max_tokens') {
    const turns: ModelRequest['turns'] = [
      ...request.turns,
      ...(first.text === '' ? [] : [{ role: 'model' as const, text: first.text }]),
      { role: 'user', text: shorterPrompt(language) },
    ]
    first = await call(turns)
    tokens = addTokens(tokens, first.tokens)
  }
  if (first.failure) return { ...first.failure, model: nameOf(entry) }
  let checked = check(first.text)
  const mend = !isOfRules(entry.kind) && checked.unverified.length > 0 && !options.signal.aborted
  if (mend) {
    const turns: ModelRequest['turns'] = [
      ...request.turns,
      { role: 'model', text: first.text },
      { role: 'user', text: correctionPrompt(checked.findings, language) },
    ]
    const second = await call(turns)
    tokens = addTokens(tokens, second.tokens)
    const mended = second.failure ? null : check(second.text)
    if (mended && isBetter(mended, checked)) checked = mended
  }
  return ok({
    text: checked.text,
    cited: checked.cited,
    unverified: checked.unverified,
    ...(checked.findings.length > 0 && {
      findings: checked.findings.map(({ reason }) => reason),
    }),
    corrected: mend,
    usage: usageOf(entry, calls, tokens, options.now),
  })
}
