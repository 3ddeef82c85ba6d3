/**
 * One Durable Object per instrument, through which callers pass before they ask its providers. When
 * several want the same dataset at once, the first asks, and the others wait and find what it
 * stored, because providers shut out a caller without a key that asks the same many times at once.
 */
import { DurableObject } from 'cloudflare:workers'
import { boundToContext } from '#shared/logs/context.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import { within } from '#shared/within.ts'
import type { Env } from '../env.ts'

/**
 * The longest turn in milliseconds. It is longer than a whole chain and the database may take
 * together, and it keeps a leader that hangs from blocking the others for good.
 */
const LONGEST_TURN_MS = 60_000

/**
 * The caller that led gets the result of its own work. A caller that followed gets what the leader
 * shared, or null when it shared nothing.
 */
export type Flight<T> = { led: true; value: T } | { led: false; value: T | null }
/**
 * Runs `work` when no other caller runs this flight of the instrument; otherwise waits for that
 * caller.
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
   * Runs `work` in its caller when no other call runs this flight; otherwise waits for that call.
   * All callers get the result of the work (as JSON).
   */
  async pass(
    flight: string,
    work: () => Promise<string | null>,
  ): Promise<{ led: boolean; shared: string | null }> {
    const under = this.#flights.get(flight)
    if (under) return { led: false, shared: await under }
    // A leader that fails shares null: its followers read the store, and one of them leads.
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
 * Work that has begun is finished, also when its Durable Object is lost. When the object cannot be
 * reached, the caller does the work without a turn: turns only save calls, and nothing else depends
 * on them.
 */
export const singleFlight = (env: Env): SingleFlightRunner => {
  const passThrough = async <T>(
    instrument: string,
    flight: string,
    work: () => Promise<T>,
    share = false,
  ): Promise<Flight<T>> => {
    const begun: Promise<T>[] = []
    // The object calls back, and knows nothing of the request.
    const here = boundToContext(work)
    const start = async (): Promise<string | null> => {
      const result = here()
      begun.push(result)
      const value = await result.catch(() => null)
      return share && value !== null ? JSON.stringify(value) : null
    }
    const passed = await loggedObject('SingleFlight', env.SINGLE_FLIGHT.getByName(instrument))
      .pass(flight, start)
      .catch(() => null)
    const [own] = begun
    if (own) return { led: true, value: await own }
    if (!passed || passed.led) return { led: true, value: await work() }
    return { led: false, value: passed.shared === null ? null : (JSON.parse(passed.shared) as T) }
  }
  return passThrough
}
