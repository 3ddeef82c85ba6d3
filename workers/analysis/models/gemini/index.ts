/**
 * Calls Gemini through `@google/generative-ai`, with one streamed call. Handles the traps of the
 * SDK: signals that are already aborted, thought parts, and hidden rejections.
 */
import { GoogleGenerativeAI } from '@google/generative-ai'
import { type Failure, fail } from '#shared/contracts/problem.ts'
import { within } from '#shared/within.ts'
import {
  type Model,
  type ModelEvent,
  type ModelRequest,
  NO_TOKENS,
  type TokenCount,
} from '../model.ts'
import type { ModelSettings } from '../registry.ts'
import { blockedPrompt, finishFailure, requestFailure } from './failure.ts'

export interface GeminiOptions {
  key: string
  model: string
  thinking_level: 'low' | 'medium' | 'high'
  /** Time limit of the whole call up to its last chunk, in milliseconds. */
  timeout_ms: number
  base_url?: string | undefined
}

/** The types of the SDK contain neither thought parts nor the count of their tokens. */
const isThought = (part: object): boolean => 'thought' in part && part.thought === true
const thoughtTokens = (usage: object): number =>
  'thoughtsTokenCount' in usage && typeof usage.thoughtsTokenCount === 'number'
    ? usage.thoughtsTokenCount
    : 0

const tokensOf = (usage: {
  promptTokenCount?: number
  candidatesTokenCount?: number
}): TokenCount => ({
  input_tokens: usage.promptTokenCount ?? 0,
  output_tokens: (usage.candidatesTokenCount ?? 0) + thoughtTokens(usage),
})

/**
 * Starts the streamed call. It leaves out sampling parameters on purpose, because the 3.x models
 * ask for none. The SDK passes `thinkingConfig` on unchanged.
 */
const startStream = (options: GeminiOptions, request: ModelRequest, signal: AbortSignal) => {
  const generationConfig = {
    maxOutputTokens: request.max_output_tokens,
    thinkingConfig: { thinkingLevel: options.thinking_level },
  }
  return new GoogleGenerativeAI(options.key)
    .getGenerativeModel(
      { model: options.model, systemInstruction: request.system, generationConfig },
      options.base_url ? { baseUrl: options.base_url.replace(/(?<!\/)\/+$/, '') } : {},
    )
    .generateContentStream(
      { contents: request.turns.map(({ role, text }) => ({ role, parts: [{ text }] })) },
      { signal },
    )
}

/** Creates the configured model with its key and address. */
export const geminiFrom = ({ entry, key, timeout_ms, env }: ModelSettings): Model =>
  geminiModel({
    key,
    model: entry.model,
    thinking_level: entry.thinking_level ?? 'low',
    timeout_ms,
    base_url: env.GEMINI_BASE_URL,
  })

/** Creates a Gemini model. Its failures can have every `model_*` reason; see failure.ts. */
export const geminiModel = (options: GeminiOptions): Model => ({
  kind: 'gemini',
  name: options.model,
  async *stream(request, signal): AsyncGenerator<ModelEvent> {
    // The SDK listens only for a later abort, so an earlier one must be noticed here.
    if (signal.aborted)
      return yield {
        type: 'end',
        outcome: fail('model_timeout', 'The call was given up before it began.'),
        tokens: NO_TOKENS,
      }
    const controller = new AbortController()
    let gaveUp: Failure | null = null
    const call = Promise.withResolvers<true>()
    void within(options.timeout_ms, () => call.promise, signal).then((ended) => {
      if (ended) return
      const seconds = options.timeout_ms / 1_000
      gaveUp = fail(
        'model_timeout',
        signal.aborted
          ? 'The caller gave up the call.'
          : `Gemini did not finish within ${seconds} s.`,
      )
      controller.abort()
    })
    let tokens = NO_TOKENS
    let answered = false
    const failed = (error: unknown): Failure =>
      gaveUp ??
      (answered
        ? fail('model_stream_broken', 'The stream was cut or is not what Gemini sends.')
        : requestFailure(error))
    try {
      const { stream, response } = await startStream(options, request, controller.signal)
      answered = true
      // `response` reads the same stream a second time. Without this handler its rejection would be
      // reported as unhandled.
      response.catch(() => undefined)
      let finishReason: string | undefined
      let hasText = false
      for await (const chunk of stream) {
        if (chunk.usageMetadata) tokens = tokensOf(chunk.usageMetadata)
        if (chunk.promptFeedback?.blockReason)
          return yield {
            type: 'end',
            outcome: blockedPrompt(chunk.promptFeedback.blockReason),
            tokens,
          }
        const candidate = chunk.candidates?.[0]
        finishReason = candidate?.finishReason ?? finishReason
        const text = (candidate?.content?.parts ?? [])
          .map((part) => (isThought(part) ? '' : (part.text ?? '')))
          .join('')
        if (text === '') continue
        hasText = true
        yield { type: 'delta', text }
      }
      yield {
        type: 'end',
        outcome: gaveUp ?? finishFailure(finishReason, hasText) ?? { ok: true, finish: 'stop' },
        tokens,
      }
    } catch (error) {
      yield { type: 'end', outcome: failed(error), tokens }
    } finally {
      call.resolve(true)
      controller.abort()
    }
  },
})
