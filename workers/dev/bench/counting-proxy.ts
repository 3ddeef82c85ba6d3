/** Stands before a Postgres server and counts what its clients ask: connections and round trips. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CountingProxy {
  url: string
  counts: { connections: number; trips: number }
  close(): Promise<void>
}

/** Types of the messages after which a client waits: a query, and the end of an extended one. */
const WAITS = new Set(['Q', 'S'].map((type) => type.charCodeAt(0)))
/** Length of the type and the length of a message, in bytes. */
const HEAD = 5

/** Calls `waits` for each message in a client's bytes after which it waits. */
const waitCounter = (waits: () => void) => {
  let rest = Buffer.alloc(0)
  let begun = false
  return (chunk: Buffer): void => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      // The first message has a length and no type.
      const head = begun ? HEAD : HEAD - 1
      if (rest.length < head) return
      const length = rest.readUInt32BE(head - 4) + head - 4
      if (rest.length < length) return
      if (begun && WAITS.has(rest[0] ?? 0)) waits()
      begun = true
      rest = rest.subarray(length)
    }
  }
}

export const startCountingProxy = async (databaseUrl: string): Promise<CountingProxy> => {
  const url = new URL(databaseUrl)
  const counts = { connections: 0, trips: 0 }
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(url.port || 5432), url.hostname)
    counts.connections += 1
    const read = waitCounter(() => {
      counts.trips += 1
    })
    client.on('data', read)
    client.pipe(upstream).pipe(client)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {
        client.destroy()
        upstream.destroy()
      })
      socket.on('close', () => open.delete(socket))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(databaseUrl)
  own.hostname = '127.0.0.1'
  own.port = String((server.address() as AddressInfo).port)
  return {
    url: own.href,
    counts,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
