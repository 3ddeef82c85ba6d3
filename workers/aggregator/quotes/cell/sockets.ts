/**
 * The sockets of one cell, which hibernate with it. Each has a freshness rule of its own. A socket
 * is a watch as long as it is heard: its reader asks for the cell's time now and then, by which it
 * also knows how old a pushed price is when it arrives.
 */
import { z } from 'zod'
import type { StreamMessage } from '#shared/contracts/quotes.ts'
import type { FreshnessRule } from '#shared/quote-cells.ts'

interface Reader {
  rule: FreshnessRule
  /** Epoch milliseconds by the cell's clock. */
  heard: number
}

/**
 * Who has asked for no time for so long is gone, or hidden: three times the half minute after which
 * a page asks.
 */
export const SILENT_MS = 90_000

const readerOf = (socket: WebSocket): Reader => socket.deserializeAttachment() as Reader
const note = (socket: WebSocket, reader: Reader): void => socket.serializeAttachment(reader)

/** Takes a reader in and gives its end of the socket. */
export const takeReader = (
  ctx: DurableObjectState,
  rule: FreshnessRule,
  now: number,
): { reader: WebSocket; socket: WebSocket } => {
  const { 0: reader, 1: socket } = new WebSocketPair()
  ctx.acceptWebSocket(socket)
  note(socket, { rule, heard: now })
  return { reader, socket }
}

const say = (socket: WebSocket, message: StreamMessage): void => {
  try {
    socket.send(JSON.stringify(message))
  } catch {
    // It has closed meanwhile; its reader will come again or not.
  }
}

/** Says to one, or to all, what each one's rule makes of the cell. */
export const sayTo = (
  sockets: readonly WebSocket[],
  message: (rule: FreshnessRule) => StreamMessage,
): void => {
  for (const socket of sockets) say(socket, message(readerOf(socket).rule))
}

const questionSchema = z.strictObject({ time: z.number() })

const parsed = (message: string | ArrayBuffer): z.infer<typeof questionSchema> | null => {
  try {
    return questionSchema.parse(JSON.parse(String(message)))
  } catch {
    return null
  }
}

/** RFC 6455: a message of a kind that is not taken; one that is too long. */
const UNSUPPORTED = 1003
const TOO_BIG = 1009
const MOST_CHARACTERS = 100
/** A reader that asks more often is answered, and not noted each time. */
const NOTED_MS = 5_000

/**
 * Answers the one question a reader has; a reader that says anything else is shown out. True when
 * it had not been heard for a while.
 */
export const hear = (socket: WebSocket, message: string | ArrayBuffer, now: number): boolean => {
  const size = typeof message === 'string' ? message.length : message.byteLength
  const question = size <= MOST_CHARACTERS ? parsed(message) : null
  if (!question) {
    socket.close(size <= MOST_CHARACTERS ? UNSUPPORTED : TOO_BIG, 'only {"time": id} is taken')
    return false
  }
  say(socket, { type: 'time', id: question.time, now: new Date(now).toISOString() })
  const reader = readerOf(socket)
  if (now - reader.heard < NOTED_MS) return false
  note(socket, { ...reader, heard: now })
  return true
}

/** Until when the sockets are a watch; 0 when there are none. */
export const heardUntil = (ctx: DurableObjectState): number =>
  Math.max(0, ...ctx.getWebSockets().map((socket) => readerOf(socket).heard + SILENT_MS))

const GOING_AWAY = 1001

export const closeSilent = (ctx: DurableObjectState, now: number): void => {
  for (const socket of ctx.getWebSockets())
    if (readerOf(socket).heard + SILENT_MS <= now)
      socket.close(GOING_AWAY, 'not heard for too long')
}
