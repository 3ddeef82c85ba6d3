/** Ways through the tree of a screen. */
import type { Condition, Screen } from './ast.ts'

/** The conditions of the top level, which are counted each for itself. */
export const topConditions = ({ where }: Screen): readonly Condition[] => {
  if (where === null) return []
  return where.kind === 'and' ? where.of : [where]
}
