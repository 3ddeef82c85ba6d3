/**
 * The values that were mended, by the check that asked for it and by the change. A mend is no
 * failed check: beside the mended value the check holds.
 */
import type { MappedFiler } from './mapped.ts'

export interface MendRow {
  check: string
  change: string
  values: number
  names: string[]
}

/** The sign turned, or the power of ten that the filed value was multiplied by. */
const changeOf = (filed: number, mended: number): string =>
  mended === -filed ? 'the sign' : `times 10^${Math.round(Math.log10(Math.abs(mended / filed)))}`

/** The most frequent first. */
export const mendsOf = (filers: readonly MappedFiler[]): MendRow[] => {
  const rows = new Map<string, MendRow>()
  for (const { facts, report } of filers)
    for (const { value, mended_from: from } of facts) {
      if (!from) continue
      const change = changeOf(Number(from.value), Number(value))
      const key = `${from.check} ${change}`
      const row = rows.get(key) ?? { check: from.check, change, values: 0, names: [] }
      row.values += 1
      if (!row.names.includes(report.name)) row.names.push(report.name)
      rows.set(key, row)
    }
  return [...rows.values()].sort((a, b) => b.values - a.values || a.change.localeCompare(b.change))
}
