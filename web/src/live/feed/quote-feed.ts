/**
 * The price of one instrument from the service. It is pushed over a socket where one is open, and
 * asked for every few seconds where none is. The first price is always asked for, since the answer
 * comes sooner than a socket opens and says whether the instrument exists.
 */
import type { getRealtimeQuotes, openQuoteStream, watchQuotes } from '../../api.ts'
import type { Beat } from './beat.ts'
import type { LiveEvent } from './live-quote.ts'
import { startPolling } from './quote-polling.ts'
import { type Stream, startStream } from './quote-stream.ts'
import { holdWatch } from './watch-lease.ts'

export interface FeedPorts {
  read: typeof getRealtimeQuotes
  watch: typeof watchQuotes
  open: typeof openQuoteStream
}
export interface Feed {
  /** Finds out whether the service is still there. */
  probe(): void
  stop(): void
}

/**
 * After this time a lease is asked for, in ms. When a socket is open by then, no lease is needed,
 * because the service counts the socket as a watch.
 */
const LEASE_AFTER_MS = 2_000
/** The wait before a socket is tried again, doubled for each one lost in a row. */
const RECONNECT_MS = 2_000
const SLOWEST_RECONNECT_MS = 120_000
/** A socket that was open for so long counts as a good one. */
const GOOD_SOCKET_MS = 60_000

/** Reasons that do not go away by waiting. */
const NO_INSTRUMENT: ReadonlySet<string> = new Set([
  'unknown_symbol',
  'unknown_market',
  'malformed_symbol',
])

export const startFeed = (
  {
    market,
    symbol,
    maxAgeSeconds,
    take,
  }: { market: string; symbol: string; maxAgeSeconds: number; take(event: LiveEvent): void },
  { read, watch, open }: FeedPorts,
  beat: Beat,
): Feed => {
  const { now, later } = beat
  const instruments = [`${market}:${symbol}`]
  let stream: Stream | null = null
  let stopAsking: (() => void) | null = null
  let lost = 0
  let tryFrom = 0

  const takeAnswer = (_: string, event: LiveEvent) => {
    take(event)
    if (event.type === 'answered' && event.problem && NO_INSTRUMENT.has(event.problem.reason))
      stop()
  }
  const ask = () => {
    if (stopAsking) return
    const stopPolling = startPolling(
      { instruments, maxAgeSeconds, read, take: takeAnswer, onAnswer: connect },
      beat,
    )
    let letGo = later(LEASE_AFTER_MS, () => {
      letGo = holdWatch(instruments, watch, later)
    })
    stopAsking = () => {
      stopPolling()
      letGo()
      stopAsking = null
    }
  }
  const connect = () => {
    if (stream || !stopAsking || now() < tryFrom) return
    let readyAt: number | null = null
    stream = startStream(
      {
        open: (handlers) => open(market, symbol, maxAgeSeconds, handlers),
        take,
        onReady: () => {
          readyAt = now()
          stopAsking?.()
        },
        onLost: () => {
          stream = null
          lost = readyAt !== null && now() - readyAt >= GOOD_SOCKET_MS ? 0 : lost + 1
          tryFrom = now() + Math.min(RECONNECT_MS * 2 ** lost, SLOWEST_RECONNECT_MS)
          ask()
        },
      },
      beat,
    )
  }
  const stop = () => {
    stopAsking?.()
    stream?.stop()
    stream = null
  }
  ask()
  return { probe: () => stream?.probe(), stop }
}
