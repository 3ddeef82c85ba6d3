/**
 * What a module may cost before it is written: from its prompt in full size, the limits of its
 * model and the prices of the hour. Asks no model. Pure.
 */
import { isOfRules } from '#shared/model-kinds.ts'
import { MAX_NEED_TEXT, MAX_SECTION_TEXT, type ModuleCost } from '#shared/contracts/analysis.ts'
import type { ModelEntry } from '#shared/contracts/models.ts'
import { CHARACTERS_PER_TOKEN } from './call-model.ts'
import { costUsd, likelyTokens, mostTokens } from './cost.ts'
import type { ModelRequest } from './models/model.ts'
import { fillPrompt, SYSTEM_INSTRUCTION } from './prompt.ts'
import type { AnalysisTask } from './task.ts'

/** Characters of a section that another one is given, as a rule. */
const LIKELY_NEED_TEXT = 4_000
/** Characters of a request to correct or to shorten, at most. */
const MOST_FOLLOW_UP = 20_000
/** A text may be asked for shorter once and corrected once. */
const FOLLOW_UPS = 2

/** Stands for a text that is not written yet. Only its length counts. */
const filler = (language: AnalysisTask['language'], length: number): string =>
  (language === 'zh' ? '字' : 'x').repeat(length)

/** The first call of the module when each section that it needs has so many characters. */
const firstCall = (task: AnalysisTask, needLength: number): ModelRequest => {
  const text = filler(task.language, needLength)
  const needs = task.context.needs.map((need) => ({ ...need, status: 'complete' as const, text }))
  const input = { ...task, context: { ...task.context, needs } }
  return {
    system: SYSTEM_INSTRUCTION,
    turns: [{ role: 'user', text: fillPrompt(input) }],
    max_output_tokens: task.module.max_output_tokens,
    input,
  }
}

/** The longest second call: the whole answer goes back with what is wrong with it. */
const followUp = (first: ModelRequest, { language }: AnalysisTask): ModelRequest => {
  const length = Math.min(MAX_SECTION_TEXT, first.max_output_tokens * CHARACTERS_PER_TOKEN)
  const turns = first.turns.concat(
    { role: 'model', text: filler(language, length) },
    { role: 'user', text: filler(language, MOST_FOLLOW_UP) },
  )
  return { ...first, turns }
}

/** `attempts`: how often a module is tried that fails for a reason that may pass. */
export const estimateModule = (
  task: AnalysisTask,
  { id, kind, model, prices_usd_per_million_tokens: prices }: ModelEntry,
  { now, attempts }: { now: Date; attempts: number },
): ModuleCost => {
  const about = { model: id, provider: model }
  if (isOfRules(kind)) return { ...about, free: true, call_usd: 0, most_usd: 0, likely_usd: 0 }
  const likely = firstCall(task, LIKELY_NEED_TEXT)
  const first = firstCall(task, MAX_NEED_TEXT)
  const most = (request: ModelRequest) => costUsd(mostTokens(request), prices, now)
  const [firstUsd, nextUsd] = [most(first), most(followUp(first, task))]
  return {
    ...about,
    free: false,
    call_usd: most(likely),
    most_usd:
      firstUsd === null || nextUsd === null ? null : attempts * (firstUsd + FOLLOW_UPS * nextUsd),
    likely_usd: costUsd(likelyTokens(likely), prices, now),
  }
}

/**
 * With the tries of the fallback, which follow when the model has failed. What is likely stays:
 * most calls do not fail.
 */
export const withFallback = (cost: ModuleCost, fallback: ModuleCost | null): ModuleCost => {
  if (cost.free || fallback === null) return cost
  const { most_usd: first } = cost
  const { most_usd: then } = fallback
  return { ...cost, most_usd: first === null || then === null ? null : first + then }
}
