/** Gathers what many ask for within a moment into one piece of work, whose result each of them is given. */
export class Gathering<Asked, Given> {
  readonly #window_ms: number
  readonly #work: (asked: Asked[]) => Promise<Given>
  #open: { asked: Asked[]; given: Promise<Given> } | null = null

  constructor(window_ms: number, work: (asked: Asked[]) => Promise<Given>) {
    this.#window_ms = window_ms
    this.#work = work
  }

  add(one: Asked): Promise<Given> {
    this.#open ??= this.#begin()
    this.#open.asked.push(one)
    return this.#open.given
  }

  #begin() {
    const asked: Asked[] = []
    const given = scheduler.wait(this.#window_ms).then(() => {
      this.#open = null
      return this.#work(asked)
    })
    return { asked, given }
  }
}
