/**
 * A local server that speaks Gemini's REST protocol: generateContent, and streamGenerateContent as
 * server-sent events. The test decides how it answers.
 */
import type { ServerResponse } from 'node:http'
import { type ModelServer, startModelServer } from './model-server.ts'

/**
 * How the server answers a call. `chunks` is the number of events in which a text is sent.
 * `thoughts` is sent first, as a thought part.
 */
export type GeminiAnswer =
  | {
      kind: 'text'
      text: string
      thoughts?: string
      chunks?: number
      usage?: { input: number; output: number; thoughts?: number }
    }
  /** Waits for `next` after each of the texts, and then comes to its end or is cut. */
  | { kind: 'held'; texts: readonly string[]; next: () => Promise<unknown>; cut?: boolean }
  | { kind: 'rate_limited'; retry_delay: string }
  | { kind: 'daily_quota' }
  | { kind: 'error'; status: number; reason?: string }
  | { kind: 'prompt_blocked' }
  | { kind: 'candidate_blocked'; text?: string }
  | { kind: 'max_tokens'; text?: string }
  | { kind: 'finish'; reason: string; text: string }
  | { kind: 'cut'; text: string }
  | { kind: 'unfinished'; text: string }
  | { kind: 'malformed'; text: string }
  | { kind: 'html' }
  | { kind: 'redirect'; to: string }
  | { kind: 'hang'; text?: string }

export type FakeGemini = ModelServer<GeminiAnswer>

interface TextPart {
  text: string
  thought?: true
}

const candidate = (parts: TextPart[], finishReason?: string) => ({
  candidates: [
    { content: { parts, role: 'model' }, index: 0, ...(finishReason && { finishReason }) },
  ],
  modelVersion: 'fake-gemini',
  responseId: 'fake-response',
})

const usageMetadata = (input: number, output: number, thoughts: number) => ({
  usageMetadata: {
    promptTokenCount: input,
    candidatesTokenCount: output,
    thoughtsTokenCount: thoughts,
    totalTokenCount: input + output + thoughts,
  },
})

const split = (text: string, pieces: number): string[] => {
  const size = Math.max(1, Math.ceil(text.length / pieces))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  )
}

/** The responses that answer one call, in the order of the stream. */
export const responsesOf = (answer: GeminiAnswer): object[] => {
  switch (answer.kind) {
    case 'text': {
      const {
        input,
        output,
        thoughts = 0,
      } = answer.usage ?? { input: 100, output: 50, thoughts: 10 }
      const thinking = answer.thoughts
        ? [candidate([{ text: answer.thoughts, thought: true }])]
        : []
      const texts = split(answer.text, answer.chunks ?? 3).map((text) => candidate([{ text }]))
      return [
        ...thinking,
        ...texts,
        { ...candidate([{ text: '' }], 'STOP'), ...usageMetadata(input, output, thoughts) },
      ]
    }
    case 'prompt_blocked':
      return [
        {
          promptFeedback: { blockReason: 'PROHIBITED_CONTENT', safetyRatings: [] },
          ...usageMetadata(100, 0, 0),
        },
      ]
    case 'candidate_blocked':
      return [
        ...(answer.text ? [candidate([{ text: answer.text }])] : []),
        { ...candidate([], 'SAFETY'), ...usageMetadata(100, 5, 0) },
      ]
    case 'max_tokens':
      return [
        {
          ...candidate(answer.text ? [{ text: answer.text }] : [], 'MAX_TOKENS'),
          ...usageMetadata(100, 0, 64),
        },
      ]
    case 'finish':
      return [{ ...candidate([{ text: answer.text }], answer.reason), ...usageMetadata(100, 5, 0) }]
    case 'cut':
    case 'unfinished':
    case 'malformed':
    case 'hang':
      return answer.text ? [candidate([{ text: answer.text }])] : []
    default:
      return []
  }
}

const sendError = (res: ServerResponse, status: number, name: string, details: object[]) =>
  res
    .writeHead(status, { 'content-type': 'application/json' })
    .end(
      JSON.stringify({ error: { code: status, message: `fake ${name}`, status: name, details } }),
    )

const quotaFailure = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [
    {
      quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
      quotaId,
      quotaValue: '20',
    },
  ],
})
const errorInfo = (reason: string) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
})
const retryInfo = (retryDelay: string) => ({
  '@type': 'type.googleapis.com/google.rpc.RetryInfo',
  retryDelay,
})

const sendHeld = async (
  res: ServerResponse,
  { texts, next, cut = false }: Extract<GeminiAnswer, { kind: 'held' }>,
) => {
  const send = (response: object) => res.write(`data: ${JSON.stringify(response)}\r\n\r\n`)
  res.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const text of texts) {
    send(candidate([{ text }]))
    await next()
  }
  if (cut) return res.destroy()
  send({ ...candidate([{ text: '' }], 'STOP'), ...usageMetadata(100, 50, 10) })
  return res.end()
}

const respond = (res: ServerResponse, answer: GeminiAnswer, stream: boolean) => {
  if (answer.kind === 'held') return void sendHeld(res, answer)
  if (answer.kind === 'rate_limited')
    return sendError(res, 429, 'RESOURCE_EXHAUSTED', [
      quotaFailure('GenerateRequestsPerMinutePerProjectPerModel'),
      retryInfo(answer.retry_delay),
    ])
  if (answer.kind === 'daily_quota')
    return sendError(res, 429, 'RESOURCE_EXHAUSTED', [
      quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
      retryInfo('3s'),
    ])
  if (answer.kind === 'error')
    return sendError(res, answer.status, 'FAILED', answer.reason ? [errorInfo(answer.reason)] : [])
  if (answer.kind === 'redirect') return res.writeHead(307, { location: answer.to }).end()
  if (answer.kind === 'html')
    return res
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<html><body>Sign in</body></html>')
  const responses = responsesOf(answer)
  if (!stream && answer.kind !== 'hang')
    return res
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(responses.at(-1) ?? {}))
  res.writeHead(200, { 'content-type': 'text/event-stream' })
  res.flushHeaders()
  for (const response of responses) res.write(`data: ${JSON.stringify(response)}\r\n\r\n`)
  if (answer.kind === 'hang') return res
  if (answer.kind === 'cut') {
    res.write('data: {"candidates": [{"content"')
    // Gives the client time to read what was sent before the connection is cut.
    return setTimeout(() => res.destroy(), 20)
  }
  if (answer.kind === 'malformed') res.write('data: {"candidates": [}\r\n\r\n')
  return res.end()
}

/**
 * Starts the server on a free port of 127.0.0.1. Until the test sets answers, every call is
 * answered with a short text.
 */
export const startFakeGemini = (): Promise<FakeGemini> =>
  startModelServer<GeminiAnswer>({
    first: { kind: 'text', text: 'A short text.' },
    path: /^\/v1beta\/models\/[^/:]+:(?:generateContent|streamGenerateContent\?alt=sse)$/,
    key: ({ headers }) => headers['x-goog-api-key'],
    notFound: (res) => sendError(res, 404, 'NOT_FOUND', []),
    respond: (res, answer, { path }) => respond(res, answer, path.includes(':stream')),
  })
