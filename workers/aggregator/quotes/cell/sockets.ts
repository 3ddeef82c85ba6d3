/**
 * The sockets of one cell, which hibernate with it. Each socket has its own freshness rule. A
 * socket counts as a watch while its reader sends messages: the reader regularly asks for the
 * cell's time, and from the answer it also knows how old each pushed price is.
 */
import { z } from 'zod'
import type { StreamMessage } from '#shared/contracts/quotes.ts'
import type { FreshnessRule } from '#shared/quote-cells.ts'
import { atMostAhead, elapsed } from '../clock.ts'

interface SocketState {
  rule: FreshnessRule
  /** Epoch milliseconds by the cell's clock. */
  heard: number
}

/**
 * A reader that has not asked for the time for this long is gone or hidden. A page asks every half
 * minute, and this is three times that.
 */
export const SILENT_MS = 90_000

const readerOf = (socket: WebSocket): SocketState => socket.deserializeAttachment() as SocketState
const note = (socket: WebSocket, reader: SocketState): void => socket.serializeAttachment(reader)

/** Accepts a reader and returns both ends of the new socket. */
export const acceptSocket = (
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
    // The socket has closed in the meantime. Its reader may connect again.
  }
}

/** Sends each socket the message that is made for its own freshness rule. */
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

/** RFC 6455 codes: a message of a kind that is not accepted; a message that is too long. */
const UNSUPPORTED = 1003
const TOO_BIG = 1009
const MOST_CHARACTERS = 100
/** A reader that asks more often than this is answered, but not every question is recorded. */
const NOTED_MS = 5_000

/**
 * Answers the one question that a reader may ask, `{"time": id}`. Any other message closes the
 * socket. Returns true when a new time of the last message was recorded.
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
  if (elapsed(reader.heard, now) < NOTED_MS) return false
  note(socket, { ...reader, heard: now })
  return true
}

const silentAt = (socket: WebSocket, now: number): number =>
  atMostAhead(readerOf(socket).heard, 0, now) + SILENT_MS

/** Returns the sockets that neither side has begun to close. */
const openSockets = (ctx: DurableObjectState): WebSocket[] =>
  ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN)

/** Returns until when the sockets count as a watch; 0 when there are none. */
export const heardUntil = (ctx: DurableObjectState, now: number): number =>
  Math.max(0, ...openSockets(ctx).map((socket) => silentAt(socket, now)))

/** RFC 6455 codes: the work is done; the endpoint goes away. */
const NORMAL = 1000
const GOING_AWAY = 1001
/** RFC 6455, 7.4.1: these codes stand for a close without a code and may not be sent. */
const NOT_SENT: ReadonlySet<number> = new Set([1005, 1006, 1015])

/**
 * Completes a close that the reader began. The reader's own code is sent back, so that the close is
 * clean.
 */
export const answerClose = (socket: WebSocket, code: number): void => {
  if (socket.readyState === WebSocket.CLOSED) return
  try {
    socket.close(NOT_SENT.has(code) ? NORMAL : code)
  } catch {
    // The runtime or a lost connection has already closed it.
  }
}

/** Closes sockets whose readers have been silent for too long. */
export const closeSilent = (ctx: DurableObjectState, now: number): void => {
  for (const socket of openSockets(ctx)) {
    const reader = readerOf(socket)
    // The clock was set back, so the time of silence counts from now.
    if (reader.heard > now) note(socket, { ...reader, heard: now })
    if (silentAt(socket, now) <= now) socket.close(GOING_AWAY, 'not heard for too long')
  }
}
