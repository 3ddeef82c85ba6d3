/** In which direction a list is sorted when nothing is said. */
import type { Expression } from './ast.ts'

/**
 * Places count from 1 at the best: a sum of ranks and nothing else has the best at its smallest.
 */
export const defaultDirection = (by: Expression): 'asc' | 'desc' => {
  let ranks = 0
  const open: Expression[] = [by]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'cross' && next.form === 'rank') ranks++
    else if (next.kind === 'arithmetic') open.push(next.left, next.right)
    else if (next.kind !== 'number') return 'desc'
  }
  return ranks > 0 ? 'asc' : 'desc'
}
