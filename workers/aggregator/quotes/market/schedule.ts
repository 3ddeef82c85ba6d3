/**
 * Decides when a market's refresher asks for which instrument. It knows until when each instrument
 * is watched, when it was last asked for, and whether its answer is still awaited. It stores
 * nothing. Every method that depends on time takes `now`, the refresher's clock in epoch
 * milliseconds.
 */
import { atMostAhead, elapsed } from '../clock.ts'

/**
 * Watched instruments that one refresher serves. Further ones go to the market's next refresher.
 */
export const MOST_WATCHED = 2_000
/** Longest time for which an instrument is watched before the watch must be renewed. */
export const LONGEST_WATCH_MS = 3_600_000
/** An instrument that no provider has is asked for again only after this time. */
const UNKNOWN_INTERVAL_MS = 300_000
/** Refreshes begin on whole seconds, so that many instruments share one batch call. */
const GRID_MS = 1_000

export interface StoredWatch {
  symbol: string
  /** Epoch milliseconds; 0 when it is not watched. */
  watched_until: number
  /** Epoch milliseconds of the last request that was answered; 0 when there was none. */
  answered_at: number
}

/**
 * The outcome of a request. `unknown`: every provider says that it does not have the instrument.
 * `failed`: no provider could give an answer.
 */
export type AskOutcome = 'price' | 'unknown' | 'failed'

interface Entry {
  watched_until: number
  /** When it was last asked for; 0 when it never was. */
  asked_at: number
  /** When the last request that was answered was sent. */
  answered_at: number
  /** True when it has been asked for and the answer is awaited. */
  in_flight: boolean
  /** True when all providers said at the last request that they do not have the instrument. */
  unknown: boolean
}

export class Schedule {
  readonly #entries: Map<string, Entry>

  /** `asked_at`: when the watched instruments were last asked for, or 0 when that is not known. */
  constructor(kept: Iterable<StoredWatch> = [], asked_at = 0) {
    this.#entries = new Map(
      Array.from(kept, ({ symbol, watched_until, answered_at }) => [
        symbol,
        {
          watched_until,
          asked_at: watched_until > 0 ? asked_at : 0,
          answered_at,
          in_flight: false,
          unknown: false,
        },
      ]),
    )
  }

  #entry(symbol: string): Entry {
    const known = this.#entries.get(symbol)
    if (known) return known
    const entry = {
      watched_until: 0,
      asked_at: 0,
      answered_at: 0,
      in_flight: false,
      unknown: false,
    }
    this.#entries.set(symbol, entry)
    return entry
  }

  /** Returns until when the symbol is watched; 0 when it is not. */
  watchedUntil(symbol: string, now: number): number {
    const entry = this.#entries.get(symbol)
    return entry ? this.#watchedUntil(entry, now) : 0
  }

  #watchedUntil({ watched_until }: Entry, now: number): number {
    const until = atMostAhead(watched_until, LONGEST_WATCH_MS, now)
    return until > now ? until : 0
  }

  /** Returns the symbols that are watched. */
  watched(now: number): string[] {
    return [...this.#entries]
      .filter(([, entry]) => this.#watchedUntil(entry, now) > 0)
      .map(([symbol]) => symbol)
  }

  /**
   * Watches the symbols for this time; a longer existing watch is kept. Returns the symbols for
   * which there is no room.
   */
  watch(symbols: readonly string[], for_ms: number, now: number): string[] {
    const until = now + Math.min(for_ms, LONGEST_WATCH_MS)
    let room = MOST_WATCHED - this.watched(now).length
    return symbols.filter((symbol) => {
      const before = this.watchedUntil(symbol, now)
      if (before === 0 && room <= 0) return true
      if (before === 0) room -= 1
      this.#entry(symbol).watched_until = Math.max(before, until)
      return false
    })
  }

  /** Returns when a watched instrument is due next; null when it is not watched. */
  #dueAt(entry: Entry, interval_ms: number, now: number): number | null {
    if (entry.in_flight || this.#watchedUntil(entry, now) === 0) return null
    const interval = entry.unknown ? UNKNOWN_INTERVAL_MS : interval_ms
    if (elapsed(entry.asked_at, now) >= interval) return now
    return Math.ceil((entry.asked_at + interval) / GRID_MS) * GRID_MS
  }

  /** Returns when the next watched instrument is due; null when none is watched. */
  nextAt(interval_ms: number, now: number): number | null {
    let next: number | null = null
    for (const entry of this.#entries.values()) {
      const at = this.#dueAt(entry, interval_ms, now)
      if (at !== null && (next === null || at < next)) next = at
    }
    return next
  }

  /**
   * Returns at most `most` watched instruments that are due; those asked for longest ago come
   * first.
   */
  due(interval_ms: number, now: number, most: number): string[] {
    return [...this.#entries]
      .filter(([, entry]) => this.#dueAt(entry, interval_ms, now) === now)
      .sort(([, a], [, b]) => a.asked_at - b.asked_at)
      .slice(0, most)
      .map(([symbol]) => symbol)
  }

  isInFlight(symbol: string): boolean {
    return this.#entries.get(symbol)?.in_flight ?? false
  }

  /** Returns the milliseconds since the last request that was answered. */
  sinceAnswered(symbol: string, now: number): number {
    return elapsed(this.#entries.get(symbol)?.answered_at ?? 0, now)
  }

  /** Marks the symbols as asked for now, in one call. None of them may be in flight already. */
  begin(symbols: readonly string[], now: number): void {
    for (const symbol of symbols) {
      const entry = this.#entry(symbol)
      if (entry.in_flight) throw new Error(`${symbol} is asked for already`)
      entry.in_flight = true
      entry.asked_at = now
    }
  }

  /** Marks the answer as received, or as no longer awaited. */
  end(symbol: string, answer: AskOutcome): void {
    const entry = this.#entry(symbol)
    entry.in_flight = false
    entry.unknown = answer === 'unknown'
    if (answer !== 'failed') entry.answered_at = entry.asked_at
  }

  /** Removes instruments that are neither watched nor awaited and had no answer for this long. */
  forget(older_than_ms: number, now: number): void {
    for (const [symbol, entry] of this.#entries)
      if (
        !entry.in_flight &&
        this.#watchedUntil(entry, now) === 0 &&
        elapsed(entry.answered_at, now) > older_than_ms
      )
        this.#entries.delete(symbol)
  }
}
