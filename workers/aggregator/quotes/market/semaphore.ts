/**
 * Runs at most `count` pieces of work at a time; the others wait in the order in which they came.
 * With `rest_ms`, a place stays empty for that time after each piece.
 */
export class Semaphore {
  #free: number
  readonly #rest_ms: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number, rest_ms = 0) {
    this.#free = count
    this.#rest_ms = rest_ms
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      if (this.#rest_ms > 0) setTimeout(() => this.#release(), this.#rest_ms)
      else this.#release()
    }
  }

  #release(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free += 1
  }
}

/**
 * The number of cells that one caller calls at the same time, and the rest after each call in
 * milliseconds. Each call that changes a cell is a commit to a disk, and the first one creates its
 * storage. In one process these need no waiting, and the runtime looks for other requests only when
 * everything waits. Without the rests, a thousand new cells would hold up every reader until the
 * last is done.
 */
const CELLS_AT_ONCE = 8
const CELL_REST_MS = 1

export const cellCalls = (): Semaphore => new Semaphore(CELLS_AT_ONCE, CELL_REST_MS)
