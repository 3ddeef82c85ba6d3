import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { AWKWARD_KEYS, CANARY_KEY, spellings } from './test/case.ts'
import { askUpstream, type UpstreamRequest } from './http-client.ts'
import type { ProviderContext } from '../model/provider.ts'

const context = (answer: typeof fetch, more: Partial<ProviderContext> = {}): ProviderContext => ({
  requestId: 'test-request',
  fetch: answer,
  now: () => new Date('2026-11-22T12:00:00Z'),
  key: null,
  timeoutMs: 1_000,
  contact: 'Test test@example.com',
  memory: { get: async () => null, put: async () => {} },
  ...more,
})
const request: UpstreamRequest = {
  provider: 'sec',
  url: 'https://data.sec.gov/submissions/CIK1.json',
  headers: { 'user-agent': 'Test test@example.com' },
}
const answering = (
  body: BodyInit | null,
  init?: ResponseInit,
  more: Partial<ProviderContext> = {},
) => context(() => Promise.resolve(new Response(body, init)), more)

/** A context that keeps what was sent. */
const listening = (
  more: Partial<ProviderContext> = {},
  respond: () => Response = () => new Response('{"a":1}'),
) => {
  const sent: { url: string; method: string; headers: Headers; body: string; redirect: string }[] =
    []
  const given = context(async (input, init) => {
    const { url, method, headers, redirect } = new Request(input, init)
    sent.push({ url, method, headers, redirect, body: await new Request(input, init).text() })
    return respond()
  }, more)
  return { given, sent }
}

describe('an answer', () => {
  it('is the parsed value, the text and the bytes as they came; the headers are sent', async () => {
    const { given, sent } = listening()
    const answer = await askUpstream(given, request)
    expect(answer).toMatchObject({
      ok: true,
      data: {
        json: { a: 1 },
        text: '{"a":1}',
        raw: { url: request.url, body: new TextEncoder().encode('{"a":1}') },
      },
    })
    expect(sent[0]?.headers.get('user-agent')).toBe('Test test@example.com')
    expect(sent[0]?.headers.get('accept')).toBe('application/json')
  })

  it('is decoded from the charset of the provider', async () => {
    const bytes = iconv.encode('v_sh600519="1~贵州茅台~600519";', 'gbk')
    const answer = await askUpstream(answering(bytes), { ...request, as: 'text', charset: 'gbk' })
    expect(answer.ok && answer.data.text).toBe('v_sh600519="1~贵州茅台~600519";')
    expect(answer.ok && answer.data.raw.body).toEqual(new Uint8Array(bytes))
  })

  it('may be bytes, which are left alone', async () => {
    const bytes = new Uint8Array([0x50, 0x4b, 0xff, 0x00])
    const answer = await askUpstream(answering(bytes), { ...request, as: 'bytes' })
    expect(answer).toMatchObject({
      ok: true,
      data: { text: '', json: undefined, raw: { body: bytes } },
    })
  })

  it('may be XML where text is asked for, and may come with a status that the provider answers with', async () => {
    expect(
      await askUpstream(answering('<?xml version="1.0"?><a/>'), { ...request, as: 'text' }),
    ).toMatchObject({ ok: true })
    expect(
      await askUpstream(answering('cookie', { status: 404 }), {
        ...request,
        as: 'text',
        accepts: [404],
      }),
    ).toMatchObject({ ok: true })
  })

  it('may be asked for with a body', async () => {
    const { given, sent } = listening()
    await askUpstream(given, { ...request, method: 'POST', body: '{"q":1}' })
    expect(sent[0]).toMatchObject({ method: 'POST', body: '{"q":1}' })
  })
})

