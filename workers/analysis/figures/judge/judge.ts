/** Judges the claims of one sentence: binds each number, token and number word to the figure that
 * its clause names, and holds it against the figures. Pure. */
import type { FindingReason } from '#shared/finding-reasons.ts'
import type { SeriesBook } from '../book.ts'
import { type Clause, isConcept, isNumeric, phraseOf, subjectSet } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import type { Foreign } from '../lexicon/dictionary.ts'
import type { BareNumber } from '../numbers.ts'
import { growthOf, leftConcept } from './naming.ts'
import { numberOutcome } from './numbers.ts'
import { distributeOver, mainPeriods } from './periods.ts'
import {
  type Carry,
  type ClaimOutcome,
  type ClaimVerdict,
  finding,
  FINE,
  JudgedSentence,
} from './sentence.ts'
import { tokenOutcome } from './tokens.ts'
import { rememberTopic, topicOf } from './topic.ts'
import { VERBAL } from './vocabulary.ts'
import { countOutcome, wordOutcome } from './words.ts'

/** An unknown name that is followed by a clause about it: "Inphi, which it bought, contributed". */
const apposedName = (sentence: JudgedSentence, clause: Clause): Foreign | null => {
  const [first, ...others] = clause.items
  const next = sentence.clauses[sentence.clauses.indexOf(clause) + 1]?.items[0]?.text ?? ''
  const isName =
    first?.kind === 'word' &&
    others.length < 3 &&
    !others.some(isNumeric) &&
    clause === sentence.clauses[0]
  return isName &&
    !first.text.endsWith('s') &&
    /^(?:which|who|whose|a|an|the|its)$/.test(next) &&
    !VERBAL.test(first.text)
    ? 'company'
    : null
}

const outcomeOf = (sentence: JudgedSentence, clause: Clause, at: number): ClaimOutcome | null => {
  const item = clause.items[at] as ClaimItem
  if (item.kind === 'token') return tokenOutcome(sentence, clause, at, item.figure)
  if (item.kind === 'count') return countOutcome(sentence, clause, at, item.count)
  const found = topicOf(sentence, clause, at)
  if (item.kind === 'number' && !/\d/.test(item.text)) {
    if (isMultipleOfEarnings(sentence, clause.items, at, item.number)) return FINE
    if (sentence.isTable && clause.items.slice(at + 1).every((i) => i.kind !== 'number'))
      return FINE
    if (
      item.number.kind === 'percent' &&
      clause.items[at + 1]?.text === '的' &&
      !isConcept(clause.items[at + 2])
    )
      return FINE
    // A threshold in words is no claim about the company: "at least four fifths of profit".
    if (
      clause.items.some((i) => phraseOf(i)?.near === 'least') &&
      !clause.items.some((i) => phraseOf(i)?.foreign)
    )
      return FINE
  }
  if (item.kind === 'number') {
    if (typeof found === 'string') return finding(sayOf(clause, at, found))
    if (sentence.foreign) return finding('other_subject')
    const outcome = numberOutcome(sentence, clause, at, item.number, found)
    rememberTopic(sentence, found.topic)
    return outcome
  }
  return wordOutcome(sentence, clause, at, found)
}

const sayOf = ({ items }: Clause, at: number, reason: FindingReason): FindingReason => {
  const isPrice = items
    .slice(0, at)
    .some((item) =>
      /^(?:share price|stock price|price|stock|trades at|股价|现价|收盘价|最新价)$/.test(item.text),
    )
  return isPrice ? 'share_price' : reason
}

/** "ten times earnings" as the name of a price that is among the figures. */
const isMultipleOfEarnings = (
  sentence: JudgedSentence,
  items: readonly ClaimItem[],
  at: number,
  number: BareNumber,
): boolean => {
  const next = items[at + 1]?.text ?? ''
  return (
    number.kind === 'multiple' &&
    /^(?:earnings|市盈率)/.test(next) &&
    sentence.book.has(`pe_${number.value}_price`)
  )
}

/** Judges every claim of a sentence, and tells what it leaves for the next one. */
export const judgeSentence = (
  book: SeriesBook,
  items: readonly ClaimItem[],
  before: Carry,
  isTable = false,
): { verdicts: ClaimVerdict[]; carry: Carry } => {
  const sentence = new JudgedSentence(book, items, before, isTable)
  const verdicts: ClaimVerdict[] = []
  sentence.main = mainPeriods(sentence)
  distributeOver(sentence)
  sentence.foreign = sentence.carry.foreign
  for (const clause of sentence.clauses) {
    const set = sentence.isTable ? null : (subjectSet(clause) ?? apposedName(sentence, clause))
    if (set) sentence.foreign = set
    else if (
      !/^(?:which|who)$/.test(clause.items[0]?.text ?? '') &&
      clause.items.some((item) => phraseOf(item)?.own) &&
      !clause.items.some((item) => phraseOf(item)?.foreign)
    )
      sentence.foreign = null
    sentence.direction =
      clause.items.some((i) => phraseOf(i)?.dir) || isConcept(clause.items[0])
        ? null
        : sentence.direction
    clause.items.forEach((item, i) => {
      if (!isNumeric(item)) return
      const outcome = outcomeOf(sentence, clause, i)
      if (outcome) verdicts.push({ start: item.start, end: item.end, ...outcome })
    })
    const concept = clause.items.find(isConcept)
    if (concept && !clause.items.some(isNumeric) && !(clause.bracketed && sentence.topic)) {
      const { left, whole } = leftConcept(clause.items, clause.items.length)
      const named = phraseOf(left >= 0 && whole >= 0 ? clause.items[left] : concept)?.concept ?? []
      sentence.topic = {
        namings: named,
        growth: growthOf(clause, clause.items.length),
        ...(whole >= 0 && left >= 0 && { whole: phraseOf(clause.items[whole])?.concept ?? [] }),
      }
      sentence.firstTopic ??= sentence.topic
    }
  }
  return {
    verdicts,
    carry: {
      topic: sentence.firstTopic ?? sentence.topic ?? sentence.carry.topic,
      main: sentence.main.length > 0 ? sentence.main : sentence.carry.main,
      foreign: null,
    },
  }
}
