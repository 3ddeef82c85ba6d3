/** Holds a number against a change of a figure: its growth, or a difference. Pure. */
import type { FindingReason } from '#shared/finding-reasons.ts'
import { quarterBefore, yearsBefore } from '../book.ts'
import { type Clause, isConcept, phraseOf } from '../clauses.ts'
import { OUTFLOWS } from '#shared/format-figure.ts'
import { CAGR_OF } from '../lexicon/concepts.ts'
import type { Nearness } from '../lexicon/dictionary.ts'
import type { BareNumber } from '../numbers.ts'
import { agreement, currencyFits, unitFactor, unitKind } from '../values.ts'
import { basePeriods, namedBases, spanOf, wordOf } from './bases.ts'
import { directionAt, growthAfter } from './naming.ts'
import { expandPeriods, periodsOf } from './periods.ts'
import {
  type ClaimOutcome,
  type ClaimTopic,
  finding,
  FINE,
  growthNameOf,
  type JudgedSentence,
  namesOf,
  sameForm,
} from './sentence.ts'

export const growthOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  topic: ClaimTopic,
  near: Nearness | null,
): ClaimOutcome => {
  const growth = topic.growth ?? growthAfter(clause.items, at) ?? paceIn(clause)
  if (!growth) return finding('other_unit')
  if (wordOf(sentence, clause, (base) => base === 'month')) return finding('wrong_base')
  const dir = directionAt(clause, at) ?? growth.dir
  const compound =
    wordOf(sentence, clause, (base) => base === 'compound') ||
    clause.items.some((i) => /复合|年均|cagr|compound/.test(i.text))
  let reason: FindingReason = 'other_value'
  for (const naming of topic.namings)
    for (const name of naming.names) {
      if (!sentence.book.has(name)) continue
      const { periods } = periodsOf(sentence, clause, at, name)
      for (const period of expandPeriods(sentence, periods, name)) {
        for (const change of changesOf(sentence, clause, name, period, compound)) {
          if (!agreement(number, Math.abs(change.value) * 100, near)) continue
          const sign = Math.sign(change.value)
          const told = number.negative ? -1 : (dir ?? 1)
          if (sign !== 0 && sign !== told && !(number.negative && dir === -1 && sign < 0)) {
            reason = 'wrong_direction'
            continue
          }
          const exact = agreement(number, Math.abs(change.value) * 100, null)
          return exact && change.token ? { kind: 'figure', token: change.token } : FINE
        }
        if (reason === 'other_value' && fitsOtherBase(sentence, number, name, period))
          reason = 'wrong_base'
      }
    }
  return finding(reason)
}

/** "Slower than revenue's 65.5%" speaks of growth. */
const paceIn = ({ items }: Clause): { dir: null } | undefined =>
  items.some(({ text }) => /^(?:faster|slower|快于|慢于)/.test(text)) ? { dir: null } : undefined

const fitsOtherBase = (
  sentence: JudgedSentence,
  number: BareNumber,
  name: string,
  period: string,
): boolean => {
  const now = sentence.book.value(name, period)
  if (now === null) return false
  return [quarterBefore(period), ...[1, 2, 3, 4, 5].map((n) => yearsBefore(period, n))].some(
    (base) => {
      const before = base ? sentence.book.value(name, base) : null
      return (
        before !== null &&
        before > 0 &&
        agreement(number, Math.abs(now / before - 1) * 100, null) !== null
      )
    },
  )
}

/** The changes of a figure that the clause may mean, each with the figure that it changed from. */
const changesOf = (
  sentence: JudgedSentence,
  clause: Clause,
  name: string,
  period: string,
  compound: boolean,
): { value: number; token?: string }[] => {
  const now = sentence.book.value(name, period)
  const over = (base: string | null): number | null => {
    const before = base ? sentence.book.value(name, base) : null
    if (now === null || before === null || before === 0) return null
    if (OUTFLOWS.has(name)) return Math.abs(now / before) - 1
    return (now - before) / Math.abs(before)
  }
  const bases = namedBases(sentence, clause, name)
  const named = bases.filter((base) => sameForm(base, period))
  if (bases.length > named.length && named.length === 0) return []
  const span = spanOf(sentence, clause)
  if (compound) {
    const years = span ?? yearsBetween(named[0], period)
    const figures = Object.entries(CAGR_OF).filter(
      ([, [of, n]]) =>
        (of === name || of.replace('_adjusted', '') === name) && (years === null || n === years),
    )
    const tokens = figures.flatMap(([cagr]) => {
      const value = sentence.book.value(cagr, period)
      return value === null ? [] : [{ value, token: `${cagr}@${period}` }]
    })
    if (years === null) return tokens
    const before = sentence.book.value(name, yearsBefore(period, years) ?? '')
    const own =
      now !== null && before !== null && before > 0 && now > 0
        ? [{ value: (now / before) ** (1 / years) - 1 }]
        : []
    return [...tokens, ...own]
  }
  const found: { value: number; token?: string }[] = []
  const add = (value: number | null, token?: string) => {
    if (value !== null) found.push(token ? { value, token } : { value })
  }
  if (span && span > 1) add(over(yearsBefore(period, span)))
  else if (named.length > 0)
    for (const base of named)
      add(
        over(base),
        base === yearsBefore(period, 1) ? growthToken(sentence, name, period) : undefined,
      )
  else if (wordOf(sentence, clause, (base) => base === 'quarter')) {
    const quarter = /Q/.test(period) ? period : sentence.book.newestQuarter
    if (/Q/.test(period)) add(over(quarterBefore(quarter ?? '')))
  } else {
    const token = growthToken(sentence, name, period)
    const value = token ? sentence.book.get(growthNameOf(name) ?? '', period) : undefined
    if (value) add(Number(value.value), value.token)
    add(over(yearsBefore(period, 1)))
    if (period === 'TTM') {
      const before = [...sentence.book.series(name).keys()].find((p) => p.startsWith('TTM@'))
      add(over(before ?? null))
    }
  }
  return found
}

