/** A beat that tests turn by hand. */
import type { Beat } from './beat.ts'

export interface TestBeat extends Beat {
  /**
   * Moves time on, running what falls due on the way, each at its own moment, and what answers to
   * it.
   */
  pass(ms: number): Promise<void>
  /** Timers that are set. */
  waiting(): number
}

/** Answers that are promises have arrived. */
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
