/** A beat whose time tests move by hand. */
import type { Beat } from './beat.ts'

export interface TestBeat extends Beat {
  /**
   * Moves the time on. Each timer that is due on the way runs at its own moment, and so does what
   * follows from it.
   */
  pass(ms: number): Promise<void>
  /** The number of timers that are set. */
  waiting(): number
}

/** Waits until answers that are promises have arrived. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const testBeat = (): TestBeat => {
  let at = 0
  let timers: { due: number; run: () => void }[] = []
  return {
    now: () => at,
    later(ms, run) {
      const timer = { due: at + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    async pass(ms) {
      const end = at + ms
      await settled()
      for (;;) {
        const [next] = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)
        if (!next) break
        at = Math.max(at, next.due)
        timers = timers.filter((other) => other !== next)
        next.run()
        await settled()
      }
      at = end
    },
    waiting: () => timers.length,
  }
}
