/**
 * Collects the findings of the checks: how often each was made and failed, and the text for each
 * fact.
 */
import type { CheckSummary, Fact } from '#shared/contracts/facts.ts'
import { quantity } from '#shared/units/quantity.ts'
import type { BookEntry } from './book.ts'
import { CHECK_IDS, CHECKS, type CheckId } from './catalogue.ts'

export type CheckFailure = Exclude<Fact['quality'], 'ok'>[number]

export interface Findings {
  made(check: CheckId): void
  /**
   * The check failed for these facts. Each gets the values of the other facts and of the witnesses;
   * witnesses are not at fault themselves.
   */
  failed(
    check: CheckId,
    entries: readonly BookEntry[],
    detail: string,
    witnesses?: readonly Pick<Fact, 'id' | 'value'>[],
  ): void
}

const sameFailure = (a: CheckFailure, b: CheckFailure): boolean =>
  a.check === b.check && a.detail === b.detail

export const findings = (): Findings & {
  applied(facts: readonly Fact[]): Fact[]
  summaries(tolerances: Partial<Record<CheckId, number>>): CheckSummary[]
} => {
  const counts = new Map<CheckId, { made: number; failed: number }>(
    CHECK_IDS.map((id) => [id, { made: 0, failed: 0 }]),
  )
  const failures = new Map<number, CheckFailure[]>()
  const count = (check: CheckId, what: 'made' | 'failed') => {
    const entry = counts.get(check)
    if (entry) entry[what] += 1
  }
  return {
    made: (check) => count(check, 'made'),
    failed(check, entries, detail, witnesses = []) {
      count(check, 'failed')
      for (const entry of entries) {
        const others = [...entries.filter((e) => e !== entry).map((e) => e.fact), ...witnesses]
        const failure = {
          check,
          detail,
          other_values: others.map(({ id, value }) => ({ fact: id, value })),
        }
        const list = failures.get(entry.at)
        if (list) list.push(failure)
        else failures.set(entry.at, [failure])
      }
    },
    applied: (facts) =>
      facts.map((fact, at) => {
        const found = failures.get(at)
        if (!found) return fact
        const before = fact.quality === 'ok' ? [] : fact.quality
        return {
          ...fact,
          quality: [
            ...before,
            ...found.filter((failure) => !before.some((known) => sameFailure(known, failure))),
          ],
        }
      }),
    summaries: (tolerances) =>
      CHECK_IDS.map((id) => {
        const { tolerance, ...words } = CHECKS[id]
        return {
          id,
          ...words,
          tolerance: quantity(tolerances[id] ?? tolerance, 'ratio').value,
          made: 0,
          failed: 0,
          ...counts.get(id),
        }
      }),
  }
}
