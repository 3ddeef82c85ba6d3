/**
 * Gemini through `@google/generative-ai`: one streamed call, its traps (already-aborted signals,
 * thought parts, hidden rejections) handled here.
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
  /** Of the whole call, to its last chunk. */
  timeout_ms: number
  base_url?: string | undefined
}

/** The SDK's types know neither thought parts nor their count. */
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
 * Sampling parameters are left out on purpose: the 3.x models ask for none. `thinkingConfig` passes
 * through the SDK untouched.
 */
const startStream = (options: GeminiOptions, request: ModelRequest, signal: AbortSignal) => {
  const generationConfig = {
    maxOutputTokens: request.max_output_tokens,
    thinkingConfig: { thinkingLevel: options.thinking_level },
  }
  return new GoogleGenerativeAI(options.key)
    .getGenerativeModel(
      { model: options.model, systemInstruction: request.system, generationConfig },
      options.base_url ? { baseUrl: options.base_url.replace(/\/+$/, '') } : {},
    )
    .generateContentStream(
      { contents: request.turns.map(({ role, text }) => ({ role, parts: [{ text }] })) },
      { signal },
    )
}

/** The configured model, with its key and address. */
export const geminiFrom = ({ entry, key, timeout_ms, env }: ModelSettings): Model =>
  geminiModel({
    key,
    model: entry.model,
    thinking_level: entry.thinking_level ?? 'low',
    timeout_ms,
    base_url: env.GEMINI_BASE_URL,
  })

/** Gemini as a model. Failures: every `model_*` reason; see failure.ts. */
export const geminiModel = (options: GeminiOptions): Model => ({
  kind: 'gemini',
  name: options.model,
  async *stream(request, signal): AsyncGenerator<ModelEvent> {
    // The SDK only listens for a later abort, so one that came before has to be seen here.
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
      // A second reader of the same stream: its rejection would be reported as unhandled.
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
