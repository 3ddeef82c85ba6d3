/**
 * The only listener of a local stack that others may reach. It owns the public port, refuses what
 * must not reach wrangler's local proxy (arrival.ts), and passes everything else on to wrangler,
 * which listens on a port of its own. Nothing is buffered.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { FrontSettings } from '../front-settings.ts'
import { refuseArrival } from './arrival.ts'
import { type Inside, keptConnections, LOOPBACK, passRequest } from './pass-request.ts'
import { answerOn, isForSocket, passSocket } from './pass-socket.ts'
import { sendFailure, workersAway } from './respond.ts'

export interface Front {
  port: number
  url: string
  /** What it was opened with. */
  settings: FrontSettings
  /** The port that the Workers listen on; null while they do not, and each request gets a 503. */
  passTo(port: number | null): void
  /** Ends every connection. */
  close(): Promise<void>
}

/** Longest head of a request, in bytes: an address of a screen may be long. */
const MAX_HEAD_BYTES = 64 * 1024
/** How long a client may keep an idle connection, in ms: longer than clients do. */
const IDLE_MS = 5 * 60_000

/** Null when another program has the port. */
const listening = (server: Server, port: number): Promise<number | null> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error),
    )
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port))
  })

/** Listens on a port of 127.0.0.1; 0 is any free one. Null when the port cannot be had. */
export const openFront = async (wanted: number, settings: FrontSettings): Promise<Front | null> => {
  const { publicHosts, token } = settings
  const agent = keptConnections()
  const sockets = new Set<Socket>()
  let inside: Inside | null = null
  const server = createServer({
    // Refused by refuseArrival, with a reason.
    requireHostHeader: false,
    // Others ask for HTTP/2 in this way, and are answered over HTTP/1.1.
    shouldUpgradeCallback: isForSocket,
    maxHeaderSize: MAX_HEAD_BYTES,
    keepAliveTimeout: IDLE_MS,
  })
  server.on('request', (request, response) => {
    const refused = refuseArrival(request, publicHosts)
    if (refused) void sendFailure(response, refused)
    else if (inside === null) void sendFailure(response, workersAway())
    else passRequest(request, response, inside, agent)
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const refused = refuseArrival(request, publicHosts)
    if (refused) void sendFailure(answerOn(request, socket), refused)
    else if (inside === null) void sendFailure(answerOn(request, socket), workersAway())
    else passSocket(request, socket, head, inside)
  })
  const port = await listening(server, wanted)
  if (port === null) return null
  return {
    port,
    url: `http://${LOOPBACK}:${port}`,
    settings,
    passTo(next) {
      inside = next === null ? null : { port: next, token }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets) socket.destroy()
        agent.destroy()
      }),
  }
}
