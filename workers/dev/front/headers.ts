/** Which headers are passed on between a client and the Workers. Pure. */
import { FRONT_TOKEN_HEADER } from '../../gateway/gate/front-token.ts'
import { valuesOf } from './arrival.ts'

/**
 * Headers of one connection, which mean nothing on the next one (RFC 9110, 7.6.1). `Expect` is
 * answered by the front itself, which alone may say that a request came through it.
 */
const OF_ONE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  FRONT_TOKEN_HEADER,
])

/** What the gateway judges a request by, and its length. A client cannot name these as its own. */
const isJudged = (name: string): boolean =>
  ['authorization', 'content-length', 'content-type', 'host', 'origin'].includes(name) ||
  name.startsWith('sec-')

/**
 * The headers without those of one connection, and without those that `Connection` names. Names and
 * values in turn, in their order and spelling.
 */
export const endToEnd = (rawHeaders: readonly string[]): string[] => {
  const named = valuesOf(rawHeaders, 'connection').flatMap((value) =>
    value.split(',').map((name) => name.trim().toLowerCase()),
  )
  const isDropped = (name: string): boolean =>
    OF_ONE_CONNECTION.has(name) || (named.includes(name) && !isJudged(name))
  return rawHeaders.filter((_, at) => !isDropped(rawHeaders[at - (at % 2)]?.toLowerCase() ?? ''))
}

/**
 * The headers of a request as the Workers get it. A body of unknown length is sent in chunks, and
 * an absent one is said to be empty.
 */
export const towardsWorkers = (
  method: string,
  rawHeaders: readonly string[],
  token: string,
): string[] => {
  const passed = [FRONT_TOKEN_HEADER, token, ...endToEnd(rawHeaders)]
  if (valuesOf(rawHeaders, 'transfer-encoding').length > 0)
    passed.push('Transfer-Encoding', 'chunked')
  else if (!['GET', 'HEAD'].includes(method) && valuesOf(rawHeaders, 'content-length').length === 0)
    passed.push('Content-Length', '0')
  return passed
}

/** The headers of a request for a WebSocket, as the Workers get it. */
export const towardsSocket = (rawHeaders: readonly string[], token: string): string[] => [
  FRONT_TOKEN_HEADER,
  token,
  ...endToEnd(rawHeaders),
  'Connection',
  'Upgrade',
  'Upgrade',
  'websocket',
]