describe('a status', () => {
  it.each([
    [300, 'transient'],
    [400, 'bad_request'],
    [401, 'auth'],
    [402, 'plan'],
    [403, 'plan'],
    [404, 'not_found'],
    [408, 'timeout'],
    [410, 'not_found'],
    [429, 'rate_limit'],
    [500, 'transient'],
    [503, 'transient'],
  ])('%i is %s, and its body is not quoted', async (status, reason) => {
    expect(await askUpstream(answering('secret body', { status }), request)).toEqual({
      ok: false,
      reason,
      detail: `sec: data.sec.gov answered HTTP ${status}`,
    })
  })

  it('403 is what the provider means by it', async () => {
    expect(
      await askUpstream(answering('', { status: 403 }), { ...request, forbidden: 'rate_limit' }),
    ).toMatchObject({ reason: 'rate_limit' })
  })

  it.each([
    ['17', 17],
    ['Sun, 22 Nov 2026 12:01:30 GMT', 90],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['99999999999999999999', 31_536_000],
    ['Sun, 22 Nov 9999 11:00:00 GMT', 31_536_000],
  ])('429 with Retry-After %s is to be asked again in %s seconds', async (header, seconds) => {
    const answer = await askUpstream(
      answering('', { status: 429, headers: { 'retry-after': header } }),
      request,
    )
    expect(answer.ok ? undefined : answer.retry_after_seconds).toBe(seconds)
  })

  it.each([200, 400, 500])(
    "comes after the provider's own form of error, here with %i",
    async (status) => {
      const own: UpstreamRequest = {
        ...request,
        failureOf: ({ json, status: heard }) =>
          JSON.stringify(json).includes('limit')
            ? { reason: 'rate_limit', detail: `says limit with ${heard}` }
            : null,
      }
      const headers = { 'retry-after': '9' }
      expect(await askUpstream(answering('{"note":"limit"}', { status, headers }), own)).toEqual({
        ok: false,
        reason: 'rate_limit',
        detail: `sec: data.sec.gov says limit with ${status}`,
        retry_after_seconds: 9,
      })
    },
  )

  it('a message of the provider is cut to one line of readable length', async () => {
    const own: UpstreamRequest = {
      ...request,
      failureOf: ({ text }) => ({ reason: 'plan', detail: text }),
    }
    const answer = await askUpstream(
      answering(`up\u0000grade\n\r\u202e now ${'x'.repeat(5_000)}`),
      own,
    )
    expect(answer.ok ? '' : answer.detail).toMatch(/^sec: data\.sec\.gov up grade now x+$/)
    expect(answer.ok ? 0 : answer.detail.length).toBe(240)
  })
})

describe('what is no answer', () => {
  it.each([
    ['a page', '<!DOCTYPE html><html></html>', 'json', 'transient', 'markup instead of JSON'],
    [
      'XML instead of JSON',
      '\n<?xml version="1.0"?><Error/>',
      'json',
      'transient',
      'markup instead of JSON',
    ],
    [
      'a page instead of text',
      ' <html><body>login</body></html>',
      'text',
      'transient',
      'markup instead of data',
    ],
    ['half a document', '{"facts":{"us-gaap":', 'json', 'malformed', 'not whole JSON'],
    ['nothing', '', 'json', 'malformed', 'not whole JSON'],
    ['other bytes', new Uint8Array([0xff, 0xfe, 0x00]), 'json', 'malformed', 'not UTF-8'],
  ] as const)('%s', async (_, body, as, reason, fault) => {
    const answer = await askUpstream(answering(body), { ...request, as })
    expect(answer).toMatchObject({ ok: false, reason, detail: expect.stringContaining(fault) })
  })

  it('a body past the limit is not read on', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(8 * 1024 * 1024))
      },
    })
    expect(await askUpstream(answering(endless), request)).toMatchObject({
      ok: false,
      reason: 'malformed',
      detail: expect.stringContaining('more than'),
    })
    expect(sent).toBeLessThan(10)
  })

  it('a refused connection, and one that breaks in the body, are unreachable', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    })
    for (const given of [
      context(() => Promise.reject(new TypeError('fetch failed'))),
      answering(broken),
    ])
      expect(await askUpstream(given, request)).toMatchObject({
        ok: false,
        reason: 'unreachable',
        detail: expect.stringContaining('sec: data.sec.gov'),
      })
  })

  it('silence is a timeout, before the body and within it, and ends the call', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    const silent: typeof fetch = (_, init) => {
      signals.push(init?.signal)
      return new Promise(() => {})
    }
    const stalled: typeof fetch = (_, init) => {
      signals.push(init?.signal)
      return Promise.resolve(
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
          }),
        ),
      )
    }
    for (const given of [silent, stalled])
      expect(await askUpstream(context(given, { timeoutMs: 20 }), request)).toEqual({
        ok: false,
        reason: 'timeout',
        detail: 'sec: data.sec.gov did not answer within 0.02 s',
      })
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true])
  })
})

