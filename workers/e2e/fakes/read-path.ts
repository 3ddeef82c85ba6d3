/**
 * For tests: the way of a company from a provider's answer to its financials, without a database.
 * The selection of facts is that of the stored reading: of each figure the version known last, with
 * the version before it.
 */
import type { Fact, Financials } from '#shared/contracts/facts.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import { factId } from '#shared/book/fact-id.ts'
import { toFinancials } from '../../aggregator/facts/financials.ts'
import { choose } from '../../aggregator/facts/choose.ts'
import type { Recorded } from '../../aggregator/model/company-reading.ts'
import type { NewFact } from '../../aggregator/model/provider.ts'
import type { CompanyFacts } from '../../aggregator/providers/sec/raw.ts'
import { toFacts } from '../../aggregator/providers/sec/to-facts.ts'
import systemJson from '../../../config/system.json' with { type: 'json' }

const READ_AT = '2026-11-22T00:00:00.000Z'
const TOLERANCE = 0.005

interface ReadPathSource {
  instrument: Instrument
  facts: readonly NewFact[]
  recorded?: Recorded | null
  /** What was known at the end of this day. */
  asOf?: string
  years?: number
  /** Providers in the order of their authority. */
  chain?: readonly string[]
}

const newestVersions = (facts: readonly Fact[], asOf: string): Fact[] => {
  const selected = new Map<string, Fact>()
  for (const fact of facts.toSorted((a, b) => a.known_at.localeCompare(b.known_at))) {
    if (fact.known_at > asOf) continue
    const { consolidation, standard } = fact.basis
    const key = [fact.provider, fact.concept, fact.start, fact.end, consolidation, standard].join(
      '|',
    )
    const before = selected.get(key)
    const isChange = before && before.unit === fact.unit && before.value !== fact.value
    selected.set(key, {
      ...fact,
      ...(isChange && {
        former: {
          value: before.value,
          known_at: before.known_at,
          provider_field: before.provider_field,
        },
      }),
    })
  }
  return [...selected.values()]
}

/** The answer that the aggregator would give. */
export const financialsFrom = (source: ReadPathSource): Financials => {
  const { instrument, asOf, chain = [] } = source
  const until = asOf ? `${asOf}T23:59:59.999Z` : '9999'
  const facts = source.facts.map(
    ({ source: _, ...fact }): Fact => ({
      ...fact,
      id: factId(instrument.id, fact),
      retrieved_at: READ_AT,
    }),
  )
  const ranked = newestVersions(facts, until).map((fact) => ({
    ...fact,
    rank: chain.indexOf(fact.provider),
  }))
  const provider = facts[0]?.provider ?? 'none'
  const servedBy = {
    provider,
    outcome: 'served' as const,
    reason: null,
    detail: null,
    asked_at: READ_AT,
    served_at: READ_AT,
    retry_at: null,
    recorded: source.recorded ?? null,
  }
  const result = toFinancials({
    reading: { instrument, named: {}, ...choose(ranked), splits: null, fetches: [servedBy] },
    servedBy,
    attempts: [],
    asOf: new Date(asOf ? until : READ_AT),
    years: source.years ?? 10,
    assumptions: systemSchema.parse(systemJson).valuation,
    tolerance: TOLERANCE,
  })
  if (!result.ok) throw new Error(result.detail)
  return result.data
}

/** The financials of a company of the United States, from its companyfacts document. */
export const financialsOfFilings = (
  companyFacts: CompanyFacts,
  {
    symbol = 'TEST',
    sic,
    ...over
  }: Partial<Pick<ReadPathSource, 'asOf' | 'years'>> & { symbol?: string; sic?: string } = {},
): Financials => {
  const facts = toFacts({ companyFacts, documents: new Map(), fiscalYearEnd: '12-31' })
  if (!facts.ok) throw new Error(facts.field)
  const instrument: Instrument = {
    id: `US:${symbol}`,
    market: 'US',
    symbol,
    name: companyFacts.entityName,
    names: { en: companyFacts.entityName },
    exchange: null,
    industry: null,
    fiscal_year_end: '12-31',
    identifiers: sic === undefined ? {} : { sic },
  }
  return financialsFrom({ instrument, facts: facts.data, ...over })
}
