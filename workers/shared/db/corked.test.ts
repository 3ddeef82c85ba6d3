import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { type MessageSocket, withCork } from './corked.ts'

/** A socket like that of Workers, and each of its writes. */
const workersSocket = () => {
  const writes: string[] = []
  const socket: MessageSocket = {
    write: (bytes: Uint8Array, ...told: (() => void)[]) => {
      writes.push(Buffer.from(bytes).toString())
      for (const tell of told) tell()
    },
  }
  return { socket, writes }
}

it('sends what is written between cork and uncork in one piece, in order', () => {
  const { socket, writes } = workersSocket()
  withCork(socket)
  socket.write(Buffer.from('startup'))
  socket.cork?.()
  for (const message of ['parse,', 'bind,', 'execute']) socket.write(Buffer.from(message))
  expect(writes).toEqual(['startup'])
  socket.uncork?.()
  socket.uncork?.()
  socket.write(Buffer.from('end'))
  expect(writes).toEqual(['startup', 'parse,bind,execute', 'end'])
})

it('sends nothing where nothing was written', () => {
  const { socket, writes } = workersSocket()
  withCork(socket)
  socket.cork?.()
  socket.uncork?.()
  expect(writes).toEqual([])
})

it("leaves a socket that has a cork as it is, as Node's", () => {
  const socket = new Socket()
  const { write, cork } = socket
  withCork(socket)
  expect([socket.write, socket.cork]).toEqual([write, cork])
})
