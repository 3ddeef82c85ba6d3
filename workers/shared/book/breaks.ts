/** Where the record of a figure breaks: a changed standard, currency or base. Pure. */
import type { Break } from '../contracts/facts.ts'

/** The first fiscal year of each figure after its last break, by the name of the figure. */
export const comparableFrom = (breaks: readonly Break[]): ReadonlyMap<string, string> => {
  const starts = new Map<string, string>()
  for (const { name, to } of breaks) if (to > (starts.get(name) ?? '')) starts.set(name, to)
  return starts
}
