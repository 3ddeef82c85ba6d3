/** Holds a number against the value of a figure, or against the sum of two. Pure. */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'
import { type Clause, isConcept, isNumeric, phraseOf } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import { OUTFLOWS } from '#shared/format-figure.ts'
import { CAGR_OF, GROWTH_OF, type Naming } from '../lexicon/concepts.ts'
import type { Nearness } from '../lexicon/dictionary.ts'
import type { BareNumber } from '../numbers.ts'
import { agreement, currencyFits, unitFactor, unitKind } from '../values.ts'
import { basePeriods, spanOf, wordOf } from './bases.ts'
import { growthOf } from './naming.ts'
import { expandPeriods, periodsOf } from './periods.ts'
import { isCompared } from './references.ts'
import {
  type ClaimOutcome,
  type ClaimTopic,
  finding,
  FINE,
  isGrowthName,
  type JudgedSentence,
  namesOf,
} from './sentence.ts'

const WORDS_OF_MINUS =
  /\b(?:negative|outflow|outflows|deficit|used|minus|below zero)\b|负|流出|净流出|亏损|亏|赤字/

export const levelOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  topic: ClaimTopic,
  near: Nearness | null,
): ClaimOutcome => {
  if (topic.together) return sumOutcome(sentence, clause, at, number, topic.together, near)
  let reason: FindingReason = 'other_value'
  const worse = (next: FindingReason) => {
    if (reason === 'other_value') reason = next
  }
  const added = topic.namings.find(({ sum }) => sum !== undefined)
  if (added?.sum) return addedOutcome(sentence, clause, at, number, added.sum, near)
  for (const naming of topic.namings)
    for (const name of spannedNames(sentence, naming.names, clause)) {
      const series = sentence.book.series(name)
      if (series.size === 0) continue
      const { periods } = periodsOf(sentence, clause, at, name)
      const allowed = expandPeriods(sentence, periods, name)
      for (const period of allowed) {
        const figure = sentence.book.get(name, period)
        if (!figure) continue
        const outcome = compareWith(sentence, clause, at, number, figure, naming, near)
        if (outcome === null) continue
        if (typeof outcome === 'object') return outcome
        worse(outcome)
      }
      if (reason !== 'other_value') continue
      for (const figure of series.values())
        if (!allowed.includes(figure.period)) {
          const outcome = compareWith(sentence, clause, at, number, figure, naming, null)
          if (outcome !== null && typeof outcome === 'object') worse('other_period')
        }
    }
  return finding(reason)
}

/** "Cash and securities": all of the figures that are known, or all but the last. */
const addedOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  names: readonly string[],
  near: Nearness | null,
): ClaimOutcome => {
  const [first = ''] = names
  const { periods } = periodsOf(sentence, clause, at, first)
  for (const period of expandPeriods(sentence, periods, first))
    for (const parts of [names, names.slice(0, -1)]) {
      const sum = parts.reduce((total, name) => total + (sentence.book.value(name, period) ?? 0), 0)
      const unit = sentence.book.unit(first) ?? ''
      if (agreement(number, sum, near) && currencyFits(number.currency, unit)) return FINE
    }
  return finding('other_value')
}

const sumOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  together: readonly (readonly Naming[])[],
  near: Nearness | null,
): ClaimOutcome => {
  const moneyNames = (namings: readonly Naming[]) =>
    namesOf(namings).filter((name) => unitKind(sentence.book.unit(name) ?? '') === 'money')
  const first = moneyNames(together[0] ?? [])[0]
  if (!first) return finding('unnamed')
  for (const period of expandPeriods(
    sentence,
    periodsOf(sentence, clause, at, first).periods,
    first,
  )) {
    const parts = together.map(
      (namings) =>
        moneyNames(namings).flatMap((name) => sentence.book.value(name, period) ?? [])[0],
    )
    if (parts.some((part) => part === undefined)) continue
    const sum = parts.reduce<number>((total, part) => total + Math.abs(part ?? 0), 0)
    if (
      agreement(number, sum, near) &&
      currencyFits(number.currency, sentence.book.unit(first) ?? '')
    )
      return FINE
  }
  return finding('not_recomputed')
}

/**
 * The names to compare with. Where the clause tells a compound growth and over how many years,
 * these are the figures of compound growth over that many years.
 */
const spannedNames = (
  sentence: JudgedSentence,
  names: readonly string[],
  clause: Clause,
): readonly string[] => {
  const isCompound = wordOf(sentence, clause, (base) => base === 'compound')
  const of = CAGR_OF[names[0] ?? '']?.[0] ?? (isCompound ? GROWTH_OF[names[0] ?? ''] : undefined)
  if (!of) return names
  const years = spanOf(sentence, clause)
  if (years === null) return names
  return Object.entries(CAGR_OF).flatMap(([name, [base, n]]) =>
    base === of && n === years ? [name] : [],
  )
}

/** The figure as an outcome, a reason against it, or null when it has another value. */
const compareWith = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  figure: Figure,
  naming: Naming,
  near: Nearness | null,
): ClaimOutcome | FindingReason | null => {
  const factor = unitFactor(number, figure.unit, figure.name)
  if (factor === null) return 'other_unit'
  const value = Number(figure.value)
  const agrees = agreement(number, Math.abs(value) * factor, near)
  if (!agrees) return null
  if (!currencyFits(number.currency, figure.unit)) return 'other_currency'
  if (!signFits(sentence, clause, at, number, value, figure, naming)) return 'wrong_direction'
  if (!levelDirectionFits(sentence, clause, at, figure, naming)) return 'wrong_direction'
  if (!directionBehindFits(sentence, clause, at, figure, naming)) return 'wrong_direction'
  return agrees === 'exact' ? { kind: 'figure', token: figure.token } : FINE
}

