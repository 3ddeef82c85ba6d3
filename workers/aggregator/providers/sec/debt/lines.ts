/**
 * Reads a line of debt: its whole, else its parts, and the kinds that stand inside or beside it.
 */
import { cancels } from '../sums.ts'
import { type Amount, allOf, type Filed, filedAs, isKnown, NOTHING, nOf, plus } from './amounts.ts'
import type { DebtLine } from './tags.ts'

/** How near a kind of debt comes to the whole when it is the same line under a second tag. */
const SAME_LINE = 0.05

/** The line without its kinds, and its kinds as one amount. */
export interface ReadLine {
  base: Amount
  kinds: Amount
  rest: Amount
}

export const readLine = (filed: Filed, line: DebtLine): ReadLine => {
  const whole = filedAs(filed, line.tags)
  const parts = (line.parts ?? []).map((part) => readLine(filed, part))
  const partsBase = plus(...parts.map((part) => part.base))
  const ownKinds = allOf(filed, line.kinds ?? [])
  const kinds = plus(ownKinds, ...parts.map((part) => part.kinds))
  // Kinds that, with the parts or with the rest, make up just the whole are inside it.
  const ownRest = allOf(filed, line.rest ?? [])
  const rest = plus(ownRest, ...parts.map((part) => part.rest))
  if (!isKnown(whole))
    return isKnown(partsBase)
      ? { base: partsBase, kinds, rest }
      : { base: NOTHING, kinds: plus(kinds, rest), rest: NOTHING }
  const inside = [plus(partsBase, kinds), plus(kinds, rest), plus(partsBase, kinds, rest)]
  if (isKnown(kinds) && inside.some((sum) => cancels(nOf(whole), -nOf(sum))))
    return { base: whole, kinds: NOTHING, rest: NOTHING }
  // A whole below its own part is not the whole; then the parts are all that is known.
  const base = nOf(whole) >= nOf(partsBase) ? whole : partsBase
  return { base, kinds, rest }
}

const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= SAME_LINE * Math.max(Math.abs(a), Math.abs(b))

/** The line with its kinds, where they stand beside it. `expected` is what the wholes say. */
export const withKinds = ({ base, kinds }: ReadLine, expected: number | null): Amount => {
  if (!isKnown(kinds)) return base
  if (!isKnown(base)) return kinds
  const [alone, together] = [nOf(base), nOf(base) + nOf(kinds)]
  if (expected !== null)
    return Math.abs(together - expected) < Math.abs(alone - expected) ? plus(base, kinds) : base
  return isNear(alone, nOf(kinds)) ? base : plus(base, kinds)
}
