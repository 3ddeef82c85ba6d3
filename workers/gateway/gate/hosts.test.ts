import { expect, test } from 'vitest'
import { hostOf, originOf, refuseHost } from './hosts.ts'

test.each([
  ['https://name:8787/path', 'https://name:8787'],
  ['https://name:8787/', 'https://name:8787'],
  ['https://name:8787', 'https://name:8787'],
  ['http://[::1]:80/a//b', 'http://[::1]:80'],
  ['http://a', 'http://a'],
])('the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin)
  expect(`http://${hostOf(origin)}`).toBe(origin.replace('https:', 'http:'))
})

const sent = (url: string, host: string | null, list?: string) => {
  // A request may not be made with this header, so it is set where it is read.
  const headers = new Headers()
  const request = new Request(url, { headers })
  if (host !== null) request.headers.set('host', host)
  return refuseHost(request, list)?.reason ?? null
}

test.each([
  ['http://localhost:8787/', null, undefined, null],
  ['http://LOCALHOST/', null, undefined, null],
  ['http://127.0.0.1:1/x', 'localhost:9', undefined, null],
  ['http://[::1]/', null, undefined, null],
  ['http://evil.example/', null, undefined, 'host_not_allowed'],
  ['http://localhost/', 'evil.example', undefined, 'host_not_allowed'],
  ['http://evil.example/', 'localhost', undefined, 'host_not_allowed'],
  ['http://own.example:443/', null, 'own.example', null],
  ['http://own.example/', null, ' other.example , OWN.example,', null],
  ['http://own.example/', null, 'other.example', 'host_not_allowed'],
  ['http://localhost.evil.example/', null, undefined, 'host_not_allowed'],
])('%s with the header %s and the names %s: %s', (url, host, list, reason) => {
  expect(sent(url, host, list)).toBe(reason)
})

test.each([
  ['another header', 'http://own.example/', 'evil.example', 'own.example', 'host_not_allowed'],
  ['another address', 'http://evil.example/', 'own.example', 'own.example', 'host_not_allowed'],
  ['another setting', 'http://own.example/', 'own.example', '', 'host_not_allowed'],
  [
    'two headers',
    'http://own.example/',
    'own.example, own.example',
    'own.example',
    'malformed_host',
  ],
])('a host that was just accepted lets nothing else pass: %s', (_, url, host, list, reason) => {
  expect(sent('http://own.example/', 'own.example', 'own.example')).toBeNull()
  expect(sent(url, host, list)).toBe(reason)
  expect(sent('http://own.example/', 'own.example', 'own.example')).toBeNull()
})
