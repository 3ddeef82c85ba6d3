/**
 * Takes the place of Neon's WebSocket proxy: `ws://127.0.0.1:PORT/v2` carries a plain Postgres
 * connection.
 */
import { connect } from 'node:net'
import { once } from 'node:events'
import { WebSocketServer } from 'ws'

/** Type of the message that ends a session: its first byte. */
const TERMINATE = 0x58

export interface NeonProxy {
  /** The value for NEON_LOCAL_PROXY, as host:port. */
  address: string
  connections(): number
  close(): Promise<void>
}

export const startNeonProxy = async (databaseUrl: string): Promise<NeonProxy> => {
  const target = new URL(databaseUrl)
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/v2' })
  await once(server, 'listening')
  let connections = 0
  server.on('connection', (socket) => {
    connections++
    const database = connect(Number(target.port), target.hostname)
    database.on('data', (data) => socket.send(data))
    database.on('close', () => socket.close())
    database.on('error', () => socket.close())
    socket.on('message', (data) => {
      const bytes = data instanceof Buffer ? data : Buffer.from(data as ArrayBuffer)
      database.write(bytes)
      // A real server closes the connection on Terminate, and the client waits for that. The
      // embedded database does not close it.
      if (bytes[0] === TERMINATE) database.end()
    })
    socket.on('close', () => database.destroy())
  })
  const address = server.address()
  return {
    address: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      }),
  }
}
