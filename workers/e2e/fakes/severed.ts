/**
 * A connection to a database that can be cut and restored, for tests of what happens without the
 * database.
 */
import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import type { LocalDatabase } from '../../dev/database.ts'

export interface SeverableDatabase extends LocalDatabase {
  /** Cut: open connections break, and new ones are refused at once. */
  cut(on: boolean): void
  /**
   * Stall: connections stay open and new ones are accepted, but all bytes are dropped. When the
   * stall ends, the open connections break.
   */
  stall(on: boolean): void
}

/**
 * Makes the same database reachable through another port. Closing this leaves the database open.
 */
export const severable = async (database: LocalDatabase): Promise<SeverableDatabase> => {
  const target = new URL(database.url)
  const open = new Set<Socket>()
  let isCut = false
  let isStalled = false
  const gate = () =>
    new Transform({ transform: (bytes, _, pass) => (isStalled ? pass() : pass(null, bytes)) })
  const server = createServer((client) => {
    if (isCut) return client.destroy()
    const upstream = connect(Number(target.port), target.hostname)
    for (const [end, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => {
        open.delete(end)
        other.destroy()
      })
    }
    client.pipe(gate()).pipe(upstream).pipe(gate()).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the proxy has no port')
  const url = new URL(database.url)
  url.port = String(address.port)
  const breakAll = () => {
    for (const socket of open) socket.destroy()
  }
  const cut = (on: boolean) => {
    isCut = on
    if (on) breakAll()
  }
  const stall = (on: boolean) => {
    // A connection that has lost bytes cannot be used any more.
    if (isStalled && !on) breakAll()
    isStalled = on
  }
  return {
    url: url.href,
    kind: database.kind,
    cut,
    stall,
    async close() {
      cut(true)
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
