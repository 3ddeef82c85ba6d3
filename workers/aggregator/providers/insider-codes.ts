/** The transaction codes of Form 4, as the providers of the US market pass them on. Data only. */
import type { ItemOf } from '#shared/datasets/registry.ts'

const ACTIONS: Readonly<Record<string, ItemOf<'insiders'>['action']>> = {
  P: 'buy',
  S: 'sell',
  A: 'award',
  F: 'tax',
  G: 'gift',
  // Exercise or conversion: exempt, of a derivative in the money, out of the money, of a
  // convertible.
  M: 'exercise',
  X: 'exercise',
  O: 'exercise',
  C: 'exercise',
}

export const actionOf = (code: string | null): ItemOf<'insiders'>['action'] =>
  ACTIONS[code ?? ''] ?? 'other'

/** Only a purchase or sale outside the form's derivative table is a trade in a market. */
export const isOpenMarket = (code: string | null, derivative: boolean): boolean =>
  (code === 'P' || code === 'S') && !derivative
