/**
 * The filings that figures come from: their forms and days, and those that a computed figure rests
 * on. Pure.
 */
import { type BookFiling, distinctFilings } from '#shared/book/book.ts'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Derived, Fact } from '#shared/contracts/facts.ts'

/** The filings that facts came from, each once, newest first. */
export const filingsOf = (facts: readonly Fact[]): BookFiling[] =>
  distinctFilings(
    facts.map(({ provider, provider_record: record, form, filed_at, source_url }) => ({
      record,
      form,
      filed_at,
      provider,
      source_url,
    })),
  )

/** The filings a computed figure rests on, through all figures it was computed from. */
export const filingsBehind = (figures: FigureIndex, derived: Derived): BookFiling[] => {
  const seen = new Set<string>()
  const facts: Fact[] = []
  const follow = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (seen.has(id)) continue
      seen.add(id)
      const origin = figures.byId(id)?.origin
      if (origin?.kind === 'fact') facts.push(origin.fact)
      else if (origin) follow(origin.derived.inputs)
    }
  }
  follow(derived.inputs)
  return filingsOf(facts)
}
