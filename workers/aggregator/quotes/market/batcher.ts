/**
 * Collects the requests of many callers within a short time, up to a maximum number, and does one
 * piece of work for all of them. Each caller gets its own result.
 */
export class Batcher<Asked, Given> {
  readonly #window_ms: number
  readonly #most: number
  readonly #work: (asked: Asked[]) => Promise<Given>
  #open: { asked: Asked[]; given: Promise<Given> } | null = null

  constructor(window_ms: number, most: number, work: (asked: Asked[]) => Promise<Given>) {
    this.#window_ms = window_ms
    this.#most = most
    this.#work = work
  }

  add(one: Asked): Promise<Given> {
    this.#open ??= this.#begin()
    const { asked, given } = this.#open
    asked.push(one)
    if (asked.length >= this.#most) this.#open = null
    return given
  }

  #begin() {
    const asked: Asked[] = []
    const given = scheduler.wait(this.#window_ms).then(() => {
      if (this.#open?.asked === asked) this.#open = null
      return this.#work(asked)
    })
    return { asked, given }
  }
}
