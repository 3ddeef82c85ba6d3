/**
 * Calls a model that speaks the protocol of OpenAI's chat completions, with one streamed call. What
 * differs between servers stands in quirks.ts and ollama.ts.
 */
import { fail, type Failure } from '#shared/contracts/problem.ts'
import type { ModelQuirks, ThinkingLevel } from '#shared/contracts/models.ts'
import type { Model, ModelRequest } from '../model.ts'
import type { ModelSettings } from '../registry.ts'
import { type Piece, timedStream } from '../timed-stream.ts'
import { completionPieces, completionsBody } from './completions.ts'
import { answerFailure } from './failure.ts'
import { AnswerTooLarge } from './lines.ts'
import { OLLAMA, ollamaBody, ollamaPieces } from './ollama.ts'
import { QUIRKS } from './quirks.ts'

export interface OpenAiOptions {
  /** Empty where the server asks for none. */
  key: string
  model: string
  /** Up to before `/chat/completions`; Ollama's without its `/v1`, or with it. */
  base_url: string
  quirks: ModelQuirks
  /** Tokens of prompt and answer together; null when not known. */
  context: number | null
  thinking_level: ThinkingLevel | undefined
  /** Time limit of the whole call up to its last piece, in milliseconds. */
  timeout_ms: number
}

/** Most characters of an error's body that are read for its codes. */
const MAX_ERROR = 20_000
/** What Ollama takes when it is told nothing. */
const OLLAMA_CONTEXT = 4_096

/** How one server is asked, and how its answer is read. */
interface ChatProtocol {
  provider: string
  path: string
  /** Beginning of the content type of an answer that is a stream. */
  media: readonly string[]
  body: object
  pieces(body: ReadableStream<Uint8Array>): AsyncIterable<Piece>
}

const protocolOf = (
  { quirks, model, context, thinking_level }: OpenAiOptions,
  request: ModelRequest,
): ChatProtocol => {
  if (quirks === 'ollama')
    return {
      provider: OLLAMA,
      path: '/api/chat',
      media: ['application/x-ndjson', 'application/json'],
      body: ollamaBody(model, context ?? OLLAMA_CONTEXT, thinking_level, request),
      pieces: ollamaPieces,
    }
  const own = QUIRKS[quirks]
  return {
    provider: own.provider,
    path: '/chat/completions',
    media: ['text/event-stream'],
    body: completionsBody(model, own, thinking_level, request),
    pieces: (body) => completionPieces(body, own, request),
  }
}

const addressOf = ({ base_url, quirks }: OpenAiOptions, path: string): string => {
  const base = base_url.replace(/(?<!\/)\/+$/, '')
  return `${quirks === 'ollama' ? base.replace(/\/v1$/, '') : base}${path}`
}

/** The beginning of an error's body, parsed; null when it is no JSON. */
const errorBody = async (response: Response): Promise<unknown> => {
  const reader = response.body?.getReader()
  if (!reader) return null
  const decoder = new TextDecoder()
  let text = ''
  while (text.length <= MAX_ERROR) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    return null
  }
}

async function* pieces(
  options: OpenAiOptions,
  request: ModelRequest,
  signal: AbortSignal,
  answered: () => void,
): AsyncGenerator<Piece> {
  const end = (outcome: Failure): Piece => ({ type: 'end', outcome })
  const { provider, path, media, body, pieces: read } = protocolOf(options, request)
  const response = await fetch(addressOf(options, path), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: media.join(', '),
      ...(options.key !== '' && { authorization: `Bearer ${options.key}` }),
    },
    body: JSON.stringify(body),
    // A redirect would carry the key and the prompt to whoever it names.
    redirect: 'manual',
    signal,
  })
  if (!response.ok) {
    const { status, headers } = response
    return yield end(
      answerFailure({
        provider,
        // A browser-like runtime hides the status of a redirect that it does not follow.
        status: status === 0 ? 302 : status,
        retry_after: headers.get('retry-after'),
        body: status >= 400 ? await errorBody(response) : null,
        now: Date.now(),
      }),
    )
  }
  answered()
  const type = response.headers.get('content-type')?.toLowerCase() ?? ''
  if (!response.body || !media.some((kind) => type.startsWith(kind))) {
    await response.body?.cancel()
    return yield end(fail('model_stream_broken', `What ${provider} answered is no stream.`))
  }
  try {
    yield* read(response.body)
  } catch (error) {
    if (!(error instanceof AnswerTooLarge)) throw error
    yield end(fail('model_too_long', `${provider} wrote and thought without an end.`))
  }
}

/** Creates a model. Its failures can have every `model_*` reason; see failure.ts. */
export const openAiModel = (options: OpenAiOptions): Model => ({
  kind: 'openai-compatible',
  name: options.model,
  stream: (request, signal) =>
    timedStream(
      {
        provider: options.quirks === 'ollama' ? OLLAMA : QUIRKS[options.quirks].provider,
        timeout_ms: options.timeout_ms,
        open: (late, answered) => pieces(options, request, late, answered),
      },
      signal,
    ),
})

/** Creates the configured model with its key. A saved entry has its address. */
export const openAiFrom = ({ entry, key, timeout_ms }: ModelSettings): Model => {
  if (entry.base_url === undefined) throw new Error('an openai-compatible model has an address')
  return openAiModel({
    key,
    model: entry.model,
    base_url: entry.base_url,
    quirks: entry.quirks ?? 'openai',
    context: entry.context ?? null,
    thinking_level: entry.thinking_level,
    timeout_ms,
  })
}
