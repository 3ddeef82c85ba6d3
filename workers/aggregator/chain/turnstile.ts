/**
 * One object an instrument, through which those pass one at a time who are about to ask its providers: of many who want
 * the same company at once the first asks, and the others find what it stored. A guest who asks thirty times is shut out.
 */
import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'
import type { InTurn } from './gather.ts'

/** Beyond what two providers and the database may take together, milliseconds: one who hangs must not hold up the others for good. */
const LONGEST_TURN_MS = 40_000

export class Turnstile extends DurableObject<Env> {
  #last: Promise<void> = Promise.resolve()

  /** Runs `work` in its caller once all who came before are through. */
  async pass(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(() => Promise.race([work(), scheduler.wait(LONGEST_TURN_MS)]))
    // A caller who leaves breaks off its own turn only.
    this.#last = turn.catch(() => {})
    await turn
  }
}

/** Work that has begun is finished, and work whose turnstile is lost is done without: turns save calls, nothing rests on them. */
export const throughTurnstile =
  (env: Env): InTurn =>
  async (instrument, work) => {
    const begun: ReturnType<typeof work>[] = []
    const start = async () => {
      const result = work()
      begun.push(result)
      await result.catch(() => {})
    }
    await env.TURNSTILE.getByName(instrument)
      .pass(start)
      .catch(() => {})
    return begun[0] ?? work()
  }
