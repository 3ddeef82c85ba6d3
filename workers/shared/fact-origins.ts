/**
 * The form in which a company's financials are sent and stored: what the facts of one filing share
 * is said once, in the list `filings`, and each fact names its filing by its place in that list.
 * The page, exports, prompts and tests get the whole facts back here. Pure, and without schemas.
 */
import type { Fact, Filing, Financials, SentFact, SentFinancials } from './contracts/facts.ts'

/** The part of a fact that its filing says. */
export type FactOrigin = Omit<Fact, keyof SentFact>

const originOf = ({ record, ...filing }: Filing): FactOrigin => ({
  ...filing,
  provider_record: record,
})

/** Says each filing once, in the order in which the facts first name it. */
export const sayFilingsOnce = ({ facts, ...rest }: Financials): SentFinancials => {
  const filings: Filing[] = []
  const places = new Map<string, number>()
  const sent = facts.map((fact): SentFact => {
    const {
      basis,
      provider,
      provider_record: record,
      form,
      filed_at,
      known_at,
      retrieved_at,
      source_url,
      ...said
    } = fact
    const { consolidation, standard } = basis
    const key = JSON.stringify([
      provider,
      record,
      form,
      filed_at,
      known_at,
      retrieved_at,
      source_url,
      consolidation,
      standard,
    ])
    let filing = places.get(key)
    if (filing === undefined) {
      filing = filings.length
      places.set(key, filing)
      filings.push({
        provider,
        record,
        form,
        filed_at,
        known_at,
        retrieved_at,
        source_url,
        basis,
      })
    }
    return { ...said, filing }
  })
  return { ...rest, filings, facts: sent }
}

/**
 * Gives each fact what its filing says. Reports of an earlier version keep whole facts, which stay
 * as they are. Throws RangeError for a fact that names a filing which is not in the list.
 */
export const withOrigins = (given: SentFinancials | Financials): Financials => {
  if (!('filings' in given)) return given
  const { filings, facts, ...rest } = given
  const origins = filings.map(originOf)
  return {
    ...rest,
    facts: facts.map(({ filing, ...fact }) => {
      const origin = origins[filing]
      if (!origin) throw new RangeError(`a fact names filing ${filing} of ${origins.length}`)
      return { ...fact, ...origin }
    }),
  }
}
