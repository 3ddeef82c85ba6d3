/** The front between real sockets: clients of several kinds, and a server in place of wrangler. */
import { once } from 'node:events'
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { type Front, openFront } from './front.ts'

const SETTINGS = { publicHosts: '', token: 'of-the-front' }
let front: Front
let workers: Server
let sockets: WebSocketServer
/** What the Workers do with a request; replaced by a test. */
let answer: (request: IncomingMessage, response: ServerResponse) => void
/** All requests that reached the Workers, as they came. */
let reached: IncomingMessage[]

beforeEach(async () => {
  reached = []
  answer = (_, response) => response.end('{}')
  workers = createServer((request, response) => {
    reached.push(request)
    answer(request, response)
  })
  sockets = new WebSocketServer({ server: workers })
  sockets.on('connection', (_, request) => reached.push(request))
  workers.listen(0, '127.0.0.1')
  await once(workers, 'listening')
  const opened = await openFront(0, SETTINGS)
  if (!opened) throw new Error('no port')
  front = opened
  front.passTo((workers.address() as AddressInfo).port)
})
afterEach(async () => {
  await front.close()
  for (const socket of sockets.clients) socket.terminate()
  workers.closeAllConnections()
  workers.close()
})

/** Sends these bytes and returns everything that comes back until the connection ends. */
const raw = async (bytes: string): Promise<string> => {
  const socket = connect(front.port, '127.0.0.1')
  socket.write(bytes)
  const reply = await text(socket)
  socket.destroy()
  return reply
}

const begin = (
  path: string,
  options: { method?: string; headers?: string[] } = {},
): ClientRequest => httpRequest(`${front.url}${path}`, { ...options, agent: false })

