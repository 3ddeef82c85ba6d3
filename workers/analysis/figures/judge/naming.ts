/** Which words of a clause name the figure of a claim, its direction, or another subject. Pure. */
import type { FindingReason } from '#shared/finding-reasons.ts'
import {
  type Clause,
  isConcept,
  isNumeric,
  isReference,
  phraseOf,
  speaksOfOther,
} from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import type { Nearness } from '../lexicon/dictionary.ts'
import { unitKind } from '../values.ts'
import type { JudgedSentence } from './sentence.ts'
import { COPULAS, LEFT_OUT, PREPOSITIONS, SKIPPED, VERBAL } from './vocabulary.ts'

/** Whether the concept at `i` is what something is a part of: "8% of revenue", 占营收的8%. */
const isWhole = (items: readonly ClaimItem[], i: number): boolean => {
  const before = items[i - 1]
  const skip =
    before &&
    (before.text === 'total' ||
      phraseOf(before)?.own ||
      before.text === 'the' ||
      before.text === '总')
      ? 1
      : 0
  const link = items[i - 1 - skip]
  if (!link) return false
  if (link.text === '/' && isConcept(items[i - 2])) return true
  if (
    /^(?:as a (?:share|percentage|proportion|percent) of|as % of|share of|percentage of|percent of|relative to|占|占到|约占|相当于)$/.test(
      link.text,
    )
  )
    return true
  if (link.text === 'of') {
    const number = items[i - 2 - skip]
    return number?.kind === 'number'
      ? ['percent', 'multiple'].includes(number.number.kind)
      : phraseOf(number)?.share !== undefined ||
          (number?.kind === 'token' && unitKind(number.figure.unit) === 'ratio')
  }
  if (
    /^(?:为|是|仅为|约为|达)$/.test(link.text) &&
    items[i + 1]?.text === '的' &&
    (isNumeric(items[i + 2]) || isNumeric(items[i + 3]))
  )
    return true
  return false
}

/** Whether only words like "of" and "was" stand between a concept and a number. */
const isToldAt = (items: readonly ClaimItem[], concept: number, at: number): boolean => {
  return items
    .slice(concept + 1, at)
    .every((item) => COPULAS.has(item.text) || phraseOf(item)?.near)
}

/** What a multiple before it counts, and not what the clause is about: "0.7x EBITDA". */
const isMeasure = (items: readonly ClaimItem[], at: number): boolean => {
  const before = items[at - 1]
  return before?.kind === 'number' && before.number.kind === 'multiple'
}

export const leftConcept = (
  items: readonly ClaimItem[],
  at: number,
): { left: number; whole: number } => {
  let whole = -1
  for (let i = at - 1; i >= 0; i--) {
    if (
      !isConcept(items[i]) ||
      (LEFT_OUT.has(items[i - 1]?.text ?? '') && !(i === at - 1 && items[at]?.kind === 'number')) ||
      /^(?:后|之后|前|之前)$/.test(items[i + 1]?.text ?? '') ||
      isMeasure(items, i)
    )
      continue
    if (
      items[i - 1]?.text === 'of' &&
      isNumeric(items[i - 2]) &&
      i - 2 !== at &&
      isToldAt(items, i, at)
    )
      return { left: i, whole }
    if (isWhole(items, i)) {
      if (whole < 0 && !items.slice(i, at).some(isNumeric)) whole = i
      continue
    }
    return { left: i, whole }
  }
  return { left: -1, whole }
}

