/** Finds what a number is said of: the figures that its clause, or one before it, names. Pure. */
import type { FindingReason } from '#shared/finding-reasons.ts'
import { type Clause, isConcept, isNumeric, phraseOf } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import type { Naming } from '../lexicon/concepts.ts'
import { unitKind } from '../values.ts'
import {
  foreignIn,
  growthAfter,
  growthOf,
  isElliptical,
  leftConcept,
  rightConcept,
  strangersAt,
  throughConcept,
} from './naming.ts'
import { type ClaimTopic, type JudgedSentence, namesOf } from './sentence.ts'
import { COPULAS } from './vocabulary.ts'

/** The topic that a number is said of, or why none is found. */
export const topicOf = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
): { topic: ClaimTopic; concept: number } | FindingReason => {
  const { items } = clause
  const item = items[at] as ClaimItem
  const given = sentence.distributed.get(item)?.namings
  if (given)
    return {
      topic: {
        namings: given,
        growth: growthOf(clause, items.length) ?? sentenceGrowth(sentence),
      },
      concept: -1,
    }
  const number = item.kind === 'number' ? item.number : null
  const isPart = number
    ? number.kind === 'percent' || number.kind === 'multiple'
    : item.kind !== 'token'
  const { left, whole } = leftConcept(items, at)
  const behind = rightConcept(items, at)
  const { via } = behind
  const conceptAt = (i: number) => phraseOf(items[i])?.concept ?? []
  const kindAt = (i: number) => unitKind(unitOf(sentence, conceptAt(i)) ?? '')
  // "52 days of sales" says how many days' sales a balance is.
  const isDaysOf =
    number?.kind === 'days' && via === 'of' && behind.right >= 0 && kindAt(behind.right) === 'money'
  const right = isDaysOf ? -1 : behind.right
  const growth =
    growthOf(clause, at) ?? growthAfter(items, at) ?? elidedGrowth(sentence, clause, at)
  const strangers = (i: number) =>
    strangersAt(sentence, clause, i, at) ?? foreignIn(clause, at, i < at ? i : -1)
  const bound = (
    i: number,
    over?: readonly Naming[],
  ): { topic: ClaimTopic; concept: number } | FindingReason =>
    strangers(i) ?? {
      topic: {
        namings: lossOf(sentence, items[i], conceptAt(i)),
        ...(over && { whole: over }),
        ...togetherAt(items, i),
        growth,
      },
      concept: i,
    }
  const previous = items[at - 1]
  const prior =
    previous && (phraseOf(previous)?.near || previous.text === 'a') ? items[at - 2] : previous
  const isTold = prior !== undefined && (COPULAS.has(prior.text) || isConcept(prior))
  if (
    isPart &&
    right >= 0 &&
    (via === 'of' || via === '的' || (via === '' && number?.kind === 'multiple')) &&
    ['money', 'shares'].includes(kindAt(right))
  ) {
    const wholes = conceptAt(right)
    // "Net leverage of 0.7x EBITDA": the figure is a multiple of it already.
    if (left >= 0) return kindAt(left) === 'x' ? bound(left) : bound(left, wholes)
    const second = items.findIndex((it, i) => i > right && isConcept(it))
    if (second >= 0) return bound(second, wholes)
    const inherited = inheritedTopic(sentence, clause, at)
    return inherited
      ? { topic: { namings: inherited.namings, whole: wholes }, concept: -1 }
      : 'unnamed'
  }
  if (
    right >= 0 &&
    (via === '' || via === '的') &&
    (left < 0 || !isTold) &&
    (kindAt(right) === 'ratio' ||
      kindAt(right) === 'x' ||
      kindAt(right) === 'days' ||
      (!isPart && !(left >= 0 && number?.kind === 'money' && kindAt(right) === 'shares')))
  )
    return bound(right)
  if (
    right >= 0 &&
    (via === 'dir' ||
      via === 'in' ||
      via === 'of' ||
      via === 'on' ||
      via === 'as' ||
      via === 'worth' ||
      via === 'for') &&
    left < 0
  )
    return bound(right)
  const isOfKind =
    number?.kind === 'money' ? ['money', 'per_share', ''].includes(kindAt(right)) : true
  if (right >= 0 && !isPart && !isTold && isOfKind && (via === 'of' || via === 'in'))
    return bound(right)
  const later = items.findIndex((it, i) => i > at && isConcept(it))
  if (
    isPart &&
    whole < 0 &&
    left === at - 2 &&
    items[at - 1]?.text === '的' &&
    later >= 0 &&
    kindAt(left) === 'money'
  )
    return bound(later, conceptAt(left))
  if (whole >= 0) {
    if (left >= 0) return bound(left, conceptAt(whole))
    const inherited = inheritedTopic(sentence, clause, at)
    return inherited
      ? {
          topic: {
            namings: inherited.namings,
            whole: conceptAt(whole),
            ...(inherited.together && { together: inherited.together }),
          },
          concept: -1,
        }
      : 'unnamed'
  }
  if (left >= 0) return bound(left)
  const through = throughConcept(items, at)
  if (through >= 0) return bound(through)
  const earned = earnedAt(sentence, clause, at)
  if (earned && !sentence.foreign) {
    const stranger = foreignIn(clause, at, -1)
    return stranger ?? { topic: { ...earned, growth }, concept: -1 }
  }
  const ahead = namedAhead(sentence, clause)
  if (ahead) return typeof ahead === 'string' ? ahead : { topic: { ...ahead, growth }, concept: -1 }
  const inherited = inheritedTopic(sentence, clause, at)
  if (!inherited) return foreignIn(clause, at, -1) ?? 'unnamed'
  const stranger = foreignIn(clause, at, -1)
  if (stranger) return stranger
  const signed = clause.bracketed && number?.kind === 'percent' && /^[+\-−–]/.test(number.text)
  const told = signed ? { dir: number.negative ? (-1 as const) : (1 as const) } : undefined
  return { topic: { ...inherited, growth: growth ?? told ?? inherited.growth }, concept: -1 }
}