describe('a key', () => {
  const keyed = (secret: UpstreamRequest['secret']): UpstreamRequest => ({
    ...request,
    url: 'https://api.example.com/v1/quote?symbol=AAPL',
    ...(secret && { secret }),
  })
  /** The key in any spelling it may be echoed in. */
  const forms = [
    CANARY_KEY,
    encodeURIComponent(CANARY_KEY),
    JSON.stringify(CANARY_KEY).slice(1, -1),
  ]
  const seen = (value: unknown): boolean => {
    const text = JSON.stringify(value, (_, v: unknown) =>
      v instanceof Uint8Array ? new TextDecoder().decode(v) : v,
    )
    return forms.some(
      (form) => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)),
    )
  }

  it('is sent as a header, with a scheme if there is one', async () => {
    const { given, sent } = listening({ key: CANARY_KEY })
    await askUpstream(given, keyed({ header: 'x-api-key' }))
    await askUpstream(given, keyed({ header: 'authorization', scheme: 'Bearer' }))
    expect(
      sent.map(({ headers }) => headers.get('x-api-key') ?? headers.get('authorization')),
    ).toEqual([CANARY_KEY, `Bearer ${CANARY_KEY}`])
    expect(sent.map(({ url }) => url)).toEqual(
      Array(2).fill('https://api.example.com/v1/quote?symbol=AAPL'),
    )
  })

  it('is sent in the query, and is not in the URL that is kept', async () => {
    const { given, sent } = listening({ key: CANARY_KEY })
    const answer = await askUpstream(given, keyed({ query: 'apikey' }))
    expect(new URL(sent[0]?.url ?? '').searchParams.get('apikey')).toBe(CANARY_KEY)
    expect(answer).toMatchObject({
      ok: true,
      data: { raw: { url: 'https://api.example.com/v1/quote?symbol=AAPL' } },
    })
    expect(seen(answer)).toBe(false)
  })

  it('is sent in the body', async () => {
    const { given, sent } = listening({ key: CANARY_KEY })
    const answer = await askUpstream(given, {
      ...keyed({ body: (key) => JSON.stringify({ token: key, api_name: 'daily' }) }),
      method: 'POST',
    })
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ token: CANARY_KEY, api_name: 'daily' })
    expect(seen(answer)).toBe(false)
  })

  it('is sent nowhere when none is set', async () => {
    const { given, sent } = listening()
    await askUpstream(given, keyed({ query: 'apikey' }))
    expect(sent[0]?.url).toBe('https://api.example.com/v1/quote?symbol=AAPL')
  })

  it.each(forms.map((form) => [form]))('echoed in an answer as %s refuses it', async (form) => {
    const echo = form === CANARY_KEY ? encodeURIComponent(form) : form
    const answer = await askUpstream(
      answering(`{"note":"${echo}","a":1}`, {}, { key: CANARY_KEY }),
      keyed({ query: 'apikey' }),
    )
    expect(answer).toMatchObject({ ok: false, reason: 'malformed' })
    expect(seen(answer)).toBe(false)
  })

  it.each(AWKWARD_KEYS)('in a text within an answer refuses it: %s', async (key) => {
    for (const asked of [
      JSON.stringify({ 'x-api-key': key }),
      `https://api.example.com/?${new URLSearchParams({ apikey: key })}`,
      encodeURIComponent(`/?apikey=${encodeURIComponent(key)}`),
    ]) {
      const answer = await askUpstream(
        answering(JSON.stringify({ a: 1, asked }), {}, { key }),
        keyed({ header: 'x-api-key' }),
      )
      expect(answer).toMatchObject({ ok: false, reason: 'malformed' })
    }
  })

  it.each(['k', 'demo', 'Park'])('that is as short as %s changes no answer', async (key) => {
    const body = `{"address":"One Apple Park Way","note":"demo k"}`
    const answer = await askUpstream(answering(body, {}, { key }), keyed({ query: 'apikey' }))
    expect(answer).toMatchObject({
      ok: true,
      data: { text: body, json: JSON.parse(body), raw: { body: new TextEncoder().encode(body) } },
    })
  })

  it.each(AWKWARD_KEYS.flatMap((key) => spellings(key).map((form) => [key, form])))(
    'of an awkward form is in no message: %s as %s',
    async (key, form) => {
      for (const before of [0, 200, 230, 239, 4_000]) {
        const own: UpstreamRequest = {
          ...keyed({ query: 'apikey' }),
          failureOf: ({ text }) => ({ reason: 'auth', detail: text }),
        }
        const answer = await askUpstream(
          answering(`${'z'.repeat(before)} ${form} is wrong`, { status: 401 }, { key }),
          own,
        )
        expect(answer).toEqual({
          ok: false,
          reason: 'auth',
          detail: expect.stringContaining('not quoted'),
        })
      }
    },
  )

  it('is not told by an error that comes in the place of bytes', async () => {
    const own: UpstreamRequest = {
      ...keyed({ query: 'apikey' }),
      as: 'bytes',
      failureOf: ({ json }) =>
        json === undefined ? null : { reason: 'auth', detail: JSON.stringify(json) },
    }
    const answer = await askUpstream(
      answering(JSON.stringify({ message: CANARY_KEY }), {}, { key: CANARY_KEY }),
      own,
    )
    expect(answer).toMatchObject({ reason: 'auth', detail: expect.stringContaining('not quoted') })
  })

  it('is not in the failure of a broken call', async () => {
    const broken = context(
      (input) => Promise.reject(new TypeError(`fetch failed: ${String(input)}`)),
      { key: CANARY_KEY },
    )
    const answer = await askUpstream(broken, keyed({ query: 'apikey' }))
    expect(answer).toMatchObject({ ok: false, reason: 'unreachable' })
    expect(seen(answer)).toBe(false)
  })

  it('does not follow a redirect to another host', async () => {
    const moved = () =>
      new Response(null, {
        status: 302,
        headers: { location: `https://elsewhere.example/?k=${encodeURIComponent(CANARY_KEY)}` },
      })
    const { given, sent } = listening({ key: CANARY_KEY }, moved)
    const answer = await askUpstream(given, keyed({ header: 'x-api-key' }))
    expect(answer).toEqual({
      ok: false,
      reason: 'transient',
      detail: 'sec: api.example.com answered HTTP 302, a redirect to another host',
    })
    expect(sent).toMatchObject([{ redirect: 'manual' }])
  })
})