/** The concept that a number stands before: "$90.7 billion of buybacks", "a 46.9% gross margin". */
export const rightConcept = (
  items: readonly ClaimItem[],
  at: number,
): { right: number; via: string } => {
  let via = ''
  for (let i = at + 1; i <= Math.min(items.length - 1, at + 5); i++) {
    const item = items[i]
    if (isConcept(item)) return { right: i, via }
    if (
      item &&
      (PREPOSITIONS.has(item.text) || item.text === 'as' || item.text === 'worth') &&
      via === ''
    )
      via = item.text
    else if (isReference(item) && via !== '') continue
    else if (
      item?.kind === 'word' ||
      item?.kind === 'mark' ||
      isNumeric(item) ||
      isReference(item) ||
      phraseOf(item)?.foreign ||
      phraseOf(item)?.compares
    )
      return { right: -1, via }
    else if (phraseOf(item)?.dir) via = via || 'dir'
    else if (!phraseOf(item)?.neutral && !phraseOf(item)?.own && !phraseOf(item)?.change)
      return { right: -1, via }
  }
  return { right: -1, via }
}

/**
 * What money was spent on or came from: "returned $90 billion to shareholders through buybacks".
 */
export const throughConcept = (items: readonly ClaimItem[], at: number): number => {
  const link = items.findIndex(
    (item, i) => i > at && /^(?:through|via|on|into|by way of|通过)$/.test(item.text),
  )
  if (link < 0 || items.slice(at + 1, link).some((item) => isNumeric(item) || item.kind === 'word'))
    return -1
  const concept = items.findIndex((item, i) => i > link && isConcept(item))
  if (
    concept < 0 ||
    items.slice(link, concept).some((item) => isNumeric(item) || item.kind === 'word')
  )
    return -1
  const second =
    items[concept + 1]?.text === 'and' && isConcept(items[concept + 2]) ? concept + 2 : concept
  return second
}

/** Why the words around a concept make it another thing than the company's figure. */
export const strangersAt = (
  sentence: JudgedSentence,
  clause: Clause,
  concept: number,
  at: number,
): FindingReason | null => {
  const { items } = clause
  const before = items[concept - 1]
  const possessive = before && /^(?:'s|’s|'|’|s)$/.test(before.text) ? items[concept - 2] : before
  const skipped = possessive?.text === '的' ? items[concept - 2] : possessive
  const isNext = (item: ClaimItem | undefined, next: ClaimItem | undefined) =>
    item && next && item.end >= next.start - 1
  if (skipped && isNext(skipped, possessive === before ? items[concept] : before)) {
    const phrase = phraseOf(skipped)
    if (phrase?.foreign && !phrase.own && !phrase.neutral) return 'other_subject'
    if (phrase?.telling) return 'other_figure'
    if (skipped.kind === 'word' && !sentence.isTable) {
      if (skipped.name) return 'other_subject'
      if (/^[a-z]/.test(skipped.text)) {
        if (!VERBAL.test(skipped.text)) return 'other_figure'
      } else if (skipped.end === items[concept]?.start || possessive?.text === '的')
        return 'other_figure'
    }
  }
  const next = items[concept + 1]
  if (next && concept < at) {
    const phrase = phraseOf(next)
    if (
      phrase?.foreign &&
      !phrase.neutral &&
      !phrase.concept &&
      next.start - (items[concept]?.end ?? 0) <= 1
    )
      return 'other_figure'
    if (
      next.kind === 'word' &&
      next.start - (items[concept]?.end ?? 0) <= 1 &&
      !VERBAL.test(next.text) &&
      !sentence.isTable
    )
      return 'other_figure'
  }
  return null
}

