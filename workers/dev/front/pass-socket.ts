/** Passes a WebSocket through to the Workers: its handshake, and then bytes in both directions. */
import { type IncomingMessage, request as httpRequest, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { towardsSocket } from './headers.ts'
import { type Inside, LOOPBACK, sendAnswer } from './pass-request.ts'
import { sendFailure, workersAway } from './respond.ts'

export const isForSocket = (request: IncomingMessage): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket'

/** An ordinary answer to a request that came for a socket; the connection ends with it. */
export const answerOn = (request: IncomingMessage, socket: Socket): ServerResponse => {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.once('finish', () => socket.end())
  return response
}

/** The head of the answer that hands the socket over, as the Workers wrote it. */
const headOf = ({ statusMessage, rawHeaders }: IncomingMessage): string => {
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : [],
  )
  return [`HTTP/1.1 101 ${statusMessage}`, ...lines, '', ''].join('\r\n')
}

/** Joins two sockets: what one says the other hears, and both end together. */
const join = (one: Socket, other: Socket): void => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.setNoDelay(true)
    from.setTimeout(0)
    from.on('error', () => to.destroy())
    // What was said before the end is still delivered: a close frame with its code.
    from.once('close', () => to.destroySoon())
    from.pipe(to)
  }
}

/** `head`: what the client has sent behind its handshake already. */
export const passSocket = (
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  { port, token }: Inside,
): void => {
  const headers = towardsSocket(request.rawHeaders, token)
  const path = request.url ?? '/'
  const onward = httpRequest({ host: LOOPBACK, port, path, headers, agent: false })
  let isAnswered = false
  const leave = () => onward.destroy()
  socket.once('close', leave)
  onward.once('upgrade', (answer, far, farHead) => {
    isAnswered = true
    socket.off('close', leave)
    socket.write(headOf(answer))
    if (farHead.length > 0) socket.write(farHead)
    if (head.length > 0) far.write(head)
    join(socket, far)
  })
  onward.once('response', (answer) => {
    isAnswered = true
    sendAnswer(answer, answerOn(request, socket))
  })
  onward.on('error', () => {
    if (isAnswered || socket.destroyed) return
    isAnswered = true
    void sendFailure(answerOn(request, socket), workersAway())
  })
  onward.end()
}
