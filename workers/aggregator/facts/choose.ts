/** Of what several providers say of one company, the figure of the first in the chain for each concept and period; the rest beside it. Pure. */
import type { Fact } from '#shared/contracts/facts.ts'
import { dayOf } from '../metrics/calendar.ts'

/** A fact with its provider's place in the chain; the lower goes before. */
export interface RankedFact extends Fact {
  rank: number
}

/** Some providers round a period's end to the end of the month: a 52/53-week year ends up to six days off. */
export const SAME_PERIOD_DAYS = 6

const near = (a: string | null, b: string | null): boolean => (a === null || b === null ? a === b : Math.abs(dayOf(a) - dayOf(b)) <= SAME_PERIOD_DAYS)

/** Do two facts speak of the same figure? Two accounting standards that are both stated are two figures. */
export const sameFigure = (a: Fact, b: Fact): boolean =>
  a.concept === b.concept &&
  a.basis.consolidation === b.basis.consolidation &&
  (a.basis.standard === b.basis.standard || a.basis.standard === 'unstated' || b.basis.standard === 'unstated') &&
  near(a.end, b.end) &&
  near(a.start, b.start)

const plain = ({ rank: _, ...fact }: RankedFact): Fact => fact

/** Facts in the order given. A provider never stands against itself: all that the first one says of a concept is kept. */
export const choose = (facts: readonly RankedFact[]): { facts: Fact[]; others: Fact[] } => {
  const providers = new Set(facts.map((fact) => fact.provider))
  if (providers.size < 2) return { facts: facts.map(plain), others: [] }
  const byConcept = Map.groupBy(facts, (fact) => fact.concept)
  const others = new Set<RankedFact>()
  for (const ofConcept of byConcept.values()) {
    const chosen: RankedFact[] = []
    for (const fact of ofConcept.toSorted((a, b) => a.rank - b.rank || (a.provider < b.provider ? -1 : a.provider > b.provider ? 1 : 0))) {
      if (chosen.some((better) => better.provider !== fact.provider && sameFigure(better, fact))) others.add(fact)
      else chosen.push(fact)
    }
  }
  return { facts: facts.filter((fact) => !others.has(fact)).map(plain), others: facts.filter((fact) => others.has(fact)).map(plain) }
}
