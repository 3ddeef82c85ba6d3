/** Which periods each claim of a sentence speaks of. Pure. */
import { quarterBefore } from '../book.ts'
import { type Clause, isConcept, isNumeric, isReference, phraseOf } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import {
  bracketAfter,
  heldBy,
  isBase,
  isCompared,
  isLead,
  isOfCompared,
  periodsOfReference,
  referenceAfter,
} from './references.ts'
import type { JudgedSentence } from './sentence.ts'

/** The periods of the first reference that is neither relative to another nor a comparison. */
export const mainPeriods = (sentence: JudgedSentence): string[] => {
  for (const clause of sentence.clauses)
    for (const [i, item] of clause.items.entries()) {
      if (!isReference(item) || isLead(clause.items, i) || isBase(clause.items, i)) continue
      const relative = phraseOf(item)?.relative
      if (
        relative === 'previous' ||
        relative === 'previous_quarter' ||
        relative === 'before_previous' ||
        relative === 'years'
      )
        continue
      if (item.kind === 'period' && item.period.kind === 'span') continue
      if (isOfCompared(clause.items, i)) continue
      const periods =
        item.kind === 'period'
          ? sentence.book.periodsNamed(item.period)
          : sentence.book.periodsRelative(relative ?? 'latest', 'revenue', [])
      if (periods.length > 0) return periods.map((p) => p.replace('=', ''))
    }
  return sentence.carry.main
}

/**
 * Periods that a number may be of, for a figure. `strict` when the text names them; else they are
 * what is meant when none is named.
 */
export const periodsOf = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  name: string,
  skipAfter = false,
): { periods: string[]; strict: boolean } => {
  const { items } = clause
  const given = sentence.distributed.get(items[at] as ClaimItem)?.periods
  const named = (item: ClaimItem) => ({
    periods: periodsOfReference(sentence, item, name),
    strict: true,
  })
  if (given) return named(given)
  const isRef = (i: number) => {
    const item = items[i]
    return (
      isReference(item) &&
      phraseOf(item)?.relative !== 'years' &&
      !(item?.kind === 'period' && item.period.kind === 'span')
    )
  }
  const held = heldBy(items, at)
  if (held && !skipAfter) return named(held)
  const after = referenceAfter(items, at)
  if (!skipAfter && after >= 0 && isRef(after) && !isBase(items, after))
    return named(items[after] as ClaimItem)
  const bracket = bracketAfter(sentence, clause, at)
  const isOfBefore = items
    .slice(Math.max(0, at - 3), at)
    .some((item) => phraseOf(item)?.relative === 'previous' || /^[上去]年为$/.test(item.text))
  if (bracket && !isOfBefore) return named(bracket)
  const compared = isCompared(items, at)
  // 2020财年的1.5倍: what stands before 的 is what is compared with.
  for (let i = held ? at - 3 : at - 1; i >= 0; i--) {
    const item = items[i]
    if (compared && phraseOf(item)?.compares) break
    if (isRef(i) && (!isBase(items, i) || compared) && claimBefore(items, i) !== i)
      return named(item as ClaimItem)
  }
  if (compared) {
    const previous = sentence.book.periodsRelative('previous', name, sentence.main)
    const quarters = sentence.main.flatMap((p) => quarterBefore(p) ?? [])
    return { periods: [...previous, ...quarters], strict: true }
  }
  for (let i = at + 1; !skipAfter && i < items.length && !isNumeric(items[i]); i++)
    if (isRef(i) && !isBase(items, i)) return named(items[i] as ClaimItem)
  const main = mainAround(sentence, clause, name)
  if (main) return { periods: main, strict: true }
  if (sentence.carry.main.length > 0)
    return {
      periods: [...sentence.carry.main, ...sentence.book.unnamedPeriods(name)],
      strict: false,
    }
  return { periods: sentence.book.unnamedPeriods(name), strict: false }
}

