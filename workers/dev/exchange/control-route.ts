/**
 * GET and POST /control. Only programs of this machine may call them, and no page in a browser.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { commandSchema, obey } from './control.ts'
import type { Exchange } from './exchange.ts'
import { send } from './faults.ts'

/** Enough for a list of ten thousand ids. */
const MAX_BYTES = 512 * 1024

/**
 * Refuses calls from pages. When a page uses a host name that it has rebound to this machine, the
 * Host header has that name. A page of another origin sends an Origin header.
 */
const isLocal = ({ headers }: IncomingMessage): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '') && headers.origin === undefined

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: Uint8Array = chunk
    size += bytes.byteLength
    if (size > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`)
    chunks.push(bytes)
  }
  return JSON.parse(Buffer.concat(chunks).toString())
}

/** Answers with the state after the command, or with 400 and what is wrong. */
export const answerControl = async (
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
  state: () => object,
): Promise<void> => {
  if (!isLocal(request) || (request.method !== 'GET' && request.method !== 'POST'))
    return send(response, 404, '{}')
  try {
    if (request.method === 'POST') {
      const command = commandSchema.safeParse(await bodyOf(request))
      if (!command.success)
        return send(
          response,
          400,
          JSON.stringify({
            error: command.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
          }),
        )
      obey(exchange, command.data)
    }
    send(response, 200, JSON.stringify(state()))
  } catch (error) {
    send(
      response,
      400,
      JSON.stringify({ error: [error instanceof Error ? error.message : String(error)] }),
    )
  }
}
