/**
 * Why each failed check fails: as worked out from the values of the filer's reports, and where they
 * do not tell, as read in the statements of fiscal year 2009. `explained.json` has the kinds, and
 * for each filer and check the periods and the kind that was read.
 */
import data from './explained.json' with { type: 'json' }
import type { FailureEvidence } from './evidence.ts'
import type { TestbedFailure } from './failures.ts'

export interface Explanation {
  cik: number
  name: string
  check: string
  kind: string
  periods: readonly string[]
  /** What stands in the filing, where the kind does not say all. */
  why?: string
}
export interface Explanations {
  kinds: Readonly<Record<string, string>>
  /** The kinds of mistakes of a filer: their alarms are right. */
  right_alarms: readonly string[]
  failures: readonly Explanation[]
}

export const EXPLAINED: Explanations = data

export interface KindRow {
  kind: string
  text: string
  check: string
  failures: number
  /** Of these, those that the values of the filer's reports tell. */
  computed: number
  filers: number
}

/** The failures by kind and check, those that nothing explains, and what no longer fails. */
export const explain = (
  failures: readonly TestbedFailure[],
  { kinds, failures: known }: Pick<Explanations, 'kinds' | 'failures'>,
  evidenceOf: (failure: TestbedFailure) => FailureEvidence | null,
): { rows: KindRow[]; unexplained: TestbedFailure[]; gone: string[] } => {
  const keyOf = (cik: number, check: string, period: string): string => `${cik} ${check} ${period}`
  const kindOf = new Map(
    known.flatMap(({ cik, check, kind, periods }) =>
      periods.map((period) => [keyOf(cik, check, period), kind] as const),
    ),
  )
  const left = new Set(kindOf.keys())
  const rows = new Map<string, KindRow & { ciks: Set<number> }>()
  const unexplained: TestbedFailure[] = []
  for (const failure of failures) {
    const key = keyOf(failure.cik, failure.check, failure.period)
    left.delete(key)
    const evidence = evidenceOf(failure)
    const kind = evidence?.kind ?? kindOf.get(key)
    if (kind === undefined) {
      unexplained.push(failure)
      continue
    }
    const id = `${kind} ${failure.check}`
    const row = rows.get(id) ?? {
      kind,
      text: kinds[kind] ?? '',
      check: failure.check,
      failures: 0,
      computed: 0,
      filers: 0,
      ciks: new Set<number>(),
    }
    rows.set(id, row)
    row.failures += 1
    if (evidence) row.computed += 1
    row.ciks.add(failure.cik)
    row.filers = row.ciks.size
  }
  const order = Object.keys(kinds)
  return {
    rows: [...rows.values()]
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.failures - a.failures)
      .map(({ ciks: _, ...row }) => row),
    unexplained,
    gone: [...left],
  }
}

/** How many of the failures of each check are alarms on filings that are right. */
export const falseAlarmsOf = (
  rows: readonly KindRow[],
  { right_alarms }: Pick<Explanations, 'right_alarms'>,
): Map<string, number> => {
  const found = new Map<string, number>()
  for (const { kind, check, failures } of rows)
    if (!right_alarms.includes(kind)) found.set(check, (found.get(check) ?? 0) + failures)
  return found
}
