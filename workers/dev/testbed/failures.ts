/** Every failed check of the filers, each once. */
import type { MappedFiler } from './mapped.ts'

export interface TestbedFailure {
  cik: number
  name: string
  check: string
  /** Of the flow where the check joins a flow and balances. */
  period: string
  /** Null for a balance. */
  start: string | null
  end: string
  detail: string
}

/** A mend is no failure of its own: the check that asked for it failed for the filed value. */
export const MEND = 'mended'

const isBalance = (period: string): boolean => period.startsWith('@')

export const failuresOf = ({ facts, report }: MappedFiler): TestbedFailure[] => {
  const found = new Map<string, TestbedFailure>()
  for (const { quality, period, start, end } of facts) {
    if (quality === 'ok') continue
    for (const { check, detail } of quality) {
      if (check === MEND) continue
      const key = `${check} ${detail}`
      const known = found.get(key)
      if (known && !isBalance(known.period)) continue
      if (known && isBalance(period)) continue
      found.set(key, { cik: report.cik, name: report.name, check, period, start, end, detail })
    }
  }
  return [...found.values()]
}
