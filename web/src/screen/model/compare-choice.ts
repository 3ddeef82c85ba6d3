/** The companies of the list that the reader chose to compare. They stay while the list changes. */
import { signal } from '@preact/signals'
import { MOST_COMPARED } from '../../router.ts'

/** Ids such as `US:AAPL`, in the order in which they were chosen. */
export const toCompare = signal<readonly string[]>([])

export const isFull = (): boolean => toCompare.value.length >= MOST_COMPARED

/** Takes a company in, or out again. A sixth one is not taken. */
export const toggleCompared = (id: string): void => {
  if (toCompare.value.includes(id)) toCompare.value = toCompare.value.filter((one) => one !== id)
  else if (!isFull()) toCompare.value = [...toCompare.value, id]
}
