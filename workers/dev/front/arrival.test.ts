/** What the front refuses, and which headers it passes on. */
import { describe, expect, test } from 'vitest'
import { refuseArrival } from './arrival.ts'
import { endToEnd, towardsSocket, towardsWorkers } from './headers.ts'

const OWN = ['Host', 'localhost:8787']
const reasonFor = (url: string, rawHeaders: string[], publicHosts = '') =>
  refuseArrival({ url, rawHeaders }, publicHosts)?.reason ?? null

test.each([
  ['/', OWN, null],
  ['/api/reports?x=/cdn-cgi/', OWN, null],
  ['//localhost/cdn-cgi-of-ours', OWN, null],
  ['/', [...OWN, 'X-MF-Original-URL', 'x'], null],
  ['/', [...OWN, 'X-Name', 'mf-original-url'], null],
  ['/', [...OWN, 'MF-Original-URL', 'http://localhost:8787/'], 'header_not_allowed'],
  ['/', ['mf-route-override', 'config-service', ...OWN], 'header_not_allowed'],
  ['/', [...OWN, 'mF-', ''], 'header_not_allowed'],
  ['/', [], 'malformed_host'],
  ['/', ['Host', ''], 'malformed_host'],
  ['/', [...OWN, 'hOST', 'localhost:8787'], 'malformed_host'],
  ['/', ['Host', 'localhost, evil.example'], 'malformed_host'],
  ['/', ['Host', 'localhost/path'], 'malformed_host'],
  ['http://localhost:8787/', OWN, 'malformed_host'],
  ['*', OWN, 'malformed_host'],
  ['/', ['Host', 'evil.example'], 'host_not_allowed'],
  ['/', ['Host', 'localhost.evil.example'], 'host_not_allowed'],
  ['/cdn-cgi', OWN, 'route_not_found'],
  ['/cdn-cgi/local/scheduled?cron=*', OWN, 'route_not_found'],
  ['/cdn-cgi/mf/scheduled', OWN, 'route_not_found'],
  ['/x/../cdn-cgi/explorer', OWN, 'route_not_found'],
  ['/x/%2E%2e/cdn-cgi/explorer', OWN, 'route_not_found'],
  ['/x\\..\\..\\cdn-cgi\\explorer', OWN, 'route_not_found'],
  ['/__cf_local/stream/x', OWN, 'route_not_found'],
])('%s with %j: %s', (url, headers, reason) => {
  expect(reasonFor(url, headers)).toBe(reason)
})

test('names of PUBLIC_HOSTS are ours', () => {
  expect(reasonFor('/', ['Host', 'api.example.com'], 'api.example.com')).toBeNull()
})

describe('headers', () => {
  test.each([
    [
      ['Connection', 'keep-alive', 'Keep-Alive', 'timeout=5', 'A', '1'],
      ['A', '1'],
    ],
    [
      ['Connection', 'x-own, close', 'X-Own', '1', 'x-other', '2'],
      ['x-other', '2'],
    ],
    [['TE', 'trailers', 'Trailer', 'x', 'Expect', '100-continue', 'Upgrade', 'h2c'], []],
    [['Proxy-Connection', 'x', 'Proxy-Authorization', 'y', 'Transfer-Encoding', 'chunked'], []],
    [
      ['Set-Cookie', 'a', 'set-cookie', 'b'],
      ['Set-Cookie', 'a', 'set-cookie', 'b'],
    ],
    [
      ['Content-Encoding', 'gzip'],
      ['Content-Encoding', 'gzip'],
    ],
  ])('of %j are passed on %j', (given, passed) => {
    expect(endToEnd(given)).toEqual(passed)
  })

  test.each([
    'Host',
    'Origin',
    'Content-Length',
    'Authorization',
    'Sec-Fetch-Site',
    'Content-Type',
  ])('%s is passed on although Connection names it', (name) => {
    expect(endToEnd(['Connection', name.toLowerCase(), name, 'x'])).toEqual([name, 'x'])
  })

  test.each([
    ['GET', [], []],
    ['HEAD', [], []],
    ['POST', [], ['Content-Length', '0']],
    ['DELETE', [], ['Content-Length', '0']],
    ['POST', ['content-length', '3'], ['content-length', '3']],
    ['DELETE', ['transfer-encoding', 'chunked'], ['Transfer-Encoding', 'chunked']],
    ['GET', ['transfer-encoding', 'chunked'], ['Transfer-Encoding', 'chunked']],
  ])('a %s with %j has its length as %j', (method, given, passed) => {
    expect(towardsWorkers(method, given, 'token')).toEqual(['x-front-token', 'token', ...passed])
  })

  test('of a socket keep its key, and ask for it anew', () => {
    const given = [
      'Connection',
      'keep-alive, Upgrade',
      'Upgrade',
      'WebSocket',
      'Sec-WebSocket-Key',
      'k',
    ]
    expect(towardsSocket(given, 'token')).toEqual([
      'x-front-token',
      'token',
      'Sec-WebSocket-Key',
      'k',
      'Connection',
      'Upgrade',
      'Upgrade',
      'websocket',
    ])
  })
})
