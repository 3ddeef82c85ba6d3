/**
 * The filings that figures come from: their forms and days, and those that a computed figure rests
 * on. Pure.
 */
import type { FigureIndex } from '#shared/figures.ts'
import type { Derived, Fact } from '#shared/contracts/facts.ts'

export interface CitedFiling {
  record: string
  form: string | null
  filed_at: string | null
  provider: string
  source_url: string
}

const newestFirst = (a: CitedFiling, b: CitedFiling): number =>
  (b.filed_at ?? '').localeCompare(a.filed_at ?? '')

/** The filings that facts came from, each once, newest first. */
export const filingsOf = (facts: Iterable<Fact>): CitedFiling[] => {
  const filings = new Map<string, CitedFiling>()
  for (const { provider, provider_record, form, filed_at, source_url } of facts) {
    const key = `${provider} ${provider_record}`
    if (!filings.has(key))
      filings.set(key, { record: provider_record, form, filed_at, provider, source_url })
  }
  return [...filings.values()].sort(newestFirst)
}

/** The filings a computed figure rests on, through all figures it was computed from. */
export const filingsBehind = (figures: FigureIndex, derived: Derived): CitedFiling[] => {
  const seen = new Set<string>()
  const facts: Fact[] = []
  const follow = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (seen.has(id)) continue
      seen.add(id)
      const origin = figures.byId.get(id)?.origin
      if (origin?.kind === 'fact') facts.push(origin.fact)
      else if (origin) follow(origin.derived.inputs)
    }
  }
  follow(derived.inputs)
  return filingsOf(facts)
}
