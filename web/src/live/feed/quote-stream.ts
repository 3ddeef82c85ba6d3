/**
 * One socket for one price. It asks for the cell's clock now and then, and gives up a socket that
 * no longer answers.
 */
import type { QuoteStream, QuoteStreamHandlers } from '../../api.ts'
import type { Beat } from './beat.ts'
import type { LiveEvent } from './live-quote.ts'

/** The service counts a socket as a watch as long as messages arrive on it. */
export const EXCHANGE_MS = 30_000
/** A socket that has not opened or answered by then is given up. */
export const SILENCE_MS = 10_000

export interface Streamed {
  open(handlers: QuoteStreamHandlers): QuoteStream
  take(event: LiveEvent): void
  /** The cell's clock is known: prices that are pushed from now on can be shown. */
  onReady(): void
  /** Once, and never after `stop`. */
  onLost(): void
}
export interface Stream {
  /**
   * Asks for the clock now, unless a question is under way. The answer shows that the service is
   * there.
   */
  probe(): void
  stop(): void
}

export const startStream = (
  { open, take, onReady, onLost }: Streamed,
  { now, later }: Beat,
): Stream => {
  let asked: { id: number; sent: number } | null = null
  let lastId = 0
  let ended = false
  let ready = false
  let next = () => {}
  const end = () => {
    ended = true
    next()
    socket.close()
  }
  const lose = () => {
    if (ended) return
    end()
    onLost()
  }
  const exchange = () => {
    next()
    lastId += 1
    asked = { id: lastId, sent: now() }
    socket.askTime(lastId)
    next = later(SILENCE_MS, lose)
  }
  const answer = (id: number, time: string) => {
    if (asked?.id !== id) return
    take({ type: 'time', sent: asked.sent, now: time })
    asked = null
    next()
    next = later(EXCHANGE_MS, exchange)
    if (!ready) onReady()
    ready = true
  }
  const socket = open({
    onOpen: () => {
      if (ended) return
      take({ type: 'connected' })
      exchange()
    },
    onMessage: (message) => {
      if (ended) return
      if (message.type === 'time') answer(message.id, message.now)
      else take(message)
    },
    onClose: lose,
  })
  next = later(SILENCE_MS, lose)
  return {
    probe: () => {
      if (ready && !ended && !asked) exchange()
    },
    stop: () => {
      if (!ended) end()
    },
  }
}
