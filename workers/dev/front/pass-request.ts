/** Passes one request on to the Workers, and their answer back, as both come in. */
import { Agent, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { endToEnd, towardsWorkers } from './headers.ts'
import { sendFailure, workersAway } from './respond.ts'

/**
 * In ms. The runtime closes a connection that was idle for 5 s; one that is older than this is not
 * used again, so that no request is sent into a connection that is being closed.
 */
const IDLE_MS = 4_000

/** Where the Workers are, and how they know that a request came through the front. */
export interface Inside {
  port: number
  token: string
}

/** Connections to the Workers, kept for the next requests. */
export const keptConnections = (): Agent =>
  new Agent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' })

export const LOOPBACK = '127.0.0.1'

/** Sends an answer of the Workers on; its head at once when its end is not known yet. */
export const sendAnswer = (answer: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, endToEnd(answer.rawHeaders))
  if (answer.headers['content-length'] === undefined) response.flushHeaders()
  // An answer that broke off must not look complete.
  answer.once('close', () => {
    if (!answer.complete) response.destroy()
  })
  answer.pipe(response)
}

/** Whether the request changes nothing and has no body, so that it may be sent twice. */
const isPlainRead = ({ method = '', headers }: IncomingMessage): boolean =>
  ['GET', 'HEAD'].includes(method) &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined

/**
 * Ends the request to the Workers when the client has gone, so that a stream is cancelled there. A
 * read whose kept connection was closed meanwhile is sent once more, on a new one.
 */
export const passRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  inside: Inside,
  agent: Agent | false,
): void => {
  const method = request.method ?? 'GET'
  const headers = towardsWorkers(method, request.rawHeaders, inside.token)
  const path = request.url ?? '/'
  const onward = httpRequest({ host: LOOPBACK, port: inside.port, method, path, headers, agent })
  const leave = () => onward.destroy()
  let hasFailed = false
  response.once('close', leave)
  onward.once('response', (answer) => sendAnswer(answer, response))
  onward.on('error', () => {
    // An answer that has begun ends by itself, also where the rest of the body was not wanted.
    if (hasFailed || response.headersSent || response.destroyed) return
    hasFailed = true
    response.off('close', leave)
    if (onward.reusedSocket && isPlainRead(request)) passRequest(request, response, inside, false)
    else void sendFailure(response, workersAway())
  })
  request.pipe(onward)
}
