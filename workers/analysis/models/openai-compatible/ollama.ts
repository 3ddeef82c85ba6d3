/**
 * Ollama's own chat. Its openai-compatible endpoint ignores the size of the context and cuts a
 * longer prompt without saying so; this one takes the size with each request.
 */
import { z } from 'zod'
import type { ThinkingLevel } from '#shared/contracts/models.ts'
import { type ModelRequest, tokenCount } from '../model.ts'
import type { Piece } from '../timed-stream.ts'
import { messagesOf } from './completions.ts'
import { finishFailure, midstreamFailure } from './failure.ts'
import { jsonLines } from './lines.ts'

export const OLLAMA = 'Ollama'

export const ollamaBody = (
  model: string,
  context: number,
  level: ThinkingLevel | undefined,
  request: ModelRequest,
) => ({
  model,
  messages: messagesOf(request),
  stream: true,
  options: { num_ctx: context, num_predict: request.max_output_tokens },
  ...(level !== undefined && { think: level === 'off' ? false : level }),
})

const lineSchema = z.object({
  error: z.unknown().optional(),
  message: z.object({ content: z.string().nullish(), thinking: z.string().nullish() }).nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.unknown().optional(),
  eval_count: z.unknown().optional(),
})

/** The pieces of a stream. Throws where it is no stream of this form. */
export async function* ollamaPieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Piece> {
  let hasText = false
  for await (const line of jsonLines(body)) {
    const answer = lineSchema.parse(JSON.parse(line))
    if (answer.error) return yield { type: 'end', outcome: midstreamFailure(OLLAMA, answer) }
    if (answer.message?.thinking) yield { type: 'thought' }
    const text = answer.message?.content ?? ''
    if (text !== '') {
      hasText = true
      yield { type: 'delta', text }
    }
    if (!answer.done) continue
    yield {
      type: 'tokens',
      tokens: tokenCount({ input: answer.prompt_eval_count, text: answer.eval_count }),
    }
    return yield {
      type: 'end',
      outcome: finishFailure(OLLAMA, answer.done_reason ?? 'stop', hasText) ?? {
        ok: true,
        finish: 'stop',
      },
    }
  }
}