/** Another subject between the start of the clause, or the concept, and the number. */
export const foreignIn = (clause: Clause, at: number, concept: number): FindingReason | null => {
  const { items, causal } = clause
  if (!causal)
    for (let i = 0; i < at; i++) {
      const phrase = phraseOf(items[i])
      if (!phrase?.foreign || phrase.own || phrase.neutral || phrase.concept) continue
      return 'other_subject'
    }
  for (let i = Math.max(concept, 0); i < at; i++) {
    const item = items[i]
    const next = items[i + 1]
    if (
      item &&
      next &&
      PREPOSITIONS.has(item.text) &&
      next.kind === 'word' &&
      i + 1 < at &&
      !/^[\p{Script=Han}]/u.test(next.text) &&
      !VERBAL.test(next.text)
    )
      return 'other_subject'
    if (item?.kind === 'word' && item.name && i > concept) return 'other_subject'
  }
  for (const item of items.slice(at + 1, at + 5))
    if (
      phraseOf(item)?.telling ||
      /^(?:organic|adjusted|underlying|constant currency|pro forma|non gaap|有机|内生|固定汇率|调整后)$/.test(
        item.text,
      )
    )
      return 'other_figure'
  const isChinese = items.some((item) => /^\p{Script=Han}/u.test(item.text))
  for (let i = 0; i < at && !causal; i++) {
    const item = items[i]
    if (item?.kind !== 'word' || !/^[a-z]/.test(item.text)) continue
    if (isChinese || (concept < 0 && i === 0 && !VERBAL.test(item.text))) return 'other_subject'
  }
  for (let i = at + 1; i < Math.min(items.length, at + 4); i++) {
    const item = items[i]
    if (!item || !(PREPOSITIONS.has(item.text) || SKIPPED.has(item.text))) break
    const next = items[i + 1]
    const phrase = phraseOf(next)
    if (speaksOfOther(phrase) && /^(?:in|from|of|at|for|within|across|outside|to)$/.test(item.text))
      return 'other_subject'
    if (
      next?.kind === 'word' &&
      (next.name || /^(?:from|of|outside)$/.test(item.text)) &&
      /^(?:in|from|of|at|for|within|across|outside)$/.test(item.text) &&
      /^[a-z]/.test(next.text)
    )
      return 'other_subject'
  }
  return null
}

/** Whether nothing in the clause before the number names another thing. */
export const isElliptical = (clause: Clause, at: number): boolean => {
  return clause.items.slice(0, at).every((item) => {
    const phrase = phraseOf(item)
    if (item.kind === 'word')
      return /^[a-z]/.test(item.text) ? VERBAL.test(item.text) && !item.name : false
    return !speaksOfOther(phrase) && !phrase?.telling
  })
}

export const growthOf = (clause: Clause, at: number): { dir: 1 | -1 | null } | undefined => {
  let dir: 1 | -1 | null = null
  let found = false
  for (let i = 0; i < Math.min(at, clause.items.length); i++) {
    const phrase = phraseOf(clause.items[i])
    if (phrase?.dir) {
      dir = phrase.dir
      found = true
    } else if (phrase?.change || phrase?.base) found = true
  }
  return found ? { dir } : undefined
}

/** A change named behind the number: "a 6.4% rise", "6.4% higher". */
export const growthAfter = (
  items: readonly ClaimItem[],
  at: number,
): { dir: 1 | -1 | null } | undefined => {
  for (let i = at + 1; i <= Math.min(items.length - 1, at + 3); i++) {
    const phrase = phraseOf(items[i])
    const text = items[i]?.text ?? ''
    if (/^(?:higher|more|greater|above)\b/.test(text)) return { dir: 1 }
    if (/^(?:lower|less|below|smaller)\b/.test(text)) return { dir: -1 }
    if (phrase?.dir && !isNumeric(items[i])) return { dir: phrase.dir }
    if (phrase?.base || phrase?.change) return { dir: null }
    if (!phrase?.neutral) return undefined
  }
  return undefined
}

/** The direction word that stands nearest before a number, else right behind it. */
export const directionAt = ({ items }: Clause, at: number): 1 | -1 | null => {
  for (let i = at - 1; i >= 0; i--) {
    const dir = phraseOf(items[i])?.dir
    if (dir) return dir
  }
  return growthAfter(items, at)?.dir ?? null
}

export const nearnessAt = (items: readonly ClaimItem[], at: number): Nearness | null => {
  for (let i = at - 1; i >= Math.max(0, at - 2); i--) {
    const phrase = phraseOf(items[i])
    if (phrase?.near) return phrase.near
    if (!items[i] || !['a', 'the', '了', '为', '达'].includes(items[i]?.text ?? '')) break
  }
  const after = items[at + 1]
  return after && /^(?:多|余|以上|左右|or so|以下|上下)$/.test(after.text)
    ? (phraseOf(after)?.near ?? null)
    : null
}