describe('a message of a provider', () => {
  const asked: UpstreamRequest = {
    ...request,
    url: 'https://data.sec.gov/v1/quote?symbol=AAPL&period=annual',
    failureOf: ({ text }) => ({ reason: 'bad_request', detail: text }),
  }
  it.each([
    ['its address', 'No such page: https://data.sec.gov/v1/quote?symbol=AAPL&period=annual'],
    ['its path and query', 'GET /v1/quote?symbol=AAPL&period=annual&token=*** is not allowed'],
    [
      'its address, escaped',
      'no%20page%20https%3A%2F%2Fdata.sec.gov%2Fv1%2Fquote%3Fsymbol%3DAAPL%26period%3Dannual',
    ],
    ['its path, as HTML', 'GET /v1/quote?symbol=AAPL&amp;period=annual failed'],
  ])('that repeats the request is not quoted: %s', async (_, text) => {
    const result = await askUpstream(answering(text, { status: 400 }), asked)
    expect(result).toMatchObject({ ok: false, reason: 'bad_request' })
    expect(!result.ok && result.detail).toContain('not quoted, for it repeats the request')
    expect(!result.ok && result.detail).not.toContain('AAPL')
  })
  it('that repeats the body is not quoted', async () => {
    const body = '{"api_name":"income","params":{"ts_code":"600519.SH"}}'
    const result = await askUpstream(answering(`bad request: ${body}`, { status: 400 }), {
      ...asked,
      method: 'POST',
      body,
    })
    expect(!result.ok && result.detail).toContain('it repeats the request')
  })
  it('is quoted otherwise', async () => {
    const result = await askUpstream(answering('AAPL is not in your plan', { status: 400 }), asked)
    expect(!result.ok && result.detail).toContain('AAPL is not in your plan')
  })
})

describe('a key that no header may hold', () => {
  it.each(['line\nbreak of a key', 'line\r\nx-other: 1', 'ключ-ключ-ключ', '密钥密钥密钥密钥'])(
    '%j is refused as such before any call',
    async (key) => {
      const { given, sent } = listening({ key })
      const result = await askUpstream(given, { ...request, secret: { header: 'x-token' } })
      expect(result).toMatchObject({ ok: false, reason: 'auth' })
      expect(!result.ok && result.detail).toContain('the key cannot be sent')
      expect(!result.ok && result.detail).not.toContain(key)
      expect(sent).toEqual([])
      const inQuery = await askUpstream(given, { ...request, secret: { query: 'token' } })
      expect(inQuery.ok).toBe(true)
    },
  )
})