/**
 * What a verb says of an amount behind it: "earned $42.1 billion, or $2.84 per share" is a profit,
 * as nothing else is told by the share; payouts are returned to owners.
 */
const earnedAt = (sentence: JudgedSentence, clause: Clause, at: number): ClaimTopic | null => {
  const { items } = clause
  const item = items[at]
  if (item?.kind !== 'number' || item.number.kind !== 'money') return null
  const verb = phraseOf(items[at - 1])?.near ? items[at - 2] : items[at - 1]
  const isByShare = /\b(?:per share|a share)\b/.test(sentence.wordsOf(sentence.items))
  if (isByShare && /^(?:earned|earns|netted)$/.test(verb?.text ?? ''))
    return { namings: [{ names: ['net_income'], en: '', zh: '' }] }
  const isToOwners = items
    .slice(at + 1, at + 4)
    .some(({ text }) => /^(?:shareholders?|stockholders?|owners?|investors?)$/.test(text))
  return isToOwners && /^(?:returned|returns|paid|distributed)$/.test(verb?.text ?? '')
    ? {
        namings: [{ names: ['buybacks'], en: '', zh: '' }],
        together: [
          [{ names: ['buybacks'], en: '', zh: '' }],
          [{ names: ['dividends_paid'], en: '', zh: '' }],
        ],
      }
    : null
}

/** The verb left out: "sales compounded at 8.7% and EPS at 17.9%". */
const elidedGrowth = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
): { dir: 1 | -1 | null } | undefined =>
  /^(?:at|by)$/.test(clause.items[at - 1]?.text ?? '') && clause.items.length <= at + 2
    ? sentenceGrowth(sentence)
    : undefined

/** What the next clause names: "At 13.8%, the dividend payout was low". */
const namedAhead = (
  sentence: JudgedSentence,
  clause: Clause,
): ClaimTopic | FindingReason | null => {
  if (!/^(?:at|with|以)$/.test(clause.items[0]?.text ?? '')) return null
  const next = sentence.clauses[sentence.clauses.indexOf(clause) + 1]
  const concept = next?.items.findIndex(isConcept) ?? -1
  if (!next || concept < 0 || next.items.slice(0, concept).some(isNumeric)) return null
  return (
    strangersAt(sentence, next, concept, concept + 1) ??
    foreignIn(next, concept, -1) ?? {
      namings: phraseOf(next.items[concept])?.concept ?? [],
    }
  )
}

/** "A loss" behind an operating income is an operating loss. */
const lossOf = (
  sentence: JudgedSentence,
  item: ClaimItem | undefined,
  namings: readonly Naming[],
): readonly Naming[] => {
  // "From an operating loss to a profit": either is of operations, or of the year as a whole.
  if (/^(?:profit|profits|盈利|利润)$/.test(item?.text ?? '')) return profitOf(sentence, namings)
  if (!/^(?:loss|losses|亏损)$/.test(item?.text ?? '')) return namings
  const names = namesOf(sentence.topic?.namings ?? []).filter((name) =>
    /^(?:operating_income|ebit|pretax_income)$/.test(name),
  )
  return names.length > 0 ? [{ names, sign: -1, en: '', zh: '' }] : namings
}

const profitOf = (sentence: JudgedSentence, namings: readonly Naming[]): readonly Naming[] => {
  const before = sentence.topic?.namings.find(({ sign }) => sign === -1)
  const names = before?.names.filter((name) => /^(?:operating_income|ebit)$/.test(name)) ?? []
  return names.length > 0 ? [...namings, { names, sign: 1, en: '', zh: '' }] : namings
}

const sentenceGrowth = (sentence: JudgedSentence): { dir: 1 | -1 | null } | undefined => {
  for (const clause of sentence.clauses) {
    const growth = growthOf(clause, clause.items.length)
    if (growth) return growth
  }
  return undefined
}

const togetherAt = (
  items: readonly ClaimItem[],
  i: number,
): { together?: readonly (readonly Naming[])[] } => {
  const join = items[i - 1]
  const other = items[i - 2]
  if (!join || !isConcept(other) || !/^(?:and|plus|和|与|及|以及|、)$/.test(join.text)) return {}
  const added = items.some((item) => /^(?:together|combined|合计|共|共计|总共)$/.test(item.text))
  return added
    ? { together: [phraseOf(other)?.concept ?? [], phraseOf(items[i])?.concept ?? []] }
    : {}
}

const inheritedTopic = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
): ClaimTopic | null => {
  if (sentence.foreign && !sentence.isTable) return null
  if (!isElliptical(clause, at)) return null
  return sentence.topic ?? sentence.carry.topic
}

export const unitOf = (sentence: JudgedSentence, namings: readonly Naming[]): string | null => {
  for (const name of namesOf(namings)) {
    const unit = sentence.book.unit(name)
    if (unit) return unit
  }
  return null
}

export const rememberTopic = (sentence: JudgedSentence, topic: ClaimTopic): void => {
  sentence.topic = topic
  sentence.firstTopic ??= topic
}
