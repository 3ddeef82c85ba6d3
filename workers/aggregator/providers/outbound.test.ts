import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProviderContext } from '../model/provider.ts'
import { askUpstream, MAX_ANSWER_BYTES, type UpstreamRequest } from './http-client.ts'
import { forbiddenTarget, registrableHost } from './outbound.ts'
import { upstreamFetch } from './upstream.ts'

it.each([
  ['api.edinet-fsa.go.jp', 'edinet-fsa.go.jp'],
  ['www.cninfo.com.cn', 'cninfo.com.cn'],
  ['qt.gtimg.cn', 'gtimg.cn'],
  ['finnhub.io', 'finnhub.io'],
  ['a.b.c.example.com', 'example.com'],
])('%s is registered as %s', (host, registered) => {
  expect(registrableHost(host)).toBe(registered)
})

it.each([
  'http://example.com/',
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://10.0.0.1/',
  'https://169.254.169.254/',
  'https://8.8.8.8/',
  'https://[::1]/',
  'https://[fe80::1]/',
  'https://localhost/',
  'https://a.localhost./',
  'https://router/',
  'https://db.internal/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://router./',
  'https://metadata.google.internal/',
  'https://db.internal./',
  'https://printer.local/',
  'https://nas.home.arpa/',
  'https://0.0.0.0/',
  'https://0/',
  'https://127.1/',
  'https://127.0.0.1./',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://0x7f000001/',
  'https://0x7f.0x0.0x0.0x1/',
  'https://１２７.０.０.１/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fc00::1]/',
  'https://[fd12:3456::1]/',
  'https://[fe90::1]/',
  'https://u:p@example.com/',
  'https://example.com:8443/',
])('nothing is sent to %s', async (address) => {
  expect(forbiddenTarget(new URL(address))).not.toBeNull()
  const wire = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('sent'))
  await expect(upstreamFetch({})(address)).rejects.toThrow(TypeError)
  expect(wire).not.toHaveBeenCalled()
  wire.mockRestore()
})

const GIGABYTE = 1024 ** 3
const ZEROS = Buffer.alloc(1024 * 1024)
let server: Server
let origin = ''
let asked: { url: string; headers: Record<string, unknown>; method: string }[] = []
beforeEach(() => (asked = []))
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? ''
    asked.push({ url, headers: request.headers, method: request.method ?? '' })
    const to = new URL(url, 'http://x').searchParams.get('to')
    if (to) {
      response.writeHead(302, { location: to }).end()
      return
    }
    if (url.endsWith('/bomb')) {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      let left = GIGABYTE / ZEROS.byteLength
      const zeros = new Readable({
        read() {
          left -= 1
          this.push(left < 0 ? null : ZEROS)
        },
      })
      const zipped = zeros.pipe(createGzip({ level: 1 }))
      zipped.pipe(response)
      response.on('close', () => {
        zeros.destroy()
        zipped.destroy()
      })
      return
    }
    response.end('{"a":1}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const context = (more: Partial<ProviderContext> = {}): ProviderContext => ({
  requestId: 'test-request',
  fetch: upstreamFetch({ UPSTREAM_ORIGIN: origin }),
  now: () => new Date('2026-11-22T12:00:00Z'),
  key: null,
  timeoutMs: 20_000,
  contact: 'Test test@example.com',
  memory: { get: async () => null, put: async () => {} },
  ...more,
})
const to = (target: string): string => `https://api.example.com/a?to=${encodeURIComponent(target)}`
const from = (url: string, more: Partial<UpstreamRequest> = {}): UpstreamRequest => ({
  provider: 'fmp',
  url,
  ...more,
})

describe('a redirect', () => {
  it.each([
    ['loopback', 'https://127.0.0.1/x', 'an address by number'],
    ['the stand-in itself', 'http://localhost:1/x', 'not https'],
    ['another host', 'https://example.org/x', 'another host'],
    ['another owner under com.cn', 'https://other.com.cn/x', 'another host'],
    ['http', 'http://api.example.com/x', 'not https'],
    ['nowhere', 'https://', 'no readable address'],
  ])('to %s is not followed', async (_, target, why) => {
    expect(await askUpstream(context(), from(to(target)))).toMatchObject({
      ok: false,
      reason: 'transient',
      detail: expect.stringContaining(why),
    })
    expect(asked).toHaveLength(1)
  })

  it('in a loop ends after three, each taken from the budget', async () => {
    const loop = new URL('https://api.example.com/a')
    loop.searchParams.set('to', '/a?to=/a%3Fto%3D%252Fa%253Fto%253D%25252Fa%25253Fto%25253Dx')
    const spend = vi.fn(async () => true)
    const answer = await askUpstream(context({ spend }), from(loop.href))
    expect(answer).toMatchObject({
      reason: 'transient',
      detail: expect.stringContaining('after 3 redirects'),
    })
    expect(asked).toHaveLength(4)
    expect(spend).toHaveBeenCalledTimes(3)
  })

  it('is not followed when the budget has no call left', async () => {
    const answer = await askUpstream(context({ spend: async () => false }), from(to('/b')))
    expect(answer).toMatchObject({ ok: false, reason: 'rate_limit' })
    expect(asked).toHaveLength(1)
  })

  it('within the host is followed with the key; to a sister host without one only', async () => {
    const key = "key ~!'()"
    const secrets: UpstreamRequest['secret'][] = [{ header: 'x-api-key' }, { query: 'apikey' }]
    for (const secret of secrets) {
      asked = []
      const keyed = from(to('/b'), { ...(secret && { secret }) })
      expect(await askUpstream(context({ key }), keyed)).toMatchObject({ ok: true })
      expect(asked).toHaveLength(2)
      const second = new URL(asked[1]?.url ?? '', 'http://x')
      expect(second.searchParams.get('apikey') ?? asked[1]?.headers['x-api-key']).toBe(key)
      asked = []
      const away = from(to('https://www.example.com/b'), { ...(secret && { secret }) })
      expect(await askUpstream(context({ key }), away)).toMatchObject({ ok: false })
      expect(asked).toHaveLength(1)
    }
    asked = []
    const open = from(to('https://www.example.com/b'), { headers: { cookie: 'a=1' } })
    expect(await askUpstream(context(), open)).toMatchObject({ ok: true })
    expect(asked.map(({ headers }) => headers.cookie)).toEqual(['a=1', undefined])
  })
})

it('1 GB of gzip is read up to the limit and no further', async () => {
  const reached = upstreamFetch({ UPSTREAM_ORIGIN: origin })
  const resident = process.memoryUsage.rss()
  let read = 0
  let most = 0
  const counted: typeof fetch = async (input, init) => {
    const response = await reached(input, init)
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.byteLength
        most = Math.max(most, process.memoryUsage.rss() - resident)
        controller.enqueue(chunk)
      },
    })
    return new Response(response.body?.pipeThrough(counter) ?? null, response)
  }
  const answer = await askUpstream(
    context({ fetch: counted }),
    from('https://api.example.com/bomb'),
  )
  console.info(`1 GB of gzip: ${read} bytes read, ${Math.round(most / 1024 ** 2)} MB more resident`)
  expect(answer).toMatchObject({
    ok: false,
    reason: 'malformed',
    detail: expect.stringContaining('more than'),
  })
  expect(read).toBeGreaterThan(MAX_ANSWER_BYTES)
  expect(read).toBeLessThan(MAX_ANSWER_BYTES + 1024 ** 2)
  expect(most).toBeLessThan(256 * 1024 ** 2)
}, 30_000)
