/** What a word that names a period refers to: its number, a comparison, a lead. Pure. */
import { type Clause, isConcept, isNumeric, isReference, phraseOf } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import { type JudgedSentence, namesOf } from './sentence.ts'
import { BEHIND, COPULAS, SKIPPED } from './vocabulary.ts'

export const periodsOfReference = (
  sentence: JudgedSentence,
  item: ClaimItem,
  name: string,
): string[] => {
  if (item.kind === 'period') return sentence.book.periodsNamed(item.period)
  const relative = phraseOf(item)?.relative
  return relative ? sentence.book.periodsRelative(relative, name, sentence.main) : []
}

/** 今年 before 一季度 only says of which year the quarter is. */
export const isLead = (items: readonly ClaimItem[], at: number): boolean => {
  const next = items[at + 1]
  const relative = phraseOf(items[at])?.relative
  return (
    (relative === 'latest' || relative === 'newest') &&
    next?.kind === 'period' &&
    /quarter|half|nine/.test(next.period.kind)
  )
}

/** Whether a reference says what something is compared with. */
export const isBase = (items: readonly ClaimItem[], at: number): boolean => {
  if (/^(?:相比|相较|对比|比起)$/.test(items[at + 1]?.text ?? '')) return true
  if (items[at - 1]?.text === 'of' && /^(?:that|those)$/.test(items[at - 2]?.text ?? ''))
    return true
  if (
    isReference(items[at + 2]) &&
    /^(?:to|and|至|到|-|–|—|~)$/.test(items[at + 1]?.text ?? '') &&
    (items[at + 1]?.text !== 'and' || items[at - 1]?.text === 'between')
  )
    return true
  for (let i = at - 1; i >= Math.max(0, at - 5); i--) {
    const item = items[i]
    const phrase = phraseOf(item)
    if (phrase?.compares && item?.text !== '对') return true
    // "year on year in fiscal 2025": the year is that of the change, not what it is counted from.
    if (phrase?.base === 'year' || phrase?.base === 'quarter')
      return !items.slice(i + 1, at).some(({ text }) => /^(?:in|for|during)$/.test(text))
    if (
      !item ||
      !(
        SKIPPED.has(item.text) ||
        phrase?.near ||
        phrase?.own ||
        item.text === "'s" ||
        item.text === "'"
      )
    )
      return false
  }
  return false
}

/**
 * Whether a reference stands behind a number that another is compared with: "from $5bn in FY2020".
 */
export const isOfCompared = (items: readonly ClaimItem[], reference: number): boolean => {
  for (let i = reference - 1; i >= Math.max(0, reference - 4); i--)
    if (isNumeric(items[i])) return isCompared(items, i)
  return false
}

/** The reference right after a number: "in FY2025", "(2025财年)", 's FY2025. */
export const referenceAfter = (items: readonly ClaimItem[], at: number): number => {
  for (let i = at + 1; i <= Math.min(items.length - 1, at + 6); i++) {
    const item = items[i]
    if (!item) return -1
    if (isReference(item) && phraseOf(item)?.relative !== 'years') return i
    const phrase = phraseOf(item)
    if (!(BEHIND.has(item.text) || phrase?.relative === 'years')) return -1
  }
  return -1
}

/** The reference that a number belongs to: 上年的75.0%, "FY2024's $391 billion". */
export const heldBy = (items: readonly ClaimItem[], at: number): ClaimItem | null => {
  const near =
    phraseOf(items[at - 1])?.near && !/^(?:的|'s)$/.test(items[at - 1]?.text ?? '') ? 1 : 0
  const link = items[at - 1 - near]
  const reference = items[at - 2 - near]
  return link &&
    reference &&
    isReference(reference) &&
    phraseOf(reference)?.relative !== 'years' &&
    /^(?:的|'s)$/.test(link.text)
    ? reference
    : null
}

/** The reference in the brackets right behind a number: "$98.8bn (FY2025)". */
export const bracketAfter = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
): ClaimItem | null => {
  if (clause.items.slice(at + 1).some((item) => item.kind !== 'mark' && !phraseOf(item)?.neutral))
    return null
  const next = sentence.clauses[sentence.clauses.indexOf(clause) + 1]
  if (!next?.bracketed || clause.bracketed || next.items.some(isNumeric)) return null
  return next.items.find((item) => isReference(item)) ?? null
}

/** How far back the same name may stand, in items; a clause may be as long as a text. */
const NAMED_WITHIN = 16

/**
 * Whether an earlier word of the clause names the same figure: "a profit of … after a loss of …".
 */
const isNamedBefore = (items: readonly ClaimItem[], at: number): boolean => {
  const names = namesOf(phraseOf(items[at])?.concept ?? [])
  return (
    names.length > 0 &&
    items
      .slice(Math.max(0, at - NAMED_WITHIN), at)
      .some((item) => namesOf(phraseOf(item)?.concept ?? []).some((name) => names.includes(name)))
  )
}

/** A number that is what another is compared with: "from $108.8bn", 上年为…. */
export const isCompared = (items: readonly ClaimItem[], at: number): boolean => {
  if (items[at + 1]?.text === '→') return true
  // "Against $98.7 billion of debt": what stands behind it is another figure of the same day.
  if (items[at + 1]?.text === 'of' && isConcept(items[at + 2]) && !isNamedBefore(items, at + 2))
    return false
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const item = items[i]
    const phrase = phraseOf(item)
    // 较上年同期的179.4亿元
    if (phrase?.base === 'year' && items[i + 1]?.text === '的') return true
    if (phrase?.compares) {
      if (phrase.near === undefined) return item?.text !== 'over'
      const before = items[i - 1]
      return (
        !before ||
        phraseOf(before)?.dir !== undefined ||
        ['well', 'far', 'still', '仍', '远', '明显'].includes(before.text)
      )
    }
    if (isNamedBefore(items, i)) continue
    if (
      !item ||
      !(SKIPPED.has(item.text) || phrase?.near || item.text === 'level' || item.text === '水平')
    )
      return false
    if (COPULAS.has(item.text) && !['of', 'the'].includes(item.text)) return false
  }
  return false
}
