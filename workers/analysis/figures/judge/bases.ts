/** Which period a change is measured from, and over how many years. Pure. */
import { quarterBefore, yearsBefore } from '../book.ts'
import { type Clause, isConcept, isNumeric, isReference, phraseOf } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import type { Base } from '../lexicon/dictionary.ts'
import { isBase, periodsOfReference } from './references.ts'
import { type JudgedSentence, sameForm } from './sentence.ts'

export const wordOf = (
  sentence: JudgedSentence,
  clause: Clause,
  pick: (base: Base) => boolean,
): boolean => {
  return itemsAround(sentence, clause).some((item) => {
    const base = phraseOf(item)?.base
    return base !== undefined && pick(base)
  })
}

/** The items of a clause and of those before it that hold no number: "Sequentially, ...". */
export const itemsAround = (sentence: JudgedSentence, clause: Clause): ClaimItem[] => {
  return withLeads(sentence, clause)
    .reverse()
    .flatMap(({ items }) => items)
}

/** A clause that leaves its verb out: "and EPS at 17.9%". */
export const isElided = ({ items }: Clause): boolean =>
  items.length <= 5 &&
  items.some(isConcept) &&
  items.every((item) => phraseOf(item)?.dir === undefined) &&
  items.some((item, i) => /^(?:at|by)$/.test(item.text) && isNumeric(items[i + 1]))

/** A clause, then those before it that hold no number, nearest first. */
const withLeads = (sentence: JudgedSentence, clause: Clause): Clause[] => {
  const found = [clause]
  for (let i = sentence.clauses.indexOf(clause) - 1; i >= 0; i--) {
    const before = sentence.clauses[i]
    if (!before) break
    const isLead = !before.items.some(isNumeric)
    if (isLead || isElided(clause)) found.push(before)
    if (!isLead) break
  }
  return found
}

export const spanOf = (sentence: JudgedSentence, clause: Clause): number | null => {
  const here = itemsAround(sentence, clause).find(
    (item) => item.kind === 'period' && item.period.kind === 'span',
  )
  return here?.kind === 'period' && here.period.kind === 'span' ? here.period.years : null
}

/** Periods that the clause names as what it compares with. */
export const namedBases = (sentence: JudgedSentence, clause: Clause, name: string): string[] => {
  for (const { items } of withLeads(sentence, clause))
    for (const [i, item] of items.entries()) {
      if (!isReference(item) || !isBase(items, i)) continue
      if (phraseOf(item)?.relative === 'years') continue
      if (item.kind === 'period' && item.period.kind === 'span') continue
      return periodsOfReference(sentence, item, name).map((p) => p.replace('=', ''))
    }
  return []
}

/** The periods that a figure of `period` is compared with, as the clause says. */
export const basePeriods = (sentence: JudgedSentence, clause: Clause, period: string): string[] => {
  const named = namedBases(sentence, clause, 'revenue')
  if (named.length > 0) return named.filter((base) => sameForm(base, period))
  const span = spanOf(sentence, clause)
  if (span) return [yearsBefore(period, span) ?? '']
  if (wordOf(sentence, clause, (base) => base === 'quarter')) return [quarterBefore(period) ?? '']
  const year = yearsBefore(period, 1) ?? ''
  if (wordOf(sentence, clause, (base) => base === 'year')) return [year]
  const quarter = quarterBefore(period)
  return quarter ? [year, quarter] : [year]
}

const isChangeAt = (items: readonly ClaimItem[], at: number): boolean => {
  const item = items[at]
  return (
    item?.kind === 'number' &&
    item.number.kind === 'percent' &&
    phraseOf(items[at - 1])?.dir !== undefined
  )
}

/** Whether a number says by how much and not to what: "rose by $25 billion", 增加251亿. */
export const isDifference = ({ items }: Clause, at: number): boolean => {
  const after = items[at + 1]
  if (after?.text === 'less' && isConcept(items[at + 2])) return false
  if (
    after &&
    /^(?:more|less|higher|lower|above|below|more than|less than|higher than|lower than|fewer|ahead of|short of|more than in|more than the|less than the)$/.test(
      after.text,
    )
  )
    return true
  const prior = phraseOf(items[at - 1])?.near ? items[at - 2] : items[at - 1]
  // "Increased 6% or $25.1 billion": the amount says the same change as the percentage.
  if (/^(?:or|或|即)$/.test(prior?.text ?? '') && isChangeAt(items, at - 2)) return true
  if (
    prior?.text === 'by' &&
    items.some((item) =>
      /^(?:tops?|topped|exceeds?|exceeded|exceeding|beats?|outstrips?|outstripped|trails?|surpass(?:es|ed)?)$/.test(
        item.text,
      ),
    )
  )
    return true
  if (
    /^(?:多|少|高|低|多出|高出|多了|少了)$/.test(items[at - 1]?.text ?? '') &&
    items.some((item) => phraseOf(item)?.compares || phraseOf(item)?.base)
  )
    return true
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const item = items[i]
    const phrase = phraseOf(item)
    if (phrase?.dir) return !/[至到]$/.test(item?.text ?? '')
    if (!item || !(phrase?.near || /^(?:by|of|a|an|some|了|约|近)$/.test(item.text))) return false
  }
  return false
}