const yearsBetween = (from: string | undefined, to: string): number | null => {
  const [a, b] = [/^FY(\d{4})$/.exec(from ?? ''), /^FY(\d{4})$/.exec(to)]
  return a && b ? Number(b[1]) - Number(a[1]) : null
}

const growthToken = (
  sentence: JudgedSentence,
  name: string,
  period: string,
): string | undefined => {
  const growth = growthNameOf(name)
  return growth && sentence.book.get(growth, period) ? `${growth}@${period}` : undefined
}

export const differenceOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: BareNumber,
  topic: ClaimTopic,
  near: Nearness | null,
): ClaimOutcome => {
  const dir = directionAt(clause, at) ?? topic.growth?.dir ?? comparedDirection(clause, at)
  let reason: FindingReason = 'not_recomputed'
  for (const naming of topic.namings)
    for (const name of naming.names) {
      const unit = sentence.book.unit(name)
      if (!unit) continue
      const kind = unitKind(unit)
      const isRatio = kind === 'ratio'
      const scale = number.kind === 'basis_points' ? 10_000 : isRatio ? 100 : 1
      const fits =
        number.kind === 'points' || number.kind === 'basis_points' || number.kind === 'percent'
          ? isRatio
          : unitFactor(number, unit, name) !== null && currencyFits(number.currency, unit)
      if (!fits) {
        if (!currencyFits(number.currency, unit)) reason = 'other_currency'
        continue
      }
      const { periods } = periodsOf(sentence, clause, at, name)
      for (const period of expandPeriods(sentence, periods, name)) {
        const now = sentence.book.value(name, period)
        const others = otherConcepts(clause, at, topic)
        const befores =
          others.length > 0
            ? others.flatMap((other) => sentence.book.value(other, period) ?? [])
            : basePeriods(sentence, clause, period).flatMap(
                (base) => sentence.book.value(name, base) ?? [],
              )
        for (const before of befores) {
          if (now === null) continue
          const change =
            naming.sign === -1 || OUTFLOWS.has(name)
              ? Math.abs(now) - Math.abs(before)
              : now - before
          if (!agreement(number, Math.abs(change) * scale, near)) continue
          if (dir !== null && Math.sign(change) !== dir && change !== 0) {
            reason = 'wrong_direction'
            continue
          }
          return FINE
        }
      }
    }
  return finding(reason)
}

const comparedDirection = ({ items }: Clause, at: number): 1 | -1 | null => {
  const before = items[at - 1]?.text ?? ''
  if (/^(?:多|高|多出|高出|多了)$/.test(before)) return 1
  if (/^(?:少|低|少了)$/.test(before)) return -1
  const after = items[at + 1]?.text ?? ''
  if (/^(?:more|higher|above|ahead)/.test(after)) return 1
  return /^(?:less|lower|below|fewer|short)/.test(after) ? -1 : null
}

/** Figures named after the number as what it is compared with: "$6bn more than net income". */
export const otherConcepts = ({ items }: Clause, at: number, topic: ClaimTopic): string[] => {
  const link = items
    .slice(at + 1)
    .findIndex(
      (item) =>
        phraseOf(item)?.compares || (item.text === 'by' && items.some((x) => x.text === 'covered')),
    )
  const later = link >= 0 ? items.slice(at + 1 + link).find(isConcept) : undefined
  const left = items
    .slice(0, at)
    .findLast((item, i) => isConcept(item) && phraseOf(items[i - 1])?.compares)
  const concept = phraseOf(later ?? left)?.concept ?? []
  const names = namesOf(concept)
  return names.some((name) => namesOf(topic.namings).includes(name)) ? [] : names
}
