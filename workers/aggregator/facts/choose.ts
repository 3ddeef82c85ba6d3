/**
 * Chooses among the facts of several providers on one company: for each concept and period the
 * figure of the first provider in the chain; all others are returned beside them. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import { dayReader, samePeriod } from '#shared/days.ts'

/** A fact with its provider's place in the chain; a lower rank wins. */
export interface RankedFact extends Fact {
  rank: number
}

/** A fact with its dates as day numbers, because each fact is compared with many. */
interface DatedFact {
  fact: RankedFact
  start: number | null
  end: number
}

/**
 * Whether two facts of one concept are the same figure. With two different stated accounting
 * standards they are two figures.
 */
const sameFigure = (a: DatedFact, b: DatedFact): boolean => {
  const [one, other] = [a.fact.basis, b.fact.basis]
  return (
    samePeriod(a, b) &&
    one.consolidation === other.consolidation &&
    (one.standard === other.standard ||
      one.standard === 'unstated' ||
      other.standard === 'unstated')
  )
}

const plain = ({ rank: _, ...fact }: RankedFact): Fact => fact
const byRank = (a: RankedFact, b: RankedFact): number =>
  a.rank - b.rank || (a.provider < b.provider ? -1 : a.provider > b.provider ? 1 : 0)

/**
 * Keeps the order of the facts. A provider's facts never exclude each other: all that the first
 * provider says of a concept is kept.
 */
export const choose = (facts: readonly RankedFact[]): { facts: Fact[]; others: Fact[] } => {
  const providers = new Set(facts.map((fact) => fact.provider))
  if (providers.size < 2) return { facts: facts.map(plain), others: [] }
  const day = dayReader()
  const others = new Set<RankedFact>()
  for (const ofConcept of Map.groupBy(facts, (fact) => fact.concept).values()) {
    const chosen: DatedFact[] = []
    for (const fact of ofConcept.toSorted(byRank)) {
      const dated = {
        fact,
        start: fact.start === null ? null : day(fact.start),
        end: day(fact.end),
      }
      if (
        chosen.some((better) => better.fact.provider !== fact.provider && sameFigure(better, dated))
      )
        others.add(fact)
      else chosen.push(dated)
    }
  }
  return {
    facts: facts.filter((fact) => !others.has(fact)).map(plain),
    others: facts.filter((fact) => others.has(fact)).map(plain),
  }
}
