/** When a section is taken over from an earlier report, and what it then says of itself. Pure. */
import type { AnalyzeRequest, Usage } from '#shared/contracts/analysis.ts'
import { AUTO } from '#shared/contracts/models.ts'
import type { SectionEnd, WrittenBefore } from '../store/sections.ts'

/**
 * What a section is written from, as its hash identifies it. A prompt names the day up to which the
 * figures are known, not the moment, so reports of one day have the same input. Who pays is no part
 * of it, nor is who would be asked if the model failed.
 */
export const hashedInput = ({
  context,
  spending: _,
  models: { fallback: __, ...models },
  ...input
}: AnalyzeRequest): unknown => ({
  ...input,
  models,
  context: { ...context, as_of: context.as_of.slice(0, 10) },
})

/**
 * Whether a call made now would go to the model that wrote the section. `auto` takes the first
 * model of the list whose key is set, and a key may have been set since; so only the first model's
 * text is taken over.
 */
export const isSameModel = (
  { model, models }: Pick<AnalyzeRequest, 'model' | 'models'>,
  { provider, model: name }: Usage,
): boolean => {
  if (model !== AUTO) return true
  const [first] = models.list
  return first?.kind === provider && first.model === name
}

/** The end of a section that is taken over. Nothing was called and nothing paid for it. */
export const takenOver = (before: WrittenBefore): SectionEnd => ({
  status: 'complete',
  answer: {
    ...before.answer,
    usage: { ...before.answer.usage, calls: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0 },
  },
  reused: before,
})
