/** For each check: how often it was made and failed over all filers, with examples. */
import type { MappedFiler } from './mapped.ts'

export interface IdentityRow {
  check: string
  made: number
  failed: number
  examples: string[]
}

/** Each failure once, as `company: what is wrong`. */
const failuresOf = ({ facts, report }: MappedFiler): Map<string, string[]> => {
  const found = new Map<string, Set<string>>()
  for (const { quality, period } of facts) {
    if (quality === 'ok') continue
    for (const { check, detail } of quality) {
      const list = found.get(check) ?? new Set()
      found.set(check, list.add(`${report.name} ${period}: ${detail}`))
    }
  }
  return new Map([...found].map(([check, texts]) => [check, [...texts]]))
}

export const identitiesOf = (filers: readonly MappedFiler[]): IdentityRow[] => {
  const rows = new Map<string, IdentityRow>()
  for (const filer of filers) {
    const failures = failuresOf(filer)
    for (const { id, made, failed } of filer.checks) {
      const row = rows.get(id) ?? { check: id, made: 0, failed: 0, examples: [] }
      rows.set(id, row)
      row.made += made
      row.failed += failed
      row.examples.push(...(failures.get(id) ?? []))
    }
  }
  return [...rows.values()].filter((row) => row.made > 0)
}
