/** OpenAI's chat completions: the request, and the pieces of its stream. Pure but for reading. */
import { z } from 'zod'
import { type Failure, fail } from '#shared/contracts/problem.ts'
import type { ThinkingLevel } from '#shared/contracts/models.ts'
import { type ModelRequest, tokenCount } from '../model.ts'
import type { Piece } from '../timed-stream.ts'
import { finishFailure, midstreamFailure } from './failure.ts'
import { eventData } from './lines.ts'
import type { Quirks } from './quirks.ts'

/** The last event of a stream. */
const DONE = '[DONE]'
/**
 * No text has more characters in a token than this; a server that counts fewer tokens has cut the
 * prompt without saying so.
 */
const MOST_CHARACTERS_PER_TOKEN = 8
/** Shorter prompts are not judged: their count says little. */
const SHORTEST_JUDGED = 2_000

export const messagesOf = ({ system, turns }: Pick<ModelRequest, 'system' | 'turns'>) => [
  { role: 'system', content: system },
  ...turns.map(({ role, text }) => ({
    role: role === 'model' ? 'assistant' : 'user',
    content: text,
  })),
]

export const completionsBody = (
  model: string,
  { limit, thinking }: Quirks,
  level: ThinkingLevel | undefined,
  request: ModelRequest,
) => ({
  model,
  messages: messagesOf(request),
  stream: true,
  stream_options: { include_usage: true },
  [limit]: request.max_output_tokens,
  ...(level !== undefined && thinking(level)),
})

const usageSchema = z.object({
  prompt_tokens: z.unknown().optional(),
  completion_tokens: z.unknown().optional(),
  prompt_tokens_details: z.object({ cached_tokens: z.unknown().optional() }).partial().nullish(),
  prompt_cache_hit_tokens: z.unknown().optional(),
  completion_tokens_details: z
    .object({ reasoning_tokens: z.unknown().optional() })
    .partial()
    .nullish(),
})
const chunkSchema = z.object({
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: z.record(z.string(), z.unknown()).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish(),
})

/** `completion_tokens` holds the thinking as well. */
const tokensOf = (usage: z.infer<typeof usageSchema>) => {
  const thinking = usage.completion_tokens_details?.reasoning_tokens
  const counted = tokenCount({
    input: usage.prompt_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens,
    text: usage.completion_tokens,
  })
  const { thinking_tokens } = tokenCount({ input: 0, text: 0, thinking })
  return { ...counted, thinking_tokens: Math.min(thinking_tokens, counted.output_tokens) }
}

/** The failure of a server that read less than it was sent. */
const cutPrompt = (
  provider: string,
  { system, turns }: ModelRequest,
  input: number,
): Failure | null => {
  const sent = turns.reduce((sum, { text }) => sum + text.length, system.length)
  return input > 0 && sent >= SHORTEST_JUDGED && input * MOST_CHARACTERS_PER_TOKEN < sent
    ? fail(
        'model_prompt_cut',
        `${provider} read ${input} tokens of a prompt of ${sent} characters: it cuts prompts at a limit of its own.`,
      )
    : null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The pieces of a stream. Throws where it is no stream of this form. */
export async function* completionPieces(
  body: ReadableStream<Uint8Array>,
  { provider, thoughts }: Quirks,
  request: ModelRequest,
): AsyncGenerator<Piece> {
  let finish: string | null = null
  let hasText = false
  let input = 0
  for await (const data of eventData(body)) {
    if (data === DONE) break
    const chunk = chunkSchema.parse(JSON.parse(data))
    if (chunk.error) return yield { type: 'end', outcome: midstreamFailure(provider, chunk) }
    if (chunk.usage) {
      const tokens = tokensOf(chunk.usage)
      input = tokens.input_tokens
      yield { type: 'tokens', tokens }
    }
    const choice = chunk.choices?.[0]
    finish = choice?.finish_reason ?? finish
    const delta = choice?.delta ?? {}
    if (thoughts.some((field) => textOf(delta[field]) !== '')) yield { type: 'thought' }
    const text = textOf(delta.content)
    if (text === '') continue
    hasText = true
    yield { type: 'delta', text }
  }
  yield {
    type: 'end',
    outcome: cutPrompt(provider, request, input) ??
      finishFailure(provider, finish, hasText) ?? { ok: true, finish: 'stop' },
  }
}
