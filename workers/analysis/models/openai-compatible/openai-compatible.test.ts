/**
 * The real client against servers that speak as OpenAI, DeepSeek, Qwen, vLLM and Ollama do. Covers
 * every way a call can end.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ChatAnswer,
  type FakeChat,
  startFakeChat,
} from '../../../e2e/fakes/chat-completions.ts'
import { MODEL_QUIRKS, type ThinkingLevel } from '#shared/contracts/models.ts'
import { analysisTask } from '../../data.fixture.ts'
import type { ModelEvent } from '../model.ts'
import { answerFailure } from './failure.ts'
import { openAiModel } from './index.ts'

const KEY = 'fake-key-0001'

interface CallOptions {
  timeout_ms?: number
  signal?: AbortSignal
  url?: string
  thinking_level?: ThinkingLevel
  prompt?: string
}

describe.each(MODEL_QUIRKS)('%s', (quirks) => {
  let server: FakeChat
  beforeAll(async () => {
    server = await startFakeChat(quirks)
  })
  afterAll(() => server.close())

  const call = async (answer: ChatAnswer, options: CallOptions = {}) => {
    server.script(answer)
    const model = openAiModel({
      key: KEY,
      model: 'fake-model',
      base_url: options.url ?? `${server.url}/v1/`,
      quirks,
      context: 32_768,
      thinking_level: options.thinking_level,
      timeout_ms: options.timeout_ms ?? 5_000,
    })
    const request = {
      system: 'Be brief.',
      turns: [{ role: 'user' as const, text: options.prompt ?? 'Write.' }],
      max_output_tokens: 100,
      input: analysisTask(),
    }
    let text = ''
    let end: Extract<ModelEvent, { type: 'end' }> | undefined
    const signal = options.signal ?? new AbortController().signal
    for await (const event of model.stream(request, signal)) {
      if (event.type === 'delta') text += event.text
      else end = event
    }
    if (!end) throw new Error('the stream had no end')
    return { text, end }
  }

  test('text comes in pieces without the thinking, which is counted as output', async () => {
    const { text, end } = await call({
      kind: 'text',
      text: 'Revenue grew — 增长。',
      thoughts: 'Let me see.',
    })
    expect(text).toBe('Revenue grew — 增长。')
    const told = quirks === 'openai' || quirks === 'deepseek'
    expect(end).toEqual({
      type: 'end',
      outcome: { ok: true, finish: 'stop' },
      tokens: {
        input_tokens: 100,
        cached_tokens: told ? 40 : 0,
        output_tokens: 60,
        thinking_tokens: told ? 10 : 0,
      },
    })
  })

  test('the request names the model, bounds the text, and asks for the usage', async () => {
    await call({ kind: 'text', text: 'Fine.' }, { thinking_level: 'off' })
    const request = server.requests.at(-1)
    expect(request?.key).toBe(`Bearer ${KEY}`)
    expect(request?.body).toEqual({
      model: 'fake-model',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Write.' },
      ],
      stream: true,
      ...{
        openai: { max_completion_tokens: 100, reasoning_effort: 'none' },
        deepseek: { max_tokens: 100, thinking: { type: 'disabled' } },
        qwen: { max_tokens: 100, enable_thinking: false },
        vllm: { max_tokens: 100, chat_template_kwargs: { enable_thinking: false } },
        ollama: { options: { num_ctx: 32_768, num_predict: 100 }, think: false },
      }[quirks],
      ...(quirks !== 'ollama' && { stream_options: { include_usage: true } }),
    })
  })

  const cases: [string, ChatAnswer, string, object?][] = [
    ['401', { kind: 'error', status: 401 }, 'model_auth'],
    ['403', { kind: 'error', status: 403 }, 'model_auth'],
    ['404', { kind: 'error', status: 404 }, 'model_bad_request'],
    ['402: no balance', { kind: 'error', status: 402 }, 'model_quota_exhausted'],
    ['422', { kind: 'error', status: 422 }, 'model_bad_request'],
    [
      '429 with a wait',
      { kind: 'error', status: 429, headers: { 'retry-after': '7' } },
      'model_rate_limited',
      { retry_after_seconds: 7 },
    ],
    ['429 without a wait', { kind: 'error', status: 429 }, 'model_rate_limited'],
    [
      '429 of a spent quota',
      { kind: 'error', status: 429, body: { error: { code: 'insufficient_quota' } } },
      'model_quota_exhausted',
    ],
    ['500', { kind: 'error', status: 500 }, 'model_unavailable'],
    ['503', { kind: 'error', status: 503 }, 'model_unavailable'],
    [
      'a prompt that is too long',
      {
        kind: 'error',
        status: 400,
        body: {
          object: 'error',
          message: "This model's maximum context length is 8192",
          code: 400,
        },
      },
      'model_bad_request',
    ],
    [
      'a blocked prompt',
      { kind: 'error', status: 400, body: { error: { code: 'data_inspection_failed' } } },
      'model_blocked',
    ],
    ['a redirect', { kind: 'redirect', to: 'https://elsewhere.example/v1' }, 'model_bad_request'],
    ['a cut at the limit', { kind: 'text', text: 'Half', finish: 'length' }, 'model_max_tokens'],
    ['nothing but thinking', { kind: 'text', text: '', finish: 'length' }, 'model_max_tokens'],
    ['a blocked text', { kind: 'text', text: 'H', finish: 'content_filter' }, 'model_blocked'],
    [
      'no room to finish',
      { kind: 'text', text: 'Half', finish: 'insufficient_system_resource' },
      'model_unavailable',
    ],
    ['an unknown finish', { kind: 'text', text: 'Half', finish: 'new' }, 'model_stream_broken'],
    ['a stop without text', { kind: 'text', text: '' }, 'model_stream_broken'],
    ['a cut connection', { kind: 'cut', text: 'Half' }, 'model_stream_broken'],
    ['a stream without a finish', { kind: 'unfinished', text: 'Half' }, 'model_stream_broken'],
    ['malformed JSON', { kind: 'malformed', text: 'Half' }, 'model_stream_broken'],
    ['a page instead of a stream', { kind: 'html' }, 'model_stream_broken'],
    [
      'an error in the midst',
      { kind: 'midstream', body: { error: { message: 'overloaded' } }, text: 'Half' },
      'model_stream_broken',
    ],
    [
      'a spent quota in the midst',
      { kind: 'midstream', body: { error: { code: 'insufficient_quota' } } },
      'model_quota_exhausted',
    ],
    ['thinking without end', { kind: 'endless', what: 'thoughts' }, 'model_too_long'],
  ]
  test.each(cases)('%s', async (_, answer, reason, more = {}) => {
    const { end } = await call(answer)
    expect(end.outcome).toMatchObject({ ok: false, reason, ...more })
    expect(JSON.stringify(end.outcome)).not.toMatch(/fake|127\.0\.0\.1|http:|elsewhere/)
  })

  test('a line without an end is not kept', async () => {
    const { end } = await call({ kind: 'endless', what: 'line' })
    expect(end.outcome).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^model_(?:too_long|stream_broken)$/),
    })
  })

  test('a server that falls silent has not answered in time', async () => {
    const before = server.aborted()
    const { text, end } = await call({ kind: 'hang', text: 'Half' }, { timeout_ms: 200 })
    expect(text).toBe('Half')
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_timeout' })
    await expect.poll(server.aborted).toBe(before + 1)
  })

  test('a server that writes and writes does not come to an end, which no retry would mend', async () => {
    const answer = { kind: 'endless', what: 'thoughts', every_ms: 20 } as const
    const { end } = await call(answer, { timeout_ms: 400 })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_endless' })
  })

  test('a server that is not there', async () => {
    const { end } = await call({ kind: 'html' }, { url: 'http://127.0.0.1:9/v1' })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_unavailable' })
  })

  test('a caller who has already gone: nothing is sent', async () => {
    const before = server.requests.length
    const { end } = await call({ kind: 'text', text: 'Fine.' }, { signal: AbortSignal.abort() })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_timeout' })
    expect(server.requests).toHaveLength(before)
  })

  test.runIf(quirks !== 'ollama')(
    'a server that counts far fewer tokens than it was sent has cut the prompt',
    async () => {
      const prompt = 'revenue@FY2025 | Revenue | 416161000000 | USD\n'.repeat(1_000)
      const cut = { prompt_tokens: 4_096, completion_tokens: 5 }
      const { end } = await call({ kind: 'text', text: 'Fine.', usage: cut }, { prompt })
      expect(end.outcome).toMatchObject({ ok: false, reason: 'model_prompt_cut' })
      const whole = { prompt_tokens: 15_000, completion_tokens: 5 }
      const { end: good } = await call({ kind: 'text', text: 'Fine.', usage: whole }, { prompt })
      expect(good.outcome).toMatchObject({ ok: true })
      const { end: untold } = await call({ kind: 'text', text: 'Fine.', usage: null }, { prompt })
      expect(untold.outcome).toMatchObject({ ok: true })
    },
  )
})

test('what a server writes is never repeated', () => {
  const body = { error: { message: `wrong key ${KEY}`, code: KEY, type: KEY } }
  const failures = [302, 400, 401, 402, 404, 429, 500].map((status) =>
    answerFailure({ provider: 'OpenAI', status, retry_after: KEY, body, now: 0 }),
  )
  expect(JSON.stringify(failures)).not.toContain(KEY)
})
