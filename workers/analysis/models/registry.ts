/** The kinds of models and the functions that create them. A new kind needs one line here. */
import type { ModelEntry } from '#shared/contracts/models.ts'
import type { ModelKind } from '#shared/model-kinds.ts'
import type { ModelEnv } from '../model-env.ts'
import { builtinModel } from './builtin/index.ts'
import { geminiFrom } from './gemini/index.ts'
import type { Model } from './model.ts'
import { openAiFrom } from './openai-compatible/index.ts'

export interface ModelSettings {
  entry: ModelEntry
  /** Empty for a kind that needs no key. */
  key: string
  /** Longest time that one call may take, in milliseconds. */
  timeout_ms: number
  env: ModelEnv
}

export const MODELS: Record<ModelKind, (settings: ModelSettings) => Model> = {
  builtin: () => builtinModel,
  gemini: geminiFrom,
  'openai-compatible': openAiFrom,
}
