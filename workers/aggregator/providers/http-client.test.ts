import { describe, expect, it } from 'vitest'
import { getJson, type JsonRequest } from './http-client.ts'
import type { ProviderContext } from './provider.ts'

const context = (answer: typeof fetch): ProviderContext => ({ requestId: 'test-request', fetch: answer, now: () => new Date('2026-11-22T12:00:00Z') })
const request: JsonRequest = { provider: 'sec', url: 'https://data.sec.gov/submissions/CIK1.json', headers: { 'user-agent': 'Test test@example.com' } }
const answering = (body: BodyInit | null, init?: ResponseInit) => context(() => Promise.resolve(new Response(body, init)))

describe('getJson', () => {
  it('gives the parsed value and the bytes as they came, and sends the headers', async () => {
    const seen: (string | null)[] = []
    const answer = await getJson(
      context((input, init) => {
        seen.push(new Request(input, init).headers.get('user-agent'))
        return Promise.resolve(new Response('{"a":1}'))
      }),
      request,
    )
    expect(answer).toEqual({ ok: true, data: { json: { a: 1 }, body: new TextEncoder().encode('{"a":1}'), url: request.url } })
    expect(seen).toEqual(['Test test@example.com'])
  })

  it.each([
    [400, 'bad_request'],
    [401, 'auth'],
    [402, 'plan'],
    [403, 'plan'],
    [404, 'not_found'],
    [408, 'timeout'],
    [429, 'rate_limit'],
    [500, 'transient'],
    [503, 'transient'],
  ])('HTTP %i is %s', async (status, reason) => {
    expect(await getJson(answering('secret body', { status }), request)).toEqual({
      ok: false,
      reason,
      detail: `sec: data.sec.gov answered HTTP ${status}`,
    })
  })

  it('a 403 is what the provider means by it', async () => {
    expect(await getJson(answering('', { status: 403 }), { ...request, forbidden: 'rate_limit' })).toMatchObject({ reason: 'rate_limit' })
  })

  it.each([
    ['17', 17],
    ['Sun, 22 Nov 2026 12:01:30 GMT', 90],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ])('Retry-After %s is %s seconds', async (header, seconds) => {
    const answer = await getJson(answering('', { status: 429, headers: { 'retry-after': header } }), request)
    expect(answer.ok ? undefined : answer.retry_after_seconds).toBe(seconds)
  })

  it.each([
    ['a page', '<!DOCTYPE html><html></html>', 'markup instead of JSON'],
    ['XML', '\n<?xml version="1.0"?><Error/>', 'markup instead of JSON'],
    ['half a document', '{"facts":{"us-gaap":', 'not whole JSON'],
    ['nothing', '', 'not whole JSON'],
    ['other bytes', new Uint8Array([0xff, 0xfe, 0x00]), 'not UTF-8'],
  ])('%s is malformed', async (_, body, fault) => {
    const answer = await getJson(answering(body), request)
    expect(answer).toMatchObject({ ok: false, reason: 'malformed' })
    expect(answer.ok ? '' : answer.detail).toContain(fault)
  })

  it('a body past the limit is not read on', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(8 * 1024 * 1024))
      },
    })
    expect(await getJson(answering(endless), request)).toMatchObject({ ok: false, reason: 'malformed', detail: expect.stringContaining('more than') })
    expect(sent).toBeLessThan(10)
  })

  it('a refused connection, and one that breaks in the body, are unreachable', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) })
    for (const given of [context(() => Promise.reject(new TypeError('fetch failed'))), answering(broken)])
      expect(await getJson(given, request)).toMatchObject({ ok: false, reason: 'unreachable', detail: expect.stringContaining('sec: data.sec.gov') })
  })

  it('no answer is a timeout, before the body and within it, and ends the call', async () => {
    let signal: AbortSignal | null | undefined
    const silent = context((_, init) => {
      signal = init?.signal
      return new Promise(() => {})
    })
    const stalled = answering(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }))
    for (const given of [silent, stalled])
      expect(await getJson(given, { ...request, timeoutMs: 20 })).toEqual({
        ok: false,
        reason: 'timeout',
        detail: 'sec: data.sec.gov did not answer within 0.02 s',
      })
    expect(signal?.aborted).toBe(true)
  })
})
