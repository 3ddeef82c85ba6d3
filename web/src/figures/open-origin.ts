/** Which figure's origin is open. A stack: an input of a derived figure opens on top of it. */
import { signal } from '@preact/signals'
import type { FigureEntry } from '#shared/figures.ts'
import type { FigureBook } from './figure-index.ts'
import type { Stated } from './stated.ts'
import type { Missing } from './tables/tables.ts'

export type OriginView =
  | { kind: 'figure'; entry: FigureEntry; book: FigureBook }
  | { kind: 'missing'; missing: Missing; book: FigureBook }
  | { kind: 'stated'; stated: Stated }

export const originStack = signal<OriginView[]>([])
/** Where the focus goes back to when the panel closes. */
let opener: HTMLElement | null = null

export const openOrigin = (view: OriginView): void => {
  // Also when the panel is open: the figure chosen last is where the reader is.
  const chosen = document.activeElement
  if (chosen instanceof HTMLElement && !chosen.closest('.origin')) opener = chosen
  originStack.value = [view]
}
export const followInput = (entry: FigureEntry, book: FigureBook): void => {
  originStack.value = [...originStack.value, { kind: 'figure', entry, book }]
}
export const backFromInput = (): void => {
  originStack.value = originStack.value.slice(0, -1)
}
export const closeOrigin = (): void => {
  originStack.value = []
  opener?.focus()
  opener = null
}
