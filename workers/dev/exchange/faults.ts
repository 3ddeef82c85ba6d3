/** Ways in which a server fails whoever asks it. */
import type { ServerResponse } from 'node:http'

export const FAULT_KINDS = [
  'html',
  'empty',
  'half',
  'rate_limited',
  'server_error',
  'hang',
  'hang_up',
] as const
export type ExchangeFault = (typeof FAULT_KINDS)[number]

export const send = (
  response: ServerResponse,
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}

/** Seconds a caller is asked to wait who is answered that he asks too often. */
export const RETRY_AFTER = 120

/** `body` is the right answer. */
type Failing = (response: ServerResponse, body: Uint8Array, told: { retryAfter?: number }) => void

export const FAULTS: Record<ExchangeFault, Failing> = {
  html: (response) =>
    send(response, 200, '<!DOCTYPE html><html><body>Gateway</body></html>', {
      'content-type': 'text/html',
    }),
  empty: (response) => send(response, 200, ''),
  half: (response, body) => send(response, 200, body.slice(0, Math.floor(body.length / 2))),
  rate_limited: (response, _, { retryAfter = RETRY_AFTER }) =>
    send(response, 429, '{}', { 'retry-after': String(retryAfter) }),
  server_error: (response) => send(response, 503, '{}'),
  // Nothing is ever sent; closing the server ends it.
  hang: () => {},
  hang_up: (response) => {
    response.socket?.destroy()
  },
}
