/** What a model is to this service: a stream of text that ends in exactly one typed outcome. */
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import type { ModelKind } from '#shared/contracts/models.ts'
import type { Failure } from '#shared/contracts/problem.ts'

export interface Turn {
  role: 'user' | 'model'
  text: string
}

export interface ModelRequest {
  /** Standing instructions. */
  system: string
  turns: Turn[]
  max_output_tokens: number
  /** What the turns were made from: `builtin` reads this and no prompt. */
  input: Pick<AnalyzeRequest, 'module' | 'language' | 'context'>
}

export interface TokenCount {
  input_tokens: number
  /** Text and thinking together: both are paid for. */
  output_tokens: number
}
export const NO_TOKENS: TokenCount = { input_tokens: 0, output_tokens: 0 }

/**
 * `end` is always the last event, and there is always one. Its tokens are what the provider
 * counted, also for a failure.
 */
export type ModelEvent =
  | { type: 'delta'; text: string }
  | { type: 'end'; outcome: { ok: true; finish: 'stop' } | Failure; tokens: TokenCount }

export interface Model {
  kind: ModelKind
  /** The provider's name of the model. */
  name: string
  /** Never throws for what a provider or a network does. Aborting the signal ends the call. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>
}
