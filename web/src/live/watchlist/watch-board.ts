/**
 * The live prices of a list of instruments. They are asked for and watched together, but each has
 * its own age and expires by itself.
 */
import type { Beat } from '../feed/beat.ts'
import { createLiveSignal, type LiveSignal } from '../feed/live-signal.ts'
import type { FeedPorts } from '../feed/quote-feed.ts'
import { startPolling } from '../feed/quote-polling.ts'
import { holdWatch } from '../feed/watch-lease.ts'

export interface WatchBoard {
  /** By instrument as it was asked for. */
  prices: ReadonlyMap<string, LiveSignal>
  /** Starts asking. Returns a function that stops it. */
  start(): () => void
  update(): void
  offline(): void
  rest(): void
}

/** At most a hundred instruments. */
export const createWatchBoard = (
  instruments: readonly string[],
  maxAgeSeconds: number,
  { read, watch }: Pick<FeedPorts, 'read' | 'watch'>,
  beat: Beat,
): WatchBoard => {
  const prices = new Map(
    instruments.map((instrument) => [instrument, createLiveSignal(maxAgeSeconds, beat)]),
  )
  const all = [...prices.values()]
  return {
    prices,
    start() {
      if (instruments.length === 0) return () => {}
      const stopPolling = startPolling(
        {
          instruments,
          maxAgeSeconds,
          read,
          take: (instrument, event) => prices.get(instrument)?.take(event),
        },
        beat,
      )
      const letGo = holdWatch(instruments, watch, beat.later)
      return () => {
        stopPolling()
        letGo()
      }
    },
    update: () => {
      for (const price of all) price.update()
    },
    offline: () => {
      for (const price of all)
        price.take({ type: 'unreached', why: { reason: 'offline', detail: '' } })
    },
    rest: () => {
      for (const price of all) price.rest()
    },
  }
}
