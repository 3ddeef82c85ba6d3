/** The interface of a model: a stream of text that ends with exactly one typed outcome. */
import type { AnalysisTask } from '../task.ts'
import type { ModelKind } from '#shared/model-kinds.ts'
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
  /**
   * The input of a module that the turns were made from; null where they are no module's. `builtin`
   * reads this instead of the prompt.
   */
  input: Pick<AnalysisTask, 'module' | 'language' | 'context'> | null
}

/** What a provider counted. A field that it does not tell apart is 0. */
export interface TokenCount {
  input_tokens: number
  /** The part of the input that the provider had kept from before, and that costs less. */
  cached_tokens: number
  /** The tokens of the text and of the thinking, because both are paid for. */
  output_tokens: number
  /** The part of the output that went into thinking. */
  thinking_tokens: number
}
export const NO_TOKENS: TokenCount = {
  input_tokens: 0,
  cached_tokens: 0,
  output_tokens: 0,
  thinking_tokens: 0,
}
export const addTokens = (a: TokenCount, b: TokenCount): TokenCount => ({
  input_tokens: a.input_tokens + b.input_tokens,
  cached_tokens: a.cached_tokens + b.cached_tokens,
  output_tokens: a.output_tokens + b.output_tokens,
  thinking_tokens: a.thinking_tokens + b.thinking_tokens,
})

/** A whole number of tokens; 0 for anything else that a provider may send. */
const whole = (count: unknown): number =>
  typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0

/** Counts from what a provider says; `text` is its output without the thinking. */
export const tokenCount = (counted: {
  input: unknown
  cached?: unknown
  text: unknown
  thinking?: unknown
}): TokenCount => {
  const input = whole(counted.input)
  const thinking = whole(counted.thinking)
  return {
    input_tokens: input,
    cached_tokens: Math.min(whole(counted.cached), input),
    output_tokens: whole(counted.text) + thinking,
    thinking_tokens: thinking,
  }
}

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
