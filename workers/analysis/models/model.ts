/** The interface of a model: a stream of text that ends with exactly one typed outcome. */
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import type { ModelKind } from '#shared/contracts/models.ts'
import type { Failure } from '#shared/contracts/problem.ts'

export interface Turn {
  role: 'user' | 'model'
  text: string
}

export interface ModelRequest {
  /** Instructions that hold for the whole conversation. */
  system: string
  turns: Turn[]
  max_output_tokens: number
  /** The input that the turns were made from. `builtin` reads this instead of the prompt. */
  input: Pick<AnalyzeRequest, 'module' | 'language' | 'context'>
}

export interface TokenCount {
  input_tokens: number
  /** The tokens of the text and of the thinking, because both are paid for. */
  output_tokens: number
}
export const NO_TOKENS: TokenCount = { input_tokens: 0, output_tokens: 0 }

/**
 * An event of a model's stream. There is always exactly one `end`, and it is the last event. Its
 * `tokens` are what the provider counted, also after a failure.
 */
export type ModelEvent =
  | { type: 'delta'; text: string }
  | { type: 'end'; outcome: { ok: true; finish: 'stop' } | Failure; tokens: TokenCount }

export interface Model {
  kind: ModelKind
  /** The name that the provider gives the model. */
  name: string
  /**
   * Never throws because of what a provider or a network does. Aborting the signal ends the call.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>
}
