/**
 * Finds breaks in the series of a figure: neighbouring periods that cannot be compared because one
 * was restated without the other, or because the line, the currency or the standard changed.
 */
import type { Break, Fact } from '#shared/contracts/facts.ts'
import type { DerivedSpan } from '../time/spans.ts'
import { spanBack } from './fiscal-frames.ts'
import type { Value } from './formula.ts'
import type { DerivationContext } from './outcome.ts'
import { type Incomparable, notComparable } from './restatement.ts'

/**
 * A change between the filed figures of one line that two values rest on; null when there is none.
 */
export const breakBetween = (
  now: readonly Fact[],
  then: readonly Fact[],
  lastKnown: number,
): Incomparable | null => {
  for (const a of now)
    for (const b of then) {
      if (a === b || a.concept !== b.concept || a.concept === 'stock_split_ratio') continue
      const why = notComparable(a, b, lastKnown)
      if (why) return why
    }
  return null
}

/** The first break on the way from a period back over so many years, year by year. */
export const breakOnTheWay = (
  context: DerivationContext,
  name: string,
  now: Value,
  span: DerivedSpan,
  years: number,
): Incomparable | null => {
  let later = now.leaves
  for (let back = 1; back <= years; back++) {
    const earlier = spanBack(context.frames, span, back)
    const outcome = earlier && context.resolve(name, earlier)
    if (!outcome?.ok) continue
    const why = breakBetween(later, outcome.value.leaves, context.index.lastKnown)
    if (why) return why
    later = outcome.value.leaves
  }
  return null
}

/** The filed facts of a concept for a fiscal year, in any currency. */
const filedFor = ({ index }: DerivationContext, name: string, year: DerivedSpan): Fact[] => {
  const found =
    (year.start === null ? undefined : index.flow(name, year.start, year.end)) ??
    index.instant(name, year.end)
  return found ? [found.fact] : []
}

/** The breaks between neighbouring fiscal years of the named figures. */
export const breaksOf = (
  context: DerivationContext,
  names: readonly string[],
  years: readonly DerivedSpan[],
): Break[] =>
  names.flatMap((name) => {
    const leaves = years.map((year) => {
      const filed = filedFor(context, name, year)
      if (filed.length > 0) return filed
      const outcome = context.resolve(name, year)
      return outcome.ok ? outcome.value.leaves : []
    })
    return years.slice(1).flatMap((to, i): Break[] => {
      const from = years[i]
      const why = breakBetween(leaves[i + 1] ?? [], leaves[i] ?? [], context.index.lastKnown)
      return from && why ? [{ name, from: from.period, to: to.period, ...why }] : []
    })
  })
