/**
 * For tests: the plainest index of a company's figures, every entry made at once. The index over a
 * book must say the same.
 */
import type { FigureDoubt } from '../contracts/analysis.ts'
import type { Absence, Derived, Doubt, Fact } from '../contracts/facts.ts'
import { doubtsOfFact, MAX_DOUBTS } from '../doubt.ts'
import { type FigureEntry, termOf } from './figure-index.ts'
import type { BookContent } from './packed.ts'

const QUARTER = /^\d{4}Q[1-4]$/

/** Labels of balance dates: the fiscal year that ends on the date, else the quarter. */
const labelsByEnd = (financials: BookContent): Map<string, string> => {
  const labels = new Map<string, string>()
  for (const f of [...financials.facts, ...financials.derived])
    if (QUARTER.test(f.period)) labels.set(f.end, f.period)
  for (const year of financials.fiscal_years) labels.set(year.end, year.label)
  return labels
}

const periodOfToken = (
  period: string,
  start: string | null,
  end: string,
  labels: Map<string, string>,
  newestTtm: string | null,
): string => {
  if (start === null) return labels.get(end) ?? end
  if (period.startsWith('TTM') && end === newestTtm) return 'TTM'
  return period
}

export interface PlainIndex {
  financials: BookContent
  /**
   * By token, `revenue@FY2025`. A fact takes precedence over a derived figure with the same token.
   */
  byToken: Map<string, FigureEntry>
  /** By the id of a fact or a derived figure. A derived figure names its inputs by these ids. */
  byId: Map<string, FigureEntry>
  /** Balances by `name@end`, because one balance date has several labels (FY2025, 2025Q4, TTM). */
  balances: Map<string, FigureEntry>
  /** By `name@period`. */
  absences: Map<string, Absence>
}

/** Says doubts in words: which check failed, and for which filed figure. */
const doubtTeller = (financials: BookContent, periodOf: (fact: Fact) => string) => {
  const checks = new Map((financials.quality_checks ?? []).map((check) => [check.id, check]))
  let facts: Map<string, Fact> | null = null
  return (doubts: readonly Doubt[]): FigureDoubt[] => {
    facts ??= new Map(financials.facts.map((fact) => [fact.id, fact]))
    const known = facts
    return doubts.slice(0, MAX_DOUBTS).map(({ check, figure }) => {
      const fact = known.get(figure)
      const term = fact && termOf(financials, fact.concept)
      const name = fact?.concept ?? figure
      const words = checks.get(check)
      return {
        check,
        token: `${name}@${fact ? periodOf(fact) : ''}`,
        names: { en: words?.en ?? check, zh: words?.zh ?? check },
        figure: { en: term?.en ?? name, zh: term?.zh ?? name },
        period: fact ? periodOf(fact) : '',
      }
    })
  }
}

export const plainIndex = (financials: BookContent): PlainIndex => {
  const labels = labelsByEnd(financials)
  const newestTtm = financials.derived.reduce<string | null>(
    (newest, d) =>
      d.period.startsWith('TTM') && (newest === null || d.end > newest) ? d.end : newest,
    null,
  )
  const tell = doubtTeller(financials, ({ period, start, end }) =>
    periodOfToken(period, start, end, labels, newestTtm),
  )
  const byToken = new Map<string, FigureEntry>()
  const byId = new Map<string, FigureEntry>()
  const balances = new Map<string, FigureEntry>()
  const add = (name: string, f: Fact | Derived, origin: FigureEntry['origin']) => {
    const term = termOf(financials, name)
    const period = periodOfToken(f.period, f.start, f.end, labels, newestTtm)
    const token = `${name}@${period}`
    const isFirst = !byToken.has(token)
    const doubts =
      origin.kind === 'fact' ? doubtsOfFact(origin.fact) : (origin.derived.doubts ?? [])
    const entry: FigureEntry = {
      // When another figure already has the token, this one is named by its own period.
      token: isFirst ? token : `${name}@${f.period}`,
      id: f.id,
      name,
      label: { en: term?.en ?? name, zh: term?.zh ?? name },
      group: term?.group ?? 'other',
      period: isFirst ? period : f.period,
      end: f.end,
      value: f.value,
      unit: f.unit,
      ...(doubts.length > 0 && { doubts: tell(doubts) }),
      origin,
    }
    if (isFirst) {
      byToken.set(token, entry)
      if (f.start === null) balances.set(`${name}@${f.end}`, entry)
    }
    if (isFirst || !byId.has(f.id)) byId.set(f.id, entry)
  }
  for (const fact of financials.facts) add(fact.concept, fact, { kind: 'fact', fact })
  for (const derived of financials.derived) add(derived.name, derived, { kind: 'derived', derived })
  const absences = new Map(
    financials.absences.map((absence) => [`${absence.name}@${absence.period}`, absence]),
  )
  return { financials, byToken, byId, balances, absences }
}
