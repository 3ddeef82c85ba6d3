import { expect, test } from 'vitest'
import { type AnalyzeRequest, analysisContract } from '#shared/contracts/analysis.ts'
import { createClient } from '#shared/http/client.ts'
import { callAnalysis } from './call-analysis.ts'

const ANSWER = { text: 'Written.', cited: [], unverified: [], corrected: false }
const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8' }

/** What is heard when the service answers so, in one chunk for each part. */
const called = async (parts: readonly string[], init: ResponseInit, isCut = false) => {
  const heard: string[] = []
  const accepts: (string | null)[] = []
  const fetcher = {
    fetch: async (request: Request) => {
      accepts.push(request.headers.get('accept'))
      const encoder = new TextEncoder()
      const left = [...parts]
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const next = left.shift()
          if (next !== undefined) controller.enqueue(encoder.encode(next))
          else if (isCut) controller.error(new Error('cut'))
          else controller.close()
        },
      })
      return new Response(body, init)
    },
  }
  const options = { requestId: 'req-00000001', service: 'analysis-service' }
  const answer = await callAnalysis(
    createClient(analysisContract, fetcher, options),
    {} as AnalyzeRequest,
    new AbortController().signal,
    { write: (text, round) => heard.push(`${round}:${text}`) },
  )
  expect(accepts).toEqual(['text/event-stream'])
  return { answer, heard }
}

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
const problem = { type: 'urn:problem:model_rate_limited', title: 'x', status: 503, request_id: 'r' }

test('the text is heard by rounds while it is written, then the answer, in any chunks', async () => {
  const whole = [
    ': waiting\n\n',
    event('delta', { text: 'Wri\n\nt', round: 1 }),
    event('delta', { text: '值', round: 2 }),
    event('result', ANSWER),
  ].join('')
  for (let size = 1; size < 40; size++) {
    const parts = whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    const { answer, heard } = await called(parts, { headers: EVENTS })
    expect(answer).toEqual({ ok: true, data: ANSWER })
    expect(heard).toEqual(['1:Wri\n\nt', '2:值'])
  }
})

test('a failure after some text is that failure, with its wait', async () => {
  const failure = { ...problem, reason: 'model_rate_limited', detail: 'd', retry_after_seconds: 7 }
  const { answer, heard } = await called(
    [event('delta', { text: 'Half', round: 1 }), event('problem', failure)],
    { headers: EVENTS },
  )
  expect(heard).toEqual(['1:Half'])
  expect(answer).toMatchObject({ ok: false, reason: 'model_rate_limited', retry_after_seconds: 7 })
})

test.each<[string, readonly string[], ResponseInit, boolean]>([
  [
    'ends before its answer',
    [event('delta', { text: 'Half', round: 1 })],
    { headers: EVENTS },
    false,
  ],
  ['is cut', [event('delta', { text: 'Half', round: 1 })], { headers: EVENTS }, true],
  ['is no stream that can be read', ['event: result\ndata: {"te\n\n'], { headers: EVENTS }, false],
  ['is no problem', ['no'], { status: 500 }, false],
])('a service that %s is not available', async (_, parts, init, isCut) => {
  const { answer } = await called(parts, init, isCut)
  expect(answer).toMatchObject({ ok: false, reason: 'service_unavailable' })
})

test('a call that is refused before it begins has its own reason', async () => {
  const refused = { ...problem, reason: 'model_not_configured', detail: 'd', status: 409 }
  const headers = { 'content-type': 'application/problem+json' }
  const { answer } = await called([JSON.stringify(refused)], { status: 409, headers })
  expect(answer).toMatchObject({ ok: false, reason: 'model_not_configured' })
})
