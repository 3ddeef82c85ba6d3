/**
 * The figure whose origin is open. It is a stack: an input of a derived figure opens on top of that
 * figure.
 */
import { signal } from '@preact/signals'
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import type { FigureGap } from './figure-index.ts'
import type { StatedFigure } from './stated.ts'

export type OriginView =
  | { kind: 'figure'; entry: FigureEntry; figures: FigureIndex }
  | { kind: 'missing'; missing: FigureGap; figures: FigureIndex }
  | { kind: 'stated'; stated: StatedFigure }

export const originStack = signal<OriginView[]>([])
/** The element that gets the focus back when the panel closes. */
let opener: HTMLElement | null = null

export const openOrigin = (view: OriginView): void => {
  // This holds also while the panel is open: the reader is at the figure that was chosen last.
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
