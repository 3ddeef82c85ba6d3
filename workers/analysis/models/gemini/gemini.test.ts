/** The real SDK against a server that speaks Gemini's protocol. Covers every way a call can end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeGemini, type GeminiAnswer, startFakeGemini } from '../../../e2e/fakes/gemini.ts'
import { analysisTask } from '../../data.fixture.ts'
import type { ModelEvent } from '../model.ts'
import { geminiModel } from './index.ts'

const KEY = 'fake-key-0001'
let gemini: FakeGemini
beforeAll(async () => {
  gemini = await startFakeGemini()
})
afterAll(() => gemini.close())

const call = async (
  answer: GeminiAnswer,
  options: { timeout_ms?: number; signal?: AbortSignal; url?: string } = {},
) => {
  gemini.script(answer)
  const model = geminiModel({
    key: KEY,
    model: 'gemini-3.8-flash',
    thinking_level: 'low',
    timeout_ms: options.timeout_ms ?? 5_000,
    base_url: options.url ?? `${gemini.url}/`,
  })
  const request = {
    system: 'Be brief.',
    turns: [{ role: 'user' as const, text: 'Write.' }],
    max_output_tokens: 100,
    input: analysisTask(),
  }
  let text = ''
  let end: Extract<ModelEvent, { type: 'end' }> | undefined
  for await (const event of model.stream(request, options.signal ?? new AbortController().signal)) {
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
    usage: { input: 7, output: 5, thoughts: 3 },
  })
  expect(text).toBe('Revenue grew — 增长。')
  expect(end).toEqual({
    type: 'end',
    outcome: { ok: true, finish: 'stop' },
    tokens: { input_tokens: 7, cached_tokens: 0, output_tokens: 8, thinking_tokens: 3 },
  })
})

test.each(['\u2028', '\u2029'])(
  'a text with a separator that JSON allows and the SDK takes for the end of a line: %j',
  async (separator) => {
    const written = `Revenue${separator}grew.${separator}${separator}It fell.`
    const { text, end } = await call({ kind: 'text', text: written })
    expect(text).toBe(written)
    expect(end.outcome).toEqual({ ok: true, finish: 'stop' })
  },
)

test('the request carries the instruction and the thinking level, and no sampling parameters', async () => {
  await call({ kind: 'text', text: 'Fine.' })
  expect(gemini.requests.at(-1)).toEqual({
    path: '/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse',
    key: KEY,
    body: {
      contents: [{ role: 'user', parts: [{ text: 'Write.' }] }],
      safetySettings: [],
      systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] },
      generationConfig: { maxOutputTokens: 100, thinkingConfig: { thinkingLevel: 'low' } },
    },
  })
})

describe('a call that fails ends in a typed outcome', () => {
  const cases: [string, GeminiAnswer, string, object?][] = [
    [
      '429 with RetryInfo',
      { kind: 'rate_limited', retry_delay: '3.5s' },
      'model_rate_limited',
      { retry_after_seconds: 3.5 },
    ],
    ['429 of a daily quota', { kind: 'daily_quota' }, 'model_quota_exhausted'],
    ['401', { kind: 'error', status: 401 }, 'model_auth'],
    ['403', { kind: 'error', status: 403 }, 'model_auth'],
    [
      '400 for an invalid key',
      { kind: 'error', status: 400, reason: 'API_KEY_INVALID' },
      'model_auth',
    ],
    ['400', { kind: 'error', status: 400 }, 'model_bad_request'],
    ['404', { kind: 'error', status: 404 }, 'model_bad_request'],
    ['500', { kind: 'error', status: 500 }, 'model_unavailable'],
    ['503', { kind: 'error', status: 503 }, 'model_unavailable'],
    ['a blocked prompt', { kind: 'prompt_blocked' }, 'model_blocked'],
    ['a blocked candidate', { kind: 'candidate_blocked' }, 'model_blocked'],
    ['a candidate blocked midway', { kind: 'candidate_blocked', text: 'Half' }, 'model_blocked'],
    ['MAX_TOKENS without text', { kind: 'max_tokens' }, 'model_max_tokens'],
    ['MAX_TOKENS midway', { kind: 'max_tokens', text: 'Half' }, 'model_max_tokens'],
    [
      'an unknown finish reason',
      { kind: 'finish', reason: 'NEW_REASON', text: 'Some' },
      'model_stream_broken',
    ],
    ['a stop without text', { kind: 'finish', reason: 'STOP', text: '' }, 'model_stream_broken'],
    ['a cut connection', { kind: 'cut', text: 'Half' }, 'model_stream_broken'],
    ['a stream without a finish', { kind: 'unfinished', text: 'Half' }, 'model_stream_broken'],
    ['malformed JSON in the stream', { kind: 'malformed', text: 'Half' }, 'model_stream_broken'],
    ['a page instead of a stream', { kind: 'html' }, 'model_stream_broken'],
  ]
  test.each(cases)('%s', async (_, answer, reason, more = {}) => {
    const { end } = await call(answer)
    expect(end.outcome).toMatchObject({ ok: false, reason, ...more })
    expect(JSON.stringify(end.outcome)).not.toMatch(/fake|127\.0\.0\.1|http:/)
  })

  test('a server that says nothing more, within the timeout', async () => {
    const before = gemini.aborted()
    const { text, end } = await call({ kind: 'hang', text: 'Half' }, { timeout_ms: 80 })
    expect(text).toBe('Half')
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_timeout' })
    await expect.poll(gemini.aborted).toBe(before + 1)
  })

  test('a redirect: nobody else is told the key or the prompt', async () => {
    const other = await startFakeGemini()
    const { end } = await call({ kind: 'redirect', to: `${other.url}/v1beta/models/m` })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_bad_request' })
    expect(end.outcome).toMatchObject({ detail: expect.stringContaining('not followed') })
    expect(other.requests).toEqual([])
    await other.close()
  })

  test('a server that is not there', async () => {
    const { end } = await call({ kind: 'html' }, { url: 'http://127.0.0.1:9' })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_unavailable' })
  })

  test('a caller who has already gone: nothing is sent', async () => {
    const before = gemini.requests.length
    const { end } = await call({ kind: 'text', text: 'Fine.' }, { signal: AbortSignal.abort() })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_timeout' })
    expect(gemini.requests).toHaveLength(before)
  })

  test('a caller who goes midway: the call is aborted', async () => {
    const before = gemini.aborted()
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 60)
    const { end } = await call({ kind: 'hang', text: 'Half' }, { signal: controller.signal })
    expect(end.outcome).toMatchObject({ ok: false, reason: 'model_timeout' })
    await expect.poll(gemini.aborted).toBe(before + 1)
  })
})
