/** Maps one filer as the product does: its facts as last known, the checks, and what is derived. */
import type { Absence, CheckSummary, Derived, Fact } from '#shared/contracts/facts.ts'
import { industryKind } from '#shared/industry.ts'
import { DEFAULTS } from './assumptions.ts'
import { factId } from '#shared/book/fact-id.ts'
import { reportingCurrency } from '../../aggregator/facts/financials.ts'
import { checkQuality } from '../../aggregator/facts/quality/check-quality.ts'
import { derive } from '../../aggregator/metrics/derive.ts'
import type { NewFact } from '../../aggregator/model/provider.ts'
import { toFacts } from '../../aggregator/providers/sec/to-facts.ts'
import { fiscalYearsOfFacts } from '../../aggregator/time/periods.ts'
import type { Filer } from './filers.ts'

export interface MappedFiler extends Filer {
  facts: Fact[]
  checks: CheckSummary[]
  derived: Derived[]
  absences: Absence[]
}

/** Of each concept and period what was last known, as the store's reading gives it. */
const lastKnown = (instrument: string, facts: readonly NewFact[]): Fact[] => {
  const selected = new Map<string, Fact>()
  for (const { source: _, ...fact } of facts) {
    const key = `${fact.concept}|${fact.start}|${fact.end}`
    const known = selected.get(key)
    if (known && known.known_at > fact.known_at) continue
    const former = known && known.value !== fact.value && known.known_at < fact.known_at
    selected.set(key, {
      ...fact,
      id: factId(instrument, fact),
      retrieved_at: fact.known_at,
      ...(former && {
        former: {
          value: known.value,
          known_at: known.known_at,
          provider_field: known.provider_field,
        },
      }),
    })
  }
  return [...selected.values()]
}

export const mapFiler = (filer: Filer): MappedFiler => {
  const { report, companyFacts } = filer
  const mapped = toFacts({
    companyFacts,
    documents: new Map(),
    fiscalYearEnd: report.fiscalYearEnd?.replace(/^(..)(..)$/, '$1-$2') ?? null,
  })
  if (!mapped.ok) throw new Error(`${report.name}: ${mapped.field}`)
  const { facts, checks } = checkQuality({
    facts: lastKnown(`US:CIK${report.cik}`, mapped.data),
    others: [],
  })
  const { derived, absences } = derive({
    facts,
    fiscalYears: fiscalYearsOfFacts(facts),
    currency: reportingCurrency(facts) ?? 'USD',
    assumptions: DEFAULTS,
    years: 10,
    industry: industryKind(report.sic ?? undefined, null),
  })
  return { ...filer, facts, checks, derived, absences }
}
