/**
 * Calls Gemini through `@google/generative-ai`, with one streamed call. Handles the traps of the
 * SDK: thought parts and hidden rejections.
 */
import { GoogleGenerativeAI } from '@google/generative-ai'
import type { ThinkingLevel } from '#shared/contracts/models.ts'
import { type Model, type ModelRequest, type TokenCount, tokenCount } from '../model.ts'
import type { ModelSettings } from '../registry.ts'
import { type Piece, timedStream } from '../timed-stream.ts'
import { blockedPrompt, finishFailure, requestFailure } from './failure.ts'
import './fetch-of-sdk.ts'

export interface GeminiOptions {
  key: string
  model: string
  thinking_level: ThinkingLevel
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
  cachedContentTokenCount?: number
}): TokenCount =>
  tokenCount({
    input: usage.promptTokenCount,
    cached: usage.cachedContentTokenCount,
    text: usage.candidatesTokenCount,
    thinking: thoughtTokens(usage),
  })

/**
 * Starts the streamed call. It leaves out sampling parameters on purpose, because the 3.x models
 * ask for none. The SDK passes `thinkingConfig` on unchanged.
 */
const startStream = (options: GeminiOptions, request: ModelRequest, signal: AbortSignal) => {
  const generationConfig = {
    maxOutputTokens: request.max_output_tokens,
    thinkingConfig:
      options.thinking_level === 'off'
        ? { thinkingBudget: 0 }
        : { thinkingLevel: options.thinking_level },
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

/** The pieces of one call. An error before the first chunk has its reason in failure.ts. */
async function* pieces(
  options: GeminiOptions,
  request: ModelRequest,
  signal: AbortSignal,
  answered: () => void,
): AsyncGenerator<Piece> {
  const started = await startStream(options, request, signal).catch((error: unknown) => {
    if (signal.aborted) throw error
    return requestFailure(error)
  })
  if ('reason' in started) return yield { type: 'end', outcome: started }
  answered()
  // `response` reads the same stream a second time. Without this handler its rejection would be
  // reported as unhandled.
  started.response.catch(() => undefined)
  let finishReason: string | undefined
  let hasText = false
  for await (const chunk of started.stream) {
    if (chunk.usageMetadata) yield { type: 'tokens', tokens: tokensOf(chunk.usageMetadata) }
    if (chunk.promptFeedback?.blockReason)
      return yield { type: 'end', outcome: blockedPrompt(chunk.promptFeedback.blockReason) }
    const candidate = chunk.candidates?.[0]
    finishReason = candidate?.finishReason ?? finishReason
    const parts = candidate?.content?.parts ?? []
    if (parts.some(isThought)) yield { type: 'thought' }
    const text = parts.map((part) => (isThought(part) ? '' : (part.text ?? ''))).join('')
    if (text === '') continue
    hasText = true
    yield { type: 'delta', text }
  }
  yield {
    type: 'end',
    outcome: finishFailure(finishReason, hasText) ?? { ok: true, finish: 'stop' },
  }
}

/** Creates a Gemini model. Its failures can have every `model_*` reason; see failure.ts. */
export const geminiModel = (options: GeminiOptions): Model => ({
  kind: 'gemini',
  name: options.model,
  stream: (request, signal) =>
    timedStream(
      {
        provider: 'Gemini',
        timeout_ms: options.timeout_ms,
        open: (late, answered) => pieces(options, request, late, answered),
      },
      signal,
    ),
})