/** The number that a reference belongs to because it stands right behind it; else -1. */
const claimBefore = (items: readonly ClaimItem[], reference: number): number => {
  for (let i = reference - 1; i >= Math.max(0, reference - 5); i--) {
    const item = items[i]
    if (item?.kind === 'number' || item?.kind === 'token')
      return referenceAfter(items, i) === reference ? reference : -1
  }
  return -1
}

/** The periods of the clauses before this one; failing these, of what stands at the end. */
const mainAround = (sentence: JudgedSentence, clause: Clause, name: string): string[] | null => {
  const at = sentence.clauses.indexOf(clause)
  const ownIn = (other: Clause): string[] | null => {
    for (const [i, item] of other.items.entries())
      if (
        isReference(item) &&
        !isLead(other.items, i) &&
        phraseOf(item)?.relative !== 'years' &&
        !isBase(other.items, i)
      ) {
        if (item.kind === 'period' && item.period.kind === 'span') continue
        if (phraseOf(item)?.relative === 'previous') continue
        return periodsOfReference(sentence, item, name)
      }
    return null
  }
  for (let i = at - 1; i >= 0; i--) {
    const found = ownIn(sentence.clauses[i] as Clause)
    if (found) return found
  }
  if (sentence.main.length > 0 && clause.items.some(isReference)) return sentence.main
  for (const later of sentence.clauses.slice(at + 1)) {
    const first = later.items.findIndex((item) => isReference(item))
    const number = later.items.findIndex(isNumeric)
    if (first > number && number >= 0 && !isCompared(later.items, number)) {
      const found = ownIn(later)
      if (found) return found
    }
    // "Earned $42.1 billion, in the first quarter": a clause that names the period alone.
    if (first >= 0 && number < 0 && /^(?:in|for|during|at)$/.test(later.items[0]?.text ?? '')) {
      const found = later.items.some(isConcept) ? null : ownIn(later)
      if (found) return found
    }
    if (first >= 0) break
  }
  return null
}

/** As many figures or periods as numbers, one for each: "respectively", 分别. */
export const distributeOver = (sentence: JudgedSentence): void => {
  if (sentence.isTable) return
  const items = sentence.items
  const numbers = items.filter((item) => item.kind === 'number' || item.kind === 'token')
  if (numbers.length < 2) return
  const said = items.some((item) => /^(?:respectively|分别|分别为|依次)$/.test(item.text))
  const concepts = items.filter(isConcept)
  const references = items.filter(
    (item) =>
      isReference(item) &&
      phraseOf(item)?.relative !== 'years' &&
      !(item.kind === 'period' && item.period.kind === 'span'),
  )
  const first = numbers[0] as ClaimItem
  if (said && concepts.length === numbers.length && concepts.every((c) => c.start < first.start))
    numbers.forEach((number, i) => {
      sentence.distributed.set(number, { namings: phraseOf(concepts[i])?.concept ?? [] })
    })
  const apart = items.filter(
    (item) => item.start > first.start && item.start < (numbers.at(-1)?.start ?? 0),
  )
  const isRun = apart.every(
    (item) =>
      item.kind === 'number' ||
      item.kind === 'token' ||
      /^(?:and|to|和|与|及|至|到|-|–|—|~|、|,|，)$/.test(item.text) ||
      phraseOf(item)?.near,
  )
  const together =
    references.every((r) => r.start > (numbers.at(-1)?.start ?? 0)) ||
    references.every((r) => r.start < first.start)
  if ((said || (isRun && together)) && references.length === numbers.length)
    numbers.forEach((number, i) => {
      sentence.distributed.set(number, {
        ...sentence.distributed.get(number),
        periods: references[i] as ClaimItem,
      })
    })
}

/** A stock at the end of a fourth quarter is that of the year. */
export const expandPeriods = (
  sentence: JudgedSentence,
  periods: readonly string[],
  name: string,
): string[] => {
  return periods.flatMap((period) => {
    if (!period.startsWith('=')) return [period]
    const quarter = `${period.slice(3)}Q4`
    return sentence.book.get(name, quarter) ? [] : [period.slice(1)]
  })
}
