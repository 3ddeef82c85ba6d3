/**
 * Serves PGlite to many clients over TCP. PGlite has only one session, so the clients take turns. A
 * turn is everything up to a Sync message; a transaction is one turn. (pglite-socket queues single
 * messages instead: the Parse and Bind messages of two clients can then mix, and a query can run
 * with another client's parameters.)
 */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'
import { turnReader } from './frontend-messages.ts'

export interface PostgresServer {
  port: number
  close(): Promise<void>
}

/** Serves `db` on a free port of 127.0.0.1. */
export const servePglite = async (db: PGlite): Promise<PostgresServer> => {
  const sockets = new Set<Socket>()
  /** The client that has begun something which must end before another client has a turn. */
  let holder: Socket | null = null
  const waiting: { socket: Socket; run: () => Promise<void> }[] = []
  let busy = false

  const next = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (;;) {
      const at = holder ? waiting.findIndex((turn) => turn.socket === holder) : 0
      const [turn] = at < 0 ? [] : waiting.splice(at, 1)
      if (!turn) break
      await turn.run()
    }
    busy = false
  }
  const queue = (socket: Socket, run: () => Promise<void>): void => {
    waiting.push({ socket, run })
    void next()
  }

  const runTurn = async (socket: Socket, bytes: Uint8Array, open: boolean): Promise<void> => {
    if (socket.destroyed) return
    try {
      await db.runExclusive(() =>
        db.execProtocolRawStream(bytes, { onRawData: (data) => void socket.write(data) }),
      )
      holder = open || db.isInTransaction() ? socket : null
    } catch {
      // The protocol itself has failed: this client cannot go on, but the others can.
      socket.destroy()
    }
  }
  /**
   * Rolls back the transaction that a client leaves open when it disconnects, and lets the next
   * client have its turn.
   */
  const leave = async (socket: Socket): Promise<void> => {
    if (holder !== socket) return
    if (db.isInTransaction()) await db.exec('ROLLBACK')
    holder = null
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    const read = turnReader()
    socket.on('data', (data) => {
      for (const chunk of read(data)) {
        if (chunk.kind === 'refuse_encryption') socket.write('N')
        else if (chunk.kind === 'hang_up') socket.end()
        else queue(socket, () => runTurn(socket, chunk.bytes, chunk.open))
      }
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      queue(socket, () => leave(socket))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      if (server.listening) await once(server, 'close')
    },
  }
}
