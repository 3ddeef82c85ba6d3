/**
 * A limit for each client, counted only in this isolate and by whole windows of time. It is less
 * exact than the limiter of the platform, but needs no call. It serves reads that are so cheap that
 * counting them elsewhere would cost more. `allow` takes `now`.
 */
export class WindowLimit {
  readonly #limit: number
  readonly #window_ms: number
  #counts = new Map<string, number>()
  #since = 0

  constructor(limit: number, window_ms: number) {
    this.#limit = limit
    this.#window_ms = window_ms
  }

  #begin(now: number): void {
    if (now - this.#since < this.#window_ms && now >= this.#since) return
    this.#counts = new Map()
    this.#since = now
  }

  /** Whether the next call of `allow` would be refused; counts nothing. */
  isSpent(client: string, now: number): boolean {
    this.#begin(now)
    return (this.#counts.get(client) ?? 0) >= this.#limit
  }

  allow(client: string, now: number): boolean {
    this.#begin(now)
    const count = (this.#counts.get(client) ?? 0) + 1
    this.#counts.set(client, count)
    return count <= this.#limit
  }
}
