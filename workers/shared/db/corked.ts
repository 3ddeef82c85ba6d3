/**
 * Has a client send the messages of a statement in one piece. The client asks its socket for this
 * (`cork`, `uncork`), as Node's sockets do; the socket of Workers has neither, and sends each
 * message by a call of the platform of its own.
 */
import type { Client } from 'pg'

/** What a client needs of its socket. */
export interface MessageSocket {
  write(bytes: Uint8Array, ...more: never[]): unknown
  cork?(): void
  uncork?(): void
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * Gives a socket that has no cork one. What is written meanwhile, without asking to be told of it,
 * leaves when it is uncorked.
 */
export const withCork = (socket: MessageSocket): void => {
  if (socket.cork) return
  const write = socket.write.bind(socket)
  let held: Uint8Array[] | null = null
  socket.write = (bytes: Uint8Array, ...more: never[]) => {
    if (!held || more.length > 0) return write(bytes, ...more)
    held.push(bytes)
    return true
  }
  socket.cork = () => {
    held ??= []
  }
  socket.uncork = () => {
    const parts = held ?? []
    held = null
    if (parts.length > 0) write(joined(parts))
  }
}

export const corked = (client: Client): Client => {
  withCork(client.connection.stream)
  return client
}
