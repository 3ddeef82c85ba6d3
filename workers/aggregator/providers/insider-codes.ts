/** The transaction codes of Form 4, as the providers of the US market pass them on. Data only. */
import type { ItemOf } from '#shared/datasets/registry.ts'

const ACTIONS: Readonly<Record<string, ItemOf<'insiders'>['action']>> = {
  P: 'buy',
  S: 'sell',
  A: 'award',
  F: 'tax',
  G: 'gift',
  // Exercise or conversion of a derivative: exempt (M), or of one in the money, out of the money,
  // or convertible.
  M: 'exercise',
  X: 'exercise',
  O: 'exercise',
  C: 'exercise',
}

export const actionOf = (code: string | null): ItemOf<'insiders'>['action'] =>
  ACTIONS[code ?? ''] ?? 'other'

/** Only a purchase or a sale outside the form's table of derivatives is a trade in the market. */
export const isOpenMarket = (code: string | null, derivative: boolean): boolean =>
  (code === 'P' || code === 'S') && !derivative