const responseTo = async (request: ClientRequest): Promise<IncomingMessage> => {
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

describe('what must not reach the proxy', () => {
  const head = (lines: string[]) => [...lines, 'Connection: close', '', ''].join('\r\n')
  test.each([
    [
      'two Host headers',
      400,
      'malformed_host',
      ['GET / HTTP/1.1', 'Host: localhost', 'Host: localhost'],
    ],
    ['no Host header', 400, 'malformed_host', ['GET / HTTP/1.1']],
    ['no Host header in HTTP/1.0', 400, 'malformed_host', ['GET / HTTP/1.0']],
    [
      'an address in full',
      400,
      'malformed_host',
      ['GET http://localhost/ HTTP/1.1', 'Host: localhost'],
    ],
    ['a foreign Host', 403, 'host_not_allowed', ['GET / HTTP/1.1', 'Host: pages.example']],
    [
      'a header of the proxy',
      403,
      'header_not_allowed',
      ['GET / HTTP/1.1', 'Host: localhost', 'mF-oRIGINAL-uRL: http://localhost/'],
    ],
    [
      'a header of the proxy beside a foreign Host',
      403,
      'header_not_allowed',
      ['POST /api/reports HTTP/1.1', 'Host: pages.example', 'MF-Original-URL: http://localhost/'],
    ],
    [
      'the cron trigger',
      404,
      'route_not_found',
      ['GET /cdn-cgi/local/scheduled HTTP/1.1', 'Host: localhost'],
    ],
    [
      'a socket with two Host headers',
      400,
      'malformed_host',
      ['GET / HTTP/1.1', 'Host: localhost', 'Host: pages.example', 'Upgrade: websocket'],
    ],
  ])('%s', async (_, status, reason, lines) => {
    const reply = await raw(head(lines))
    expect(reply).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(reply).toContain('content-type: application/problem+json')
    expect(reply).toContain('x-frame-options: DENY')
    expect(reply).toContain(`"reason":"${reason}"`)
    expect(reached).toEqual([])
  })

  test.each([
    ['two lengths', ['Content-Length: 1', 'Content-Length: 2'], 'ab'],
    ['a length and chunks', ['Content-Length: 1', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['a header in two lines', ['X-A: 1', ' MF-Original-URL: http://localhost/'], ''],
    ['a space behind a name', ['MF-Original-URL : http://localhost/'], ''],
  ])('%s', async (_, lines, body) => {
    const reply = await raw(head(['POST / HTTP/1.1', 'Host: localhost', ...lines]) + body)
    const [first] = reply.split('\r\n')
    // A header that goes on in the next line is one header, whose value is never a name.
    if (first?.includes('200')) expect(reached[0]?.rawHeaders.join()).not.toMatch(/,mf-/i)
    else expect(first).toMatch(/ 4\d\d /)
  })

  test.each([
    ['path', (byte: string) => `GET /a${byte}b HTTP/1.1\r\nHost: localhost\r\n`],
    ['path behind %', (byte: string) => `GET /%${byte} HTTP/1.1\r\nHost: localhost\r\n`],
    ['method', (byte: string) => `GE${byte} / HTTP/1.1\r\nHost: localhost\r\n`],
    ['Host header', (byte: string) => `GET / HTTP/1.1\r\nHost: local${byte}host\r\n`],
    ['name of a header', (byte: string) => `GET / HTTP/1.1\r\nHost: localhost\r\nX${byte}: 1\r\n`],
    ['value of a header', (byte: string) => `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${byte}\r\n`],
    [
      'path of a socket',
      (byte: string) =>
        `GET /a${byte} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\nSec-WebSocket-Version: 1\r\n`,
    ],
  ])('any byte in the %s is passed on or refused, and nothing ends by it', async (_, headWith) => {
    for (let code = 0; code < 256; code++) {
      const socket = connect(front.port, '127.0.0.1')
      socket.on('error', () => {})
      const lines = headWith(String.fromCharCode(code))
      socket.write(
        Buffer.from(
          `${lines}Connection: close${lines.includes('Upgrade') ? ', Upgrade' : ''}\r\n\r\n`,
          'latin1',
        ),
      )
      const reply = await text(socket)
      expect([code, reply]).toEqual([code, expect.stringMatching(/^HTTP\/1\.1 [24]\d\d /)])
      socket.destroy()
    }
  })

  test('a header that comes in pieces is judged as a whole', async () => {
    const socket = connect(front.port, '127.0.0.1')
    for (const piece of [
      'GET / HTTP/1.1\r\nHo',
      'st: localhost\r\nM',
      'F-Original-',
      'URL: x\r\n',
      '\r\n',
    ]) {
      socket.write(piece)
      await wait(20)
    }
    const [reply] = (await once(socket, 'data')) as [Buffer]
    expect(reply.toString()).toContain('header_not_allowed')
    socket.destroy()
    expect(reached).toEqual([])
  })
})

describe('a request', () => {
  test('reaches the Workers with Host, path and headers as they were sent', async () => {
    const headers = ['Host', 'LocalHost:1', 'X-Case', 'a', 'x-case', 'b', 'Connection', 'close']
    const response = await responseTo(begin('/a%2Fb//c?d=%20', { headers }).end())
    expect(await text(response)).toBe('{}')
    expect(reached[0]?.url).toBe('/a%2Fb//c?d=%20')
    expect(reached[0]?.rawHeaders.slice(2, 8)).toEqual(headers.slice(0, 6))
    expect(reached[0]?.headers['x-front-token']).toBe('of-the-front')
  })

  test('has its answer back as it is: status, repeated headers, packed bytes', async () => {
    const packed = gzipSync('the text')
    answer = (_, response) => {
      response.writeHead(418, 'Own Words', [
        'Set-Cookie',
        'a',
        'Set-Cookie',
        'b',
        'Content-Encoding',
        'gzip',
      ])
      response.end(packed)
    }
    const response = await responseTo(begin('/').end())
    expect([response.statusCode, response.statusMessage]).toEqual([418, 'Own Words'])
    expect(response.headers).toMatchObject({ 'set-cookie': ['a', 'b'], 'content-encoding': 'gzip' })
    expect(await buffer(response)).toEqual(packed)
  })

  test.each([
    ['with a length', ['Content-Length', '10']],
    ['in chunks', ['Transfer-Encoding', 'chunked']],
  ])('has a body %s', async (_, length) => {
    answer = (request, response) => request.pipe(response)
    const sent = begin('/', { method: 'POST', headers: ['Host', 'localhost', ...length] })
    sent.write('01234')
    const response = await responseTo(sent)
    sent.end('56789')
    expect(await text(response)).toBe('0123456789')
  })

  test('for HTTP/2 is answered over HTTP/1.1', async () => {
    const headers = ['Host', 'localhost', 'Connection', 'Upgrade', 'Upgrade', 'h2c']
    expect((await responseTo(begin('/', { headers }).end())).statusCode).toBe(200)
  })

  test('that the Workers end before its body is there has its answer', async () => {
    answer = (_, response) => response.writeHead(413).end('too large')
    const sent = begin('/', {
      method: 'POST',
      headers: ['Host', 'localhost', 'Transfer-Encoding', 'chunked'],
    })
    sent.on('error', () => {})
    sent.write('x'.repeat(1_000_000))
    const response = await responseTo(sent)
    expect([response.statusCode, await text(response)]).toEqual([413, 'too large'])
    sent.destroy()
  })
})

describe('a stream', () => {
  test('comes piece by piece, and ends at the Workers when the client goes', async () => {
    const ended = new Promise<void>((resolve) => {
      answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        setTimeout(() => response.write('data: 1\n\n'), 50)
        response.once('close', resolve)
      }
    })
    const request = begin('/').end()
    const response = await responseTo(request)
    const [piece] = (await once(response, 'data')) as [Buffer]
    expect(piece.toString()).toBe('data: 1\n\n')
    response.on('error', () => {})
    request.destroy()
    await ended
  })

  test('that breaks off at the Workers breaks off at the client', async () => {
    answer = (_, response) => {
      response.write('half')
      setTimeout(() => response.destroy(), 50)
    }
    const response = await responseTo(begin('/').end())
    await expect(text(response)).rejects.toThrow(/aborted/)
    expect(response.complete).toBe(false)
  })

  test('is not read faster than the client takes it', async () => {
    const total = 256 * 1024 * 1024
    const piece = Buffer.alloc(1024 * 1024)
    let written = 0
    const pieces = function* () {
      for (; written < total; written += piece.length) yield piece
    }
    answer = (_, response) => void Readable.from(pieces()).pipe(response)
    const request = begin('/').end()
    const response = await responseTo(request)
    response.pause()
    await wait(500)
    expect(written).toBeLessThan(total / 4)
    response.on('error', () => {})
    request.destroy()
  })
})

describe('a socket', () => {
  const open = async (headers: Record<string, string> = {}) => {
    const socket = new WebSocket(front.url.replace('http', 'ws'), { headers })
    await once(socket, 'open')
    return socket
  }

  test('carries messages, pings and close codes both ways', async () => {
    sockets.on('connection', (socket) => {
      socket.on('message', (message) => socket.send(`heard ${String(message)}`))
      socket.on('close', (code, reason) => closedWith.push([code, String(reason)]))
    })
    const closedWith: [number, string][] = []
    const socket = await open({ host: 'localhost:5' })
    expect(reached[0]?.headers).toMatchObject({
      host: 'localhost:5',
      'x-front-token': 'of-the-front',
    })
    socket.send('one')
    expect(String((await once(socket, 'message'))[0])).toBe('heard one')
    socket.ping('p')
    expect(String((await once(socket, 'pong'))[0])).toBe('p')
    socket.close(4001, 'enough')
    await once(socket, 'close')
    expect(closedWith).toEqual([[4001, 'enough']])

    const other = await open()
    for (const client of sockets.clients) client.close(1001, 'going away')
    const [code, reason] = (await once(other, 'close')) as [number, Buffer]
    expect([code, String(reason)]).toEqual([1001, 'going away'])
  })

  test('that the client drops is dropped at the Workers', async () => {
    const dropped = new Promise<number>((resolve) => {
      sockets.once('connection', (socket) => socket.once('close', resolve))
    })
    const socket = await open()
    socket.terminate()
    expect(await dropped).toBe(1006)
  })

  test.each([
    ['of the Workers', 426, {}],
    ['of the front', 403, { 'mf-original-url': 'http://localhost/' }],
  ])('gets a refusal %s as an answer', async (_, status, headers) => {
    sockets.options.verifyClient = (_info, decide) => decide(false, 426)
    const socket = new WebSocket(front.url.replace('http', 'ws'), { headers })
    socket.on('error', () => {})
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
    expect(response.statusCode).toBe(status)
    socket.terminate()
  })
})

describe('while the Workers are away', () => {
  test.each([
    ['not started', () => front.passTo(null)],
    ['dead', () => void workers.close()],
  ])('(%s) every request and socket is told to come again', async (_, leave) => {
    leave()
    const response = await responseTo(begin('/api/reports').end())
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2'])
    expect(await text(response)).toContain('"reason":"service_unavailable"')
    const socket = new WebSocket(front.url.replace('http', 'ws'))
    socket.on('error', () => {})
    const [, refused] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
    expect(refused.statusCode).toBe(503)
    socket.terminate()
  })

  test('a read on a kept connection that was closed meanwhile is sent again, a write is not', async () => {
    // Answers one request on each connection and resets it at the second, as a late close does.
    let connections = 0
    const closing = createTcpServer((socket) => {
      let asked = 0
      connections += 1
      socket.on('error', () => {})
      socket.on('data', () => {
        asked += 1
        if (asked > 1) socket.resetAndDestroy()
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    }).listen(0, '127.0.0.1')
    await once(closing, 'listening')
    front.passTo((closing.address() as AddressInfo).port)
    const statusOf = async (method: string) => {
      const response = await responseTo(begin('/', { method }).end())
      await text(response)
      await wait(20)
      return response.statusCode
    }
    expect([await statusOf('GET'), await statusOf('GET'), connections]).toEqual([200, 200, 2])
    expect([await statusOf('GET'), await statusOf('POST')]).toEqual([200, 503])
    closing.close()
  })
})

test('a port that another program has is not taken', async () => {
  expect(await openFront(front.port, SETTINGS)).toBeNull()
})
