/** Judges numbers in words ("doubled", "a third") and counts ("in 3 of 10 years"). Pure. */
import type { FindingReason } from '#shared/finding-reasons.ts'
import { type Clause, isConcept, isReference, phraseOf } from '../clauses.ts'
import { type Count, type CountCondition, countHolds } from '../counts.ts'
import type { ClaimItem } from '../items.ts'
import { OUTFLOWS } from '#shared/format-figure.ts'
import { GROWTH_OF } from '../lexicon/concepts.ts'
import { unitKind } from '../values.ts'
import { spanOf } from './bases.ts'
import { multipleOutcome, shareOutcome } from './multiples.ts'
import { nearnessAt } from './naming.ts'
import {
  type ClaimOutcome,
  type ClaimTopic,
  finding,
  FINE,
  type JudgedSentence,
  namesOf,
} from './sentence.ts'
import { periodsOfReference } from './references.ts'
import { rememberTopic, unitOf } from './topic.ts'

/** What is meant when growth is spoken of and nothing is named. */
const REVENUE: ClaimTopic = { namings: [{ names: ['revenue'], en: '', zh: '' }] }
/** What is meant when a profit or a loss is spoken of and nothing is named. */
const PROFIT: ClaimTopic = { namings: [{ names: ['net_income'], en: '', zh: '' }] }
const OF_PROFIT = /\b(?:profitable|unprofitable|in the black|in the red|loss making)\b|盈利|亏损/

export const wordOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  found: { topic: ClaimTopic; concept: number } | FindingReason,
): ClaimOutcome | null => {
  const { items } = clause
  const phrase = phraseOf(items[at])
  if (!phrase) return null
  const next = items[at + 1]
  if (/^(?:digit|down|edged|year|yearly|check|counting|click)$/.test(next?.text ?? '')) return null
  const isPart = phrase.share !== undefined || phrase.times !== undefined
  if (sentence.isTable && isPart) return null
  const near = nearnessAt(items, at) ?? (/多|以上/.test(next?.text ?? '') ? 'over' : null)
  const numeric = phrase.factor ?? phrase.times
  const isVerb = phrase.factor !== undefined
  if (typeof found === 'string') return isVerb ? finding(found) : null
  if (sentence.foreign) return finding('other_subject')
  if (namesOf(found.topic.namings).every((name) => !sentence.book.has(name)))
    return isVerb ? finding('unnamed') : null
  if (phrase.share !== undefined) {
    if (!found.topic.whole) return null
    // Without its part in the sentence, "a tenth of sales" is no claim that can be read.
    if (found.concept < 0 && (near === 'least' || sentence.topic === null)) return null
    const share = { value: phrase.share, tolerance: 0.025 }
    if (near === 'least') return null
    return shareOutcome(
      sentence,
      clause,
      at,
      share,
      found.topic,
      found.topic.whole,
      near === 'about' ? null : near,
    )
  }
  if (numeric === undefined) return null
  if (isPart && found.topic.whole)
    return shareOutcome(
      sentence,
      clause,
      at,
      { value: numeric, tolerance: numeric * 0.06 },
      found.topic,
      found.topic.whole,
      near,
    )
  if (isPart && unitKind(unitOf(sentence, found.topic.namings) ?? '') === 'x') return null
  const wide =
    near === 'over'
      ? { value: numeric * 1.24, tolerance: numeric * 0.24 }
      : near === 'under'
        ? { value: numeric * 0.91, tolerance: numeric * 0.09 }
        : { value: numeric, tolerance: numeric * 0.07 }
  const outcome = multipleOutcome(sentence, clause, at, { ...wide, text: '' }, found.topic, null)
  rememberTopic(sentence, found.topic)
  return outcome
}

