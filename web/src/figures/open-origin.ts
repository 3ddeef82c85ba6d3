/** Which figure's origin is open. A stack: an input of a derived figure opens on top of it. */
import { signal } from '@preact/signals'
import type { FigureEntry } from '#shared/figures.ts'
import type { FigureIndex, MissingFigure } from './figure-index.ts'
import type { StatedFigure } from './stated.ts'

export type OriginView =
  | { kind: 'figure'; entry: FigureEntry; figures: FigureIndex }
  | { kind: 'missing'; missing: MissingFigure; figures: FigureIndex }
  | { kind: 'stated'; stated: StatedFigure }

export const originStack = signal<OriginView[]>([])
/** Where the focus goes back to when the panel closes. */
let opener: HTMLElement | null = null

export const openOrigin = (view: OriginView): void => {
  // Also when the panel is open: the figure chosen last is where the reader is.
  const chosen = document.activeElement
  if (chosen instanceof HTMLElement && !chosen.closest('.origin')) opener = chosen
  originStack.value = [view]
}
export const followInput = (entry: FigureEntry, figures: FigureIndex): void => {
  originStack.value = [...originStack.value, { kind: 'figure', entry, figures: figures }]
}
export const backFromInput = (): void => {
  originStack.value = originStack.value.slice(0, -1)
}
export const closeOrigin = (): void => {
  originStack.value = []
  opener?.focus()
  opener = null
}
