/** The companies that are compared, each read by itself: one that fails leaves the others. */
import { signal } from '@preact/signals'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { getCompany } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'

export type Compared =
  | { state: 'loading' }
  | { state: 'ready'; figures: FigureIndex }
  | { state: 'failed'; problem: PageProblem }

export interface CompareWish {
  /** `US:AAPL` */
  companies: readonly string[]
  asOf: string | null
  /** All money in this currency; null as each company filed it. */
  currency: string | null
}

export const createComparison = (read: typeof getCompany) => {
  /** By company, of the wish that was last. */
  const state = signal<ReadonlyMap<string, Compared>>(new Map())
  let round = 0
  let last = ''

  const load = async (id: string, { asOf, currency }: CompareWish, mine: number): Promise<void> => {
    const at = id.indexOf(':')
    const answer = await read(id.slice(0, at), id.slice(at + 1), {
      asOf,
      currency,
      crossCheck: false,
    })
    if (mine !== round) return
    state.value = new Map(state.value).set(
      id,
      answer.ok
        ? { state: 'ready', figures: answer.data }
        : { state: 'failed', problem: answer.problem },
    )
  }

  return {
    state,
    /**
     * Reads those of the companies that are not there yet; all where day or currency is another.
     */
    want(wish: CompareWish): void {
      const kind = `${wish.asOf} ${wish.currency}`
      if (kind !== last) {
        last = kind
        round += 1
        state.value = new Map()
      }
      const kept = new Map(wish.companies.map((id) => [id, state.value.get(id)] as const))
      const next = new Map<string, Compared>()
      for (const [id, known] of kept) next.set(id, known ?? { state: 'loading' })
      state.value = next
      for (const [id, known] of kept) if (!known) void load(id, wish, round)
    },
    retry(id: string, wish: CompareWish): void {
      state.value = new Map(state.value).set(id, { state: 'loading' })
      void load(id, wish, round)
    },
  }
}
