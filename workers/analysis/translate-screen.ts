/**
 * Has a model write a sentence as the text of a screen. What it writes must be readable; it is told
 * once what is wrong. Nothing is run.
 */
import { z } from 'zod'
import type { TranslationAnswer, TranslationRequest } from '#shared/contracts/analysis.ts'
import { AUTO, DEFAULT, type Models } from '#shared/contracts/models.ts'
import { isOfRules } from '#shared/model-kinds.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { cutTo, MAX_DETAIL, MAX_FEW } from '#shared/lengths.ts'
import { parseScreen } from '#shared/screen/parse.ts'
import { printScreen } from '#shared/screen/print.ts'
import type { ScreenProblem } from '#shared/screen/problem.ts'
import { textFaultOf } from '#shared/screen/text-fault.ts'
import { callModel } from './call-model.ts'
import { type ChosenModel, chooseModel } from './choose-model.ts'
import { usageOf } from './cost.ts'
import type { ModelEnv } from './model-env.ts'
import { cleanMarkdown } from './figures/clean.ts'
import type { Account } from './ledger/account.ts'
import { addTokens, type ModelRequest } from './models/model.ts'
import { repairPrompt, TRANSLATION_INSTRUCTION, translationPrompt } from './translation-prompt.ts'

/** Longest time of one call, in ms: a person waits for it. */
const CALL_TIMEOUT_MS = 30_000
/** A long screen and the lists beside it, with room for thinking. */
const MAX_OUTPUT_TOKENS = 8_000

/**
 * Chooses the model. The rule analyst writes reports only, so it is none that could answer. Fails
 * with `model_not_configured` when no other has its key set.
 */
export const translatorFor = (models: Models, env: ModelEnv): Result<ChosenModel> => {
  const list = models.list.filter(({ kind }) => !isOfRules(kind))
  const isAble = models.default === AUTO || list.some(({ id }) => id === models.default)
  const chosen = isAble
    ? chooseModel(
        { model: AUTO, module: { model: DEFAULT }, models: { ...models, list } },
        env,
        CALL_TIMEOUT_MS,
      )
    : null
  if (chosen?.ok || (chosen && chosen.reason !== 'model_not_configured')) return chosen
  return fail(
    'model_not_configured',
    'The rules do not know this sentence, and no language model is configured with a key. Write the screen as text, or set the key of a model.',
  )
}

const replySchema = z.object({
  text: z.string(),
  understood: z.array(z.string()).default([]),
  not_understood: z.array(z.string()).default([]),
})
type Reply = z.infer<typeof replySchema>

/** The object in the reply; models like to put one into a fence, or words around it. */
const readReply = (text: string): Reply | null => {
  try {
    const object = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
    const reply = replySchema.safeParse(JSON.parse(object))
    return reply.success ? reply.data : null
  } catch {
    return null
  }
}

const bounded = (texts: readonly string[]): string[] =>
  texts.slice(0, MAX_FEW).map((text) => cutTo(MAX_DETAIL, cleanMarkdown(text)))

type ReadReply =
  | { ok: true; reply: Reply; text: string }
  | { ok: false; problem: ScreenProblem | null; text: string }

const readText = (answer: string, request: TranslationRequest): ReadReply => {
  const reply = readReply(answer)
  if (!reply) return { ok: false, problem: null, text: '' }
  const parsed = parseScreen(reply.text, request.fields)
  return parsed.ok
    ? { ok: true, reply, text: printScreen(parsed.screen) }
    : { ok: false, problem: parsed.problem, text: reply.text }
}

const unusable = ({ problem, text }: Extract<ReadReply, { ok: false }>): Result<never> =>
  fail(
    'model_text_unusable',
    problem
      ? `What the model wrote cannot be read: ${problem.detail}. It wrote: ${text}`
      : 'The model did not answer in the form it was asked for.',
    problem ? { text_faults: [textFaultOf(problem, 'text')] } : {},
  )

/** Fails with the `model_*` reasons. */
export const translateScreen = async (
  request: TranslationRequest,
  chosen: ChosenModel,
  options: { signal: AbortSignal; now: Date; account: Account },
): Promise<Result<TranslationAnswer>> => {
  const ask: ModelRequest = {
    system: TRANSLATION_INSTRUCTION,
    turns: [{ role: 'user', text: translationPrompt(request) }],
    max_output_tokens: MAX_OUTPUT_TOKENS,
    input: null,
  }
  const first = await callModel(chosen, ask, options)
  if (first.failure) return first.failure
  let read = readText(first.text, request)
  let { tokens } = first
  let calls = 1
  if (!read.ok) {
    const turns: ModelRequest['turns'] = [
      ...ask.turns,
      { role: 'model', text: first.text },
      { role: 'user', text: repairPrompt(read.problem) },
    ]
    const second = await callModel(chosen, { ...ask, turns }, options)
    if (second.failure) return second.failure
    read = readText(second.text, request)
    tokens = addTokens(tokens, second.tokens)
    calls += 1
  }
  if (!read.ok) return unusable(read)
  const { understood, not_understood } = read.reply
  return ok({
    text: read.text,
    understood: bounded(understood),
    not_understood: bounded(not_understood),
    usage: usageOf(chosen.entry, calls, tokens, options.now),
  })
}
