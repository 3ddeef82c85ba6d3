/**
 * A limit on one client, counted in this isolate alone and by whole windows of time: coarser than
 * the platform's limiter, and without a call. For reads that cost so little that counting them
 * elsewhere would cost more. `allow` takes `now`.
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

  allow(client: string, now: number): boolean {
    if (now - this.#since >= this.#window_ms || now < this.#since) {
      this.#counts = new Map()
      this.#since = now
    }
    const count = (this.#counts.get(client) ?? 0) + 1
    this.#counts.set(client, count)
    return count <= this.#limit
  }
}
