/** Tells what a number in digits is: a level, a change, a multiple or a share. Pure. */
import type { Clause } from '../clauses.ts'
import { DAYS_OF, PER_SHARE_OF } from '../lexicon/concepts.ts'
import type { BareNumber } from '../numbers.ts'
import { unitFactor, unitKind } from '../values.ts'
import { isDifference } from './bases.ts'
import { differenceOutcome, growthOutcome } from './changes.ts'
import { levelOutcome } from './levels.ts'
import { multipleOutcome, shareOutcome } from './multiples.ts'
import { nearnessAt } from './naming.ts'
import {
  type ClaimOutcome,
  type ClaimTopic,
  finding,
  type JudgedSentence,
  namesOf,
} from './sentence.ts'
import { unitOf } from './topic.ts'

export const numberOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  { topic, concept }: { topic: ClaimTopic; concept: number },
): ClaimOutcome => {
  const { items } = clause
  const near = nearnessAt(items, at)
  if (namesOf(topic.namings).every((name) => !sentence.book.has(name))) {
    const isPrice = namesOf(topic.namings).includes('price')
    return finding(isPrice ? 'share_price' : 'unnamed')
  }
  if (topic.whole) return shareOutcome(sentence, clause, at, number, topic, topic.whole, near)
  const other = otherForm(sentence, number, topic)
  if (other) return levelOutcome(sentence, clause, at, number, other, near)
  if (number.kind === 'points' || number.kind === 'basis_points')
    return differenceOutcome(sentence, clause, at, number, topic, near)
  if (
    number.kind !== 'multiple' &&
    !(concept > at && number.kind === 'money') &&
    isDifference(clause, at)
  ) {
    const outcome = differenceOutcome(sentence, clause, at, number, topic, near)
    if (outcome.kind !== 'finding') return outcome
    if (number.kind !== 'percent') return outcome
  }
  const unit = unitOf(sentence, topic.namings) ?? ''
  if (
    number.kind === 'percent' &&
    !topic.namings.some((n) =>
      n.names.some((name) => unitFactor(number, sentence.book.unit(name) ?? '', name) !== null),
    )
  )
    return growthOutcome(sentence, clause, at, number, topic, near)
  if (
    number.kind === 'multiple' &&
    unitKind(unit) !== 'x' &&
    !(unitKind(unit) === 'ratio' && concept >= 0)
  )
    return multipleOutcome(sentence, clause, at, number, topic, near)
  return levelOutcome(sentence, clause, at, number, topic, near)
}

/** An amount told per share, or a balance told in days, is another figure of the same name. */
const otherForm = (
  sentence: JudgedSentence,
  number: BareNumber,
  topic: ClaimTopic,
): ClaimTopic | null => {
  const isPerShare =
    number.kind === 'money' && /per share|a share|每股/.test(sentence.wordsOf(sentence.items))
  const forms = number.kind === 'days' ? DAYS_OF : isPerShare ? PER_SHARE_OF : {}
  const names = namesOf(topic.namings).flatMap((name) => forms[name] ?? [])
  const sign = topic.namings[0]?.sign
  return names.length > 0 && number.value < 1e5
    ? { namings: [{ names, en: '', zh: '', ...(sign && { sign }) }] }
    : null
}
