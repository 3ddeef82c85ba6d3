/**
 * A local server that speaks the protocol of OpenAI's chat completions in the forms of its several
 * providers, and Ollama's own chat.
 */
import type { ServerResponse } from 'node:http'
import type { ModelQuirks } from '#shared/contracts/models.ts'
import { type ModelServer, startModelServer } from './model-server.ts'

export type ChatAnswer =
  | {
      kind: 'text'
      text: string
      thoughts?: string
      finish?: string
      usage?: object | null
      chunks?: number
    }
  | { kind: 'error'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'redirect'; to: string }
  | { kind: 'cut'; text: string }
  | { kind: 'unfinished'; text: string }
  | { kind: 'malformed'; text: string }
  | { kind: 'midstream'; body: object; text?: string }
  | { kind: 'html' }
  | { kind: 'hang'; text?: string }
  /** Writes until the client goes: text or thoughts, without a pause or every `every_ms`. */
  | { kind: 'endless'; what: 'text' | 'thoughts' | 'line'; every_ms?: number }
export type FakeChat = ModelServer<ChatAnswer>

const THOUGHTS: Record<Exclude<ModelQuirks, 'ollama'>, string> = {
  openai: 'reasoning_content',
  deepseek: 'reasoning_content',
  qwen: 'reasoning_content',
  vllm: 'reasoning',
}

const split = (text: string, pieces: number): string[] => {
  const size = Math.max(1, Math.ceil(text.length / pieces))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  )
}

interface StreamForm {
  media: string
  open: string
  text(text: string): string
  thought(text: string): string
  end(finish: string, usage: object | null): string
  raw(body: object): string
}

const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`
const delta = (content: object, finish: string | null = null) =>
  event({
    id: 'chat-1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: content, finish_reason: finish }],
  })

const formOf = (quirks: ModelQuirks): StreamForm => {
  if (quirks === 'ollama') {
    const line = (data: object) => `${JSON.stringify({ model: 'fake', ...data })}\n`
    return {
      media: 'application/x-ndjson',
      open: '',
      text: (content) => line({ message: { role: 'assistant', content }, done: false }),
      thought: (thinking) =>
        line({ message: { role: 'assistant', content: '', thinking }, done: false }),
      end: (finish, usage) =>
        line({
          message: { role: 'assistant', content: '' },
          done: true,
          done_reason: finish,
          ...usage,
        }),
      raw: line,
    }
  }
  return {
    media: 'text/event-stream; charset=utf-8',
    open: ': keep-alive\n\n',
    text: (content) => delta({ content }),
    thought: (text) => delta({ content: null, [THOUGHTS[quirks]]: text }),
    end: (finish, usage) =>
      delta({}, finish) +
      (usage ? event({ id: 'chat-1', choices: [], usage }) : '') +
      'data: [DONE]\n\n',
    raw: event,
  }
}

/** What each provider counts for a short answer. */
const USAGE: Record<ModelQuirks, object> = {
  openai: {
    prompt_tokens: 100,
    completion_tokens: 60,
    prompt_tokens_details: { cached_tokens: 40 },
    completion_tokens_details: { reasoning_tokens: 10 },
  },
  deepseek: {
    prompt_tokens: 100,
    completion_tokens: 60,
    prompt_cache_hit_tokens: 40,
    prompt_cache_miss_tokens: 60,
    completion_tokens_details: { reasoning_tokens: 10 },
  },
  qwen: { prompt_tokens: 100, completion_tokens: 60 },
  vllm: { prompt_tokens: 100, completion_tokens: 60, prompt_tokens_details: null },
  ollama: { prompt_eval_count: 100, eval_count: 60 },
}

const endless = (
  res: ServerResponse,
  form: StreamForm,
  { what, every_ms }: Extract<ChatAnswer, { kind: 'endless' }>,
) => {
  const piece =
    what === 'line'
      ? 'x'.repeat(50_000)
      : (what === 'text' ? form.text : form.thought)('words '.repeat(2_000))
  const write = () => {
    if (res.destroyed) return
    if (every_ms !== undefined) {
      res.write(piece)
      setTimeout(write, every_ms)
    } else if (res.write(piece)) setImmediate(write)
    else res.once('drain', write)
  }
  write()
}

const respond = (res: ServerResponse, answer: ChatAnswer, quirks: ModelQuirks) => {
  const form = formOf(quirks)
  switch (answer.kind) {
    case 'error':
      return res
        .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        .end(JSON.stringify(answer.body ?? { error: { message: 'fake', type: 'x', code: null } }))
    case 'redirect':
      return res.writeHead(307, { location: answer.to }).end()
    case 'html':
      return res
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><body>Sign in</body></html>')
  }
  res.writeHead(200, { 'content-type': form.media })
  res.write(form.open)
  if (answer.kind === 'endless') return endless(res, form, answer)
  if (answer.kind === 'text') {
    const { text, thoughts, chunks = 3, finish = 'stop' } = answer
    if (thoughts) res.write(form.thought(thoughts))
    for (const piece of split(text, chunks)) res.write(form.text(piece))
    return res.end(form.end(finish, answer.usage === undefined ? USAGE[quirks] : answer.usage))
  }
  if (answer.text) res.write(form.text(answer.text))
  switch (answer.kind) {
    case 'hang':
      return res
    case 'cut':
      res.write(form.raw({ choices: [{ delta: { content: 'lost' } }] }).slice(0, 20))
      // Gives the client time to read what was sent before the connection is cut.
      return setTimeout(() => res.destroy(), 20)
    case 'malformed':
      return res.end(quirks === 'ollama' ? '{"message": }\n' : 'data: {"choices": [}\n\n')
    case 'midstream':
      return res.end(form.raw(answer.body))
    case 'unfinished':
      return res.end()
  }
}

/** Starts the server on a free port of 127.0.0.1; its address is `url` and `/v1`. */
export const startFakeChat = (quirks: ModelQuirks): Promise<FakeChat> =>
  startModelServer<ChatAnswer>({
    first: { kind: 'text', text: 'A short text.' },
    path: quirks === 'ollama' ? /^\/api\/chat$/ : /^\/v1\/chat\/completions$/,
    key: ({ headers }) => headers.authorization,
    notFound: (res) => {
      res.writeHead(404).end()
    },
    respond: (res, answer) => respond(res, answer, quirks),
  })
