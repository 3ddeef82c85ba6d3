/** Something that is read from the service: loading, ready, or failed with its problem. */
import { type Signal, signal } from '@preact/signals'
import type { ApiResult, PageProblem } from '../page-problem.ts'

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ready'; data: T }
  | { state: 'failed'; problem: PageProblem }

export interface Loader<T> {
  value: Signal<Loaded<T>>
  /** Whether a read is under way. An older answer may still be shown. */
  busy: Signal<boolean>
  /** Reads again. What is shown stays until the answer is here. */
  load(): Promise<void>
}

/**
 * Holds the answer of one kind of read in a signal. The answer of an older read that comes after a
 * newer one began is dropped.
 */
export const loader = <T>(read: () => Promise<ApiResult<T>>): Loader<T> => {
  const value = signal<Loaded<T>>({ state: 'loading' })
  const busy = signal(false)
  let newest = 0
  return {
    value,
    busy,
    async load() {
      const mine = ++newest
      if (value.value.state === 'failed') value.value = { state: 'loading' }
      busy.value = true
      const result = await read()
      if (mine !== newest) return
      busy.value = false
      value.value = result.ok
        ? { state: 'ready', data: result.data }
        : { state: 'failed', problem: result.problem }
    },
  }
}
