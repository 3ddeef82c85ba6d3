/** The values that a condition on a text can list, with how many companies have each. Pure. */
import type { TextField } from '#shared/screen/ast.ts'
import type { Companies } from '#shared/screen/table.ts'

const LISTS: Record<TextField, keyof Companies> = {
  market: 'markets',
  industry: 'industries',
  exchange: 'exchanges',
  kind: 'kinds',
  currency: 'currencies',
}

const counted = new WeakMap<
  Companies,
  Map<TextField, readonly { value: string; companies: number }[]>
>()

/** The most frequent first. Counted once for each set of companies. */
export const choicesOf = (
  companies: Companies,
  field: TextField,
): readonly { value: string; companies: number }[] => {
  const known = counted.get(companies) ?? new Map()
  counted.set(companies, known)
  const before = known.get(field)
  if (before) return before
  const counts = new Map<string, number>()
  for (const value of companies[LISTS[field]])
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  const made = [...counts]
    .map(([value, count]) => ({ value, companies: count }))
    .sort((a, b) => b.companies - a.companies || (a.value < b.value ? -1 : 1))
  known.set(field, made)
  return made
}
