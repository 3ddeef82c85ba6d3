/** The ways in which the server can fail on purpose. */
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

/** How long a caller must wait after the answer that it calls too often, in seconds. */
export const RETRY_AFTER = 120

/** `body` is the answer that would have been right. */
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
  // Nothing is ever sent. The connection ends when the server is closed.
  hang: () => {},
  hang_up: (response) => {
    response.socket?.destroy()
  },
}
