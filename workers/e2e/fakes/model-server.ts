/** A local server in the place of a provider of models. The test decides how it answers. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'

export interface ModelServerRequest {
  path: string
  key: string | undefined
  body: unknown
}

export interface ModelServer<Answer> {
  url: string
  /** All calls so far, in order. */
  requests: ModelServerRequest[]
  /** Sets the answers of the next calls, in order. The last one repeats. */
  script(...answers: Answer[]): void
  /** The number of calls whose client disconnected before the answer was complete. */
  aborted(): number
  close(): Promise<void>
}

export interface ModelProtocol<Answer> {
  /** The answer until the test sets others. */
  first: Answer
  /** Paths that are calls; others are answered by `notFound`. */
  path: RegExp
  key(request: { headers: IncomingHttpHeaders }): string | string[] | undefined
  notFound(res: ServerResponse): void
  respond(res: ServerResponse, answer: Answer, request: ModelServerRequest): void
}

const bodyOf = async (req: IncomingMessage): Promise<unknown> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of req) chunks.push(chunk)
  return JSON.parse(
    new TextDecoder().decode(await new Blob(chunks.map((c) => new Uint8Array(c))).arrayBuffer()),
  )
}

/** Starts the server on a free port of 127.0.0.1. */
export const startModelServer = async <Answer>(
  protocol: ModelProtocol<Answer>,
): Promise<ModelServer<Answer>> => {
  const requests: ModelServerRequest[] = []
  let queue: Answer[] = [protocol.first]
  let aborted = 0
  const server = createServer(async (req, res) => {
    const path = req.url ?? '/'
    if (req.method !== 'POST' || !protocol.path.test(path)) return protocol.notFound(res)
    const key = protocol.key(req)
    const request = {
      path,
      key: typeof key === 'string' ? key : undefined,
      body: await bodyOf(req),
    }
    requests.push(request)
    res.on('close', () => {
      if (!res.writableEnded && !res.errored) aborted++
    })
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (answer !== undefined) protocol.respond(res, answer, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script(...answers) {
      queue = answers
    },
    aborted: () => aborted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
