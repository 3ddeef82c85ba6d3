/** Holds a number against one figure divided by another, or by itself in another period. Pure. */
import { yearsBefore } from '../book.ts'
import { type Clause, isReference, phraseOf } from '../clauses.ts'
import { type Naming, RATIO_OF } from '../lexicon/concepts.ts'
import type { Nearness } from '../lexicon/dictionary.ts'
import { agreement } from '../values.ts'
import { namedBases, spanOf } from './bases.ts'
import { otherConcepts } from './changes.ts'
import { expandPeriods, periodsOf } from './periods.ts'
import { levelDirectionFits } from './levels.ts'
import { heldBy, periodsOfReference } from './references.ts'
import {
  type ClaimOutcome,
  type ClaimTopic,
  finding,
  FINE,
  type JudgedSentence,
  namesOf,
  sameForm,
} from './sentence.ts'

export const multipleOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: { value: number; tolerance: number; text: string },
  topic: ClaimTopic,
  near: Nearness | null,
): ClaimOutcome => {
  const { items } = clause
  const isGrowth =
    /倍/.test(number.text) &&
    phraseOf(items[at - 1]?.text === '了' ? items[at - 2] : items[at - 1])?.dir === 1
  const factor = { value: number.value + (isGrowth ? 1 : 0), tolerance: number.tolerance }
  const others = otherConcepts(clause, at, topic)
  const covered = items.some((item) => /^(?:covered|cover|覆盖)$/.test(item.text))
  const isLevel =
    /^(?:its|their|the|that|what|是|为|的)$/.test(items[at + 1]?.text ?? '') ||
    heldBy(items, at) !== null
  for (const name of namesOf(topic.namings)) {
    if (!sentence.book.has(name)) continue
    const { periods } = periodsOf(sentence, clause, at, name, isLevel)
    for (const period of expandPeriods(sentence, periods, name)) {
      const now = sentence.book.value(name, period)
      if (now === null) continue
      const bases = multipleBases(sentence, clause, at, period, name)
      const befores =
        others.length > 0
          ? others.flatMap((other) => sentence.book.value(other, period) ?? [])
          : bases.flatMap((base) => sentence.book.value(name, base) ?? [])
      for (const before of befores)
        if (
          before !== 0 &&
          now / before > 0 &&
          agreement(factor, covered ? before / now : now / before, near)
        )
          return FINE
    }
  }
  return finding('not_recomputed')
}

const multipleBases = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  period: string,
  name: string,
): string[] => {
  const { items } = clause
  const named = namedBases(sentence, clause, name).filter((base) => sameForm(base, period))
  if (named.length > 0) return named
  for (let i = at + 1; i < items.length; i++) {
    const item = items[i]
    if (!item || !isReference(item)) continue
    const periods = periodsOfReference(sentence, item, name).map((p) => p.replace('=', ''))
    // "Doubled in FY2024 before easing in FY2025": what comes later is no base.
    const isLater = periods.every((p) => sameForm(p, period) && p > period)
    if (periods.length > 0 && !periods.includes(period) && !isLater) return periods
  }
  for (let i = at - 1; i >= 0; i--) {
    const item = items[i]
    if (!item || !isReference(item) || items[at - 1]?.text !== '的') continue
    const periods = periodsOfReference(sentence, item, name).map((p) => p.replace('=', ''))
    if (periods.length > 0 && !periods.includes(period)) return periods
  }
  const span = spanOf(sentence, clause)
  return [yearsBefore(period, span ?? 1) ?? '']
}

export const shareOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  number: { value: number; tolerance: number; kind?: string },
  topic: ClaimTopic,
  whole: readonly Naming[],
  near: Nearness | null,
): ClaimOutcome => {
  const factor = number.kind === 'percent' ? 100 : 1
  const sums = topic.together ?? [topic.namings]
  for (const wholeName of namesOf(whole)) {
    if (!sentence.book.has(wholeName)) continue
    const { periods } = periodsOf(sentence, clause, at, wholeName)
    for (const period of expandPeriods(sentence, periods, wholeName)) {
      const total = sentence.book.value(wholeName, period)
      if (total === null || total === 0) continue
      for (const [ratio, [parts, of]] of Object.entries(RATIO_OF)) {
        const named = sums.map((namings) => namesOf(namings))
        const isRatio =
          namesOf(whole).includes(of) &&
          parts.length === sums.length &&
          parts.every((part) => named.some((names) => names.includes(part)))
        const ratioNamed = namesOf(topic.namings).includes(ratio)
        const figure = sentence.book.get(ratio, period)
        if (
          !(isRatio || ratioNamed) ||
          !figure ||
          !agreement(number, Math.abs(Number(figure.value)) * factor, near)
        )
          continue
        if (!levelDirectionFits(sentence, clause, at, figure, { names: [ratio], en: '', zh: '' }))
          return finding('wrong_direction')
        return agreement(number, Math.abs(Number(figure.value)) * factor, null) &&
          number.kind === 'percent'
          ? { kind: 'figure', token: figure.token }
          : FINE
      }
      const parts = sums.map(
        (namings) => namesOf(namings).flatMap((name) => sentence.book.value(name, period) ?? [])[0],
      )
      if (parts.some((part) => part === undefined)) continue
      const share =
        parts.reduce<number>((sum, part) => sum + Math.abs(part ?? 0), 0) / Math.abs(total)
      if (agreement(number, share * factor, near)) return FINE
    }
  }
  return finding('not_recomputed')
}
