/** Places among the companies that pass a screen: who passes is known only after its conditions. */
import type { Expression } from './ast.ts'

type Cross = Extract<Expression, { kind: 'cross' }>

/** The first place among those that pass that an expression asks for, at any depth. */
export const placeAmongPassing = (of: Expression): Cross | null => {
  const open: Expression[] = [of]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'cross' && next.within === 'passing') return next
    if (next.kind === 'cross' || next.kind === 'minus') open.push(next.of)
    if (next.kind === 'arithmetic') open.push(next.right, next.left)
  }
  return null
}