const signFits = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  value: number,
  figure: Figure,
  naming: Naming,
): boolean => {
  if (value === 0) return true
  if (naming.sign)
    return (
      naming.sign === Math.sign(value) ||
      (naming.sign === -1 && figure.name === 'net_cash' && value < 0)
    )
  if (number.negative) return value < 0
  const saysMinus = WORDS_OF_MINUS.test(sentence.wordsOf(clause.items))
  if (value > 0) return !(saysMinus && isGrowthName(figure.name))
  if (OUTFLOWS.has(figure.name)) return true
  if (isGrowthName(figure.name)) return growthOf(clause, at)?.dir === -1
  return saysMinus || (sentence.isTable && clause.bracketed) || isEnclosed(sentence, clause, at)
}

const isEnclosed = (sentence: JudgedSentence, clause: Clause, at: number): boolean => {
  const all = sentence.items
  const i = all.indexOf(clause.items[at] as ClaimItem)
  return /^[(（]$/.test(all[i - 1]?.text ?? '') && /^[)）]$/.test(all[i + 1]?.text ?? '')
}

/**
 * Whether the direction that a clause tells of a level ("rose to") is that of the change from the
 * period before, or from the period that the clause names.
 */
export const levelDirectionFits = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  figure: Figure,
  naming: Naming,
): boolean => {
  if (sentence.isTable) return true
  const { items } = clause
  if (isCompared(items, at)) return true
  let dir: 1 | -1 | null = null
  for (let i = at - 1; i >= 0; i--) {
    const item = items[i]
    if (isNumeric(item) || (isConcept(item) && !phraseOf(item)?.dir)) {
      if (isNumeric(item) && items.slice(i, at).some((x) => /^(?:to|至|到)$/.test(x.text))) continue
      break
    }
    const phrase = phraseOf(item)
    if (phrase?.dir && !phrase.compares) {
      const isTo =
        /[至到]$/.test(item?.text ?? '') ||
        items.slice(i + 1, at).some((x) => /^(?:to|at|至|到|为|达)$/.test(x.text))
      if (isTo) dir = phrase.dir
      break
    }
  }
  if (dir === null || (isGrowthName(figure.name) && !naming.names.some(isGrowthName))) return true
  const from = fromBefore(sentence, clause, figure.name)
  if (from === null) return true
  // A start that is told with its period: an equal value is not held against the word.
  if (from && sentence.book.value(figure.name, from) === Number(figure.value)) return true
  const bases = from ? [from] : basePeriods(sentence, clause, figure.period)
  const value = Number(figure.value)
  const size = (v: number) => (naming.sign === -1 || OUTFLOWS.has(figure.name) ? Math.abs(v) : v)
  const changes = bases.flatMap((base) => {
    const before = sentence.book.value(figure.name, base)
    return before === null ? [] : [Math.sign(size(value) - size(before))]
  })
  return changes.length === 0 || changes.includes(dir)
}

/** 资产负债率为73.7%，较上年末下降: a direction without a number in the clause behind a level. */
const directionBehindFits = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  figure: Figure,
  naming: Naming,
): boolean => {
  const next = sentence.clauses[sentence.clauses.indexOf(clause) + 1]
  if (!next || clause.items.slice(at + 1).some(isNumeric)) return true
  const { items } = next
  const dir = items.map((item) => phraseOf(item)?.dir).find((d) => d !== undefined)
  const isOfBefore = items.some(
    (item) => phraseOf(item)?.base === 'year' || phraseOf(item)?.relative === 'previous',
  )
  if (!dir || !isOfBefore || items.some((item) => isNumeric(item) || isConcept(item))) return true
  if (!/^(?:较|比|up|down|higher|lower)/.test(items[0]?.text ?? '')) return true
  const size = (v: number) => (naming.sign === -1 || OUTFLOWS.has(figure.name) ? Math.abs(v) : v)
  const changes = basePeriods(sentence, next, figure.period).flatMap((base) => {
    const before = sentence.book.value(figure.name, base)
    return before === null ? [] : [Math.sign(size(Number(figure.value)) - size(before))]
  })
  return changes.length === 0 || changes.includes(dir)
}

/**
 * The period of the token that a change to a level starts from: 从{{revenue@FY2020}}增至. Null when
 * it starts from something that cannot be read, undefined when no start is told before the clause.
 */
const fromBefore = (
  sentence: JudgedSentence,
  clause: Clause,
  name: string,
): string | null | undefined => {
  const before = sentence.clauses.slice(0, sentence.clauses.indexOf(clause))
  const start = before.findLast(({ items }) => items.some(isNumeric))
  const at = start?.items.findLastIndex(isNumeric) ?? -1
  if (!start || at < 0 || !/^(?:from|从|由)$/.test(start.items[at - 1]?.text ?? ''))
    return undefined
  const item = start.items[at]
  return item?.kind === 'token' && item.figure.name === name ? item.figure.period : null
}