/** A count of years or quarters, counted again over the series of what it speaks of. */
export const countOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  count: Count,
): ClaimOutcome => {
  const { items } = clause
  const here = items.findLast((item, i) => isConcept(item) && i < at) ?? items.find(isConcept)
  const topic: ClaimTopic | null = here
    ? { namings: phraseOf(here)?.concept ?? [] }
    : OF_PROFIT.test(sentence.wordsOf(items))
      ? PROFIT
      : (sentence.topic ?? sentence.carry.topic ?? REVENUE)
  if (sentence.foreign || items.some((item) => phraseOf(item)?.foreign === 'company'))
    return finding('other_subject')
  const isGrowth = topic?.namings.every((n) => n.names.every((name) => name in GROWTH_OF)) ?? false
  const condition =
    conditionOf(sentence, items) ??
    conditionOf(sentence, sentence.items) ??
    (isGrowth ? 'up' : null) ??
    (items[at + 1]?.text === '为' ? 'same' : null)
  const of =
    count.of === 0 ? (spanOf(sentence, { ...clause, items: sentence.items }) ?? 0) : count.of
  const isBack = /\b(?:so|such)\b|如此/.test(sentence.wordsOf(sentence.items)) && !condition
  if (isBack && !items.some(isConcept)) return FINE
  if (!topic || !condition || of === 0) return finding('not_recomputed')
  for (const naming of topic.namings)
    for (const name of naming.names.flatMap((n) =>
      n === 'dividends_per_share'
        ? ['dividends_per_share_adjusted', n]
        : n === 'eps_diluted'
          ? ['eps_diluted_adjusted', n]
          : n === 'dividends_paid'
            ? [n, 'dividends_per_share_adjusted']
            : [n],
    )) {
      if (!sentence.book.has(name) || (name === 'ebit' && sentence.book.has('operating_income')))
        continue
      const form = count.unit === 'year' ? /^FY/ : /Q/
      const own = items.some((item) => isReference(item)) ? sentence.main : []
      const last =
        endOfRange(sentence, name, form) ??
        own.find((p) => form.test(p)) ??
        sentence.book.newest(name, count.unit) ??
        ''
      const size = (value: number) => (OUTFLOWS.has(name) ? Math.abs(value) : value)
      const asked = naming.sign === -1 && condition === 'positive' ? 'negative' : condition
      if (countHolds(sentence.book, GROWTH_OF[name] ?? name, last, asked, { ...count, of }, size))
        return FINE
    }
  return finding('not_recomputed')
}

/** The end of a range that the sentence names: "FY2023 through FY2025", 2023至2025财年. */
const endOfRange = (sentence: JudgedSentence, name: string, form: RegExp): string | null => {
  const { items } = sentence
  const at = items.findIndex(
    (item, i) =>
      /^(?:through|to|until|至|到|-|–|—|~)$/.test(item.text) && isReference(items[i + 1]),
  )
  const [first, end] = [items[at - 1], items[at + 1]]
  const isRange = isReference(first) || (first?.kind === 'number' && first.number.kind === 'plain')
  if (at < 1 || !isRange || !end) return null
  return periodsOfReference(sentence, end, name).find((p) => form.test(p)) ?? null
}

const conditionOf = (
  sentence: JudgedSentence,
  items: readonly ClaimItem[],
): CountCondition | null => {
  const text = sentence.wordsOf(items)
  const dir = items.map((item) => phraseOf(item)?.dir).find((d) => d !== undefined)
  if (
    /\b(?:negative|loss|losses|below zero|in the red|loss making|unprofitable)\b|亏损|为负/.test(
      text,
    )
  )
    return 'negative'
  if (dir) return dir > 0 ? 'up' : 'down'
  if (/\b(?:raised|raise|raises|raising|hiked|lifted|record|records)\b|上调|新高/.test(text))
    return 'up'
  if (
    /\b(?:positive|profit|profits|profitable|paid|pays|paying|in the black|above zero|generated)\b|盈利|为正|派息|分红|支付/.test(
      text,
    )
  )
    return 'positive'
  if (/\b(?:unchanged|flat)\b|不变|持平/.test(text)) return 'same'
  return null
}
