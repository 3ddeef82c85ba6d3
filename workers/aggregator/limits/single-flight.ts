/**
 * One object an instrument, through which those pass who are about to ask its providers: of many
 * who want the same dataset at once the first asks, and the others wait and find what it stored. A
 * guest who asks thirty times is shut out.
 */
import { DurableObject } from 'cloudflare:workers'
import { within } from '#shared/within.ts'
import type { Env } from '../env.ts'

/**
 * Beyond what a whole chain and the database may take together, milliseconds: one who hangs must
 * not hold up the others for good.
 */
const LONGEST_TURN_MS = 60_000

/**
 * Who led has what its own work gave; who followed has what the leader shared, null when it shared
 * nothing.
 */
export type Flight<T> = { led: true; value: T } | { led: false; value: T | null }
/**
 * Runs `work` when nobody else is at work on this flight of the instrument; else waits for who is.
 */
export type SingleFlightRunner = <T>(
  instrument: string,
  flight: string,
  work: () => Promise<T>,
  share?: boolean,
) => Promise<Flight<T>>

export class SingleFlight extends DurableObject<Env> {
  readonly #flights = new Map<string, Promise<string | null>>()

  /**
   * Runs `work` in its caller when nobody is at work on this flight, and else waits for who is.
   * What the work gives (as JSON) is given to all.
   */
  async pass(
    flight: string,
    work: () => Promise<string | null>,
  ): Promise<{ led: boolean; shared: string | null }> {
    const under = this.#flights.get(flight)
    if (under) return { led: false, shared: await under }
    // A leader that breaks off tells its followers nothing: they look, and one of them leads.
    const led = within(LONGEST_TURN_MS, () => work()).catch(() => null)
    this.#flights.set(flight, led)
    try {
      return { led: true, shared: await led }
    } finally {
      this.#flights.delete(flight)
    }
  }
}

/**
 * Work that has begun is finished, and work whose object is lost is done without: turns save
 * calls, nothing rests on them.
 */
export const singleFlight = (env: Env): SingleFlightRunner => {
  const inTurn = async <T>(
    instrument: string,
    flight: string,
    work: () => Promise<T>,
    share = false,
  ): Promise<Flight<T>> => {
    const begun: Promise<T>[] = []
    const start = async (): Promise<string | null> => {
      const result = work()
      begun.push(result)
      const value = await result.catch(() => null)
      return share && value !== null ? JSON.stringify(value) : null
    }
    const passed = await env.SINGLE_FLIGHT.getByName(instrument)
      .pass(flight, start)
      .catch(() => null)
    const [own] = begun
    if (own) return { led: true, value: await own }
    if (!passed || passed.led) return { led: true, value: await work() }
    return { led: false, value: passed.shared === null ? null : (JSON.parse(passed.shared) as T) }
  }
  return inTurn
}
