/** The kinds of models and what makes one. A new kind is a line here. */
import type { ModelEntry, ModelKind } from '#shared/contracts/models.ts'
import type { Env } from '../env.ts'
import { builtinModel } from './builtin/index.ts'
import { geminiFrom } from './gemini/index.ts'
import type { Model } from './model.ts'

export interface ModelSettings {
  entry: ModelEntry
  /** Empty for a kind that needs none. */
  key: string
  /** Longest one call may take, milliseconds. */
  timeout_ms: number
  env: Env
}

export const MODELS: Record<ModelKind, (settings: ModelSettings) => Model> = {
  builtin: () => builtinModel,
  gemini: geminiFrom,
}
