/** Free ports on 127.0.0.1. */
import { createServer } from 'node:net'

const listens = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })

/** `preferred` when it is free, else the next free one of the twenty after it, else any. */
export const freePort = async (preferred: number): Promise<number> => {
  for (let port = preferred; port < preferred + 20; port++)
    if ((await listens(port)) !== null) return port
  const any = await listens(0)
  if (any === null) throw new Error('no port of 127.0.0.1 can be listened on')
  return any
}
