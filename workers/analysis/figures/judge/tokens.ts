/** Judges tokens: the clause of a figure must not contradict it. Pure. */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'
import { yearsBefore } from '../book.ts'
import {
  type Clause,
  isConcept,
  isNumeric,
  isReference,
  phraseOf,
  speaksOfOther,
} from '../clauses.ts'
import type { ExhibitRule } from '../exhibits/rule.ts'
import type { ClaimItem } from '../items.ts'
import { CAGR_OF, GROWTH_OF, type Naming, PARTS_OF, RATIO_OF } from '../lexicon/concepts.ts'
import type { Base } from '../lexicon/dictionary.ts'
import { unitKind } from '../values.ts'
import { isDifference, itemsAround, namedBases } from './bases.ts'
import { levelDirectionFits } from './levels.ts'
import { growthOf, leftConcept, nearnessAt, rightConcept } from './naming.ts'
import {
  bracketAfter,
  isBase,
  isCompared,
  periodsOfReference,
  referenceAfter,
} from './references.ts'
import {
  type ClaimOutcome,
  finding,
  isGrowthName,
  type JudgedSentence,
  namesOf,
  textOf,
} from './sentence.ts'
import { rememberTopic } from './topic.ts'
import { COPULAS } from './vocabulary.ts'

export const tokenOutcome = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  figure: Figure,
): ClaimOutcome => {
  const { items } = clause
  const cited: ClaimOutcome = { kind: 'figure', token: figure.token }
  const { left, whole } = leftConcept(items, at)
  const naming: Naming = { names: [figure.name], en: '', zh: '' }
  const rule = sentence.book.ruleOf(figure.token)
  const reason = rule
    ? ruledReason(sentence, rule, clause, at, figure, left)
    : tokenReason(sentence, clause, at, figure, left, whole)
  rememberTopic(sentence, {
    namings: left >= 0 ? (phraseOf(items[left])?.concept ?? [naming]) : [naming],
    growth: growthOf(clause, at),
  })
  return reason ? finding(reason) : cited
}

/** What speaks against a token of an exhibit that has a rule of its own. */
const ruledReason = (
  sentence: JudgedSentence,
  rule: ExhibitRule,
  clause: Clause,
  at: number,
  figure: Figure,
  left: number,
): FindingReason | null => {
  const between = clause.items.slice(left + 1, at)
  const isTight = left >= 0 && between.every((item) => item.kind !== 'word' && !isNumeric(item))
  const named = isTight ? namesOf(phraseOf(clause.items[left])?.concept ?? []) : []
  const words = textOf(sentence.items.filter(({ kind }) => kind !== 'token'))
  const told = { own: words, text: `${sentence.carry.said ?? ''} ${words}`, named }
  const reason = rule.judge(figure, told)
  if (reason || !rule.isFiscal) return reason
  const period = tokenPeriod(sentence, clause, at, figure)
  return period && rule.fits?.(figure, told) ? null : period
}

const tokenReason = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  figure: Figure,
  left: number,
  whole: number,
): FindingReason | null => {
  const { items } = clause
  if (
    sentence.foreign === 'company' ||
    sentence.foreign === 'region' ||
    sentence.foreign === 'segment'
  )
    return 'other_subject'
  const gap = items.slice(left + 1, at)
  if (sentence.isTable && /^pe_/.test(figure.name)) return null
  const isTight =
    left >= 0 &&
    (!sentence.isTable || isNameOnly(items, left, at)) &&
    gap.every(
      (item) =>
        item.kind !== 'word' &&
        !isNumeric(item) &&
        !phraseOf(item)?.foreign &&
        !phraseOf(item)?.compares &&
        phraseOf(item)?.near !== 'most',
    )
  if (isTight && whole < 0) {
    const namings = phraseOf(items[left])?.concept ?? []
    if (
      items
        .slice(Math.max(0, left - 1), at)
        .some((item) => /^(?:averages?|averaged|mean|median|平均|中位数)$/.test(item.text))
    )
      return null
    const isAnyPrice =
      namesOf(namings).includes('price') &&
      (nearnessAt(items, at) !== null || /^(?:a|any)$/.test(items[left - 1]?.text ?? ''))
    if (isAnyPrice) return null
    if (!isCompatible(sentence, figure, namesOf(namings), items, at, left))
      return namesOf(namings).includes('price') ? 'share_price' : 'other_figure'
    const before = items[left - 1]
    const owner = before && /^(?:'s|’s|'|的)$/.test(before.text) ? items[left - 2] : before
    const foreign = phraseOf(owner)
    if (speaksOfOther(foreign) && owner && (items[left]?.start ?? 0) - owner.end <= 3)
      return 'other_subject'
    const sign = namings.find((n) => n.names.includes(figure.name))?.sign
    if (sign === -1 && namings.length === 1 && Number(figure.value) > 0) return 'wrong_direction'
  } else if (left < 0) {
    const foreign = items.slice(0, at).find((item) => {
      const phrase = phraseOf(item)
      return (
        (phrase?.foreign === 'company' ||
          /^(?:the market|market|the industry|industry|the sector|sector|peers|rivals|行业|同行|同业|市场)$/.test(
            item.text,
          )) &&
        !phrase?.own
      )
    })
    if (foreign && items.slice(0, at).every((item) => item.kind !== 'word')) return 'other_subject'
  }
  for (let i = at + 1; i < Math.min(items.length - 1, at + 3); i++)
    if (/^(?:in|from|of|at)$/.test(items[i]?.text ?? '')) {
      const next = /^(?:the|its)$/.test(items[i + 1]?.text ?? '') ? items[i + 2] : items[i + 1]
      const phrase = phraseOf(next)
      if (speaksOfOther(phrase) && phrase?.foreign !== 'market') return 'other_subject'
    } else break
  if (left >= 0 && isOfPart(items, left, at)) return 'other_subject'
  const period = tokenPeriod(sentence, clause, at, figure)
  if (period) return period
  return tokenChange(sentence, clause, at, figure, left)
}

/** Whether a part of the company stands between the name and its token: "revenue in China was". */
const isOfPart = (items: readonly ClaimItem[], left: number, at: number): boolean =>
  items.slice(left + 1, at).some((item, i) => {
    if (!/^(?:in|from|of|at|for|within|across|outside)$/.test(item.text)) return false
    const next = left + 2 + i
    const owner = /^(?:the|its)$/.test(items[next]?.text ?? '') ? items[next + 1] : items[next]
    const phrase = phraseOf(owner)
    return speaksOfOther(phrase) && phrase?.foreign !== 'market'
  })

/** Whether what stands before a cell is nothing but the name of one figure. */
const isNameOnly = (items: readonly ClaimItem[], left: number, at: number): boolean => {
  return items
    .slice(0, at)
    .every(
      (item, i) =>
        i === left ||
        (!isConcept(item) &&
          !isNumeric(item) &&
          item.kind !== 'word' &&
          (item.kind !== 'phrase' || item.phrase.neutral || item.phrase.relative !== undefined)),
    )
}

const isCompatible = (
  sentence: JudgedSentence,
  figure: Figure,
  names: readonly string[],
  items: readonly ClaimItem[],
  at: number,
  left: number,
): boolean => {
  const { name } = figure
  const family = (n: string) =>
    n.replace(/_adjusted$/, '').replace(/^net_income_(?:total|common)$/, 'net_income')
  if (names.some((n) => family(n) === family(name))) return true
  if (names.every((n) => !sentence.book.has(n)))
    return names.some((n) => n === 'price' || n === 'pe_ttm') && /^pe_/.test(name)
  const of = GROWTH_OF[name] ?? CAGR_OF[name]?.[0]
  const baseOf = (n: string) => GROWTH_OF[n] ?? CAGR_OF[n]?.[0] ?? n
  if (of)
    return (
      names.some((n) => family(baseOf(n)) === family(of) && n in CAGR_OF === name in CAGR_OF) ||
      names.some((n) => family(n) === family(of)) ||
      names.some((n) => n.startsWith('shares_') && name === 'share_count_change')
    )
  const [parts, total] = RATIO_OF[name] ?? [[], '']
  const all = [...parts, total, ...(PARTS_OF[name] ?? [])]
  if (names.some((n) => all.some((part) => family(part) === family(n)))) {
    const kind = unitKind(sentence.book.unit(names[0] ?? '') ?? '')
    const isSame = kind === unitKind(figure.unit)
    if (isSame && items[at - 1]?.text === 'by') return true
    return (
      !isSame &&
      !(
        COPULAS.has(items[at - 1]?.text ?? '') &&
        left === at - 2 &&
        /^(?:of|为|:|达)$/.test(items[at - 1]?.text ?? '') &&
        !wholeAfter(items, at)
      )
    )
  }
  return false
}

/** Whether a number is followed by what it is a part or a multiple of. */
const wholeAfter = (items: readonly ClaimItem[], at: number): boolean => {
  return rightConcept(items, at).right >= 0
}

const tokenPeriod = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  figure: Figure,
): FindingReason | null => {
  const { items } = clause
  if (figure.period.startsWith('TTM@')) return null
  const after = referenceAfter(items, at)
  const fits = (item: ClaimItem): boolean => {
    const periods = periodsOfReference(sentence, item, figure.name).map((p) => p.replace('=', ''))
    const relative = phraseOf(item)?.relative
    if (item.kind === 'period' && (item.period.kind === 'span' || item.period.kind === 'part'))
      return true
    if (relative === 'years' || (relative === 'newest' && figure.period === 'TTM')) return true
    if (
      relative === 'previous' ||
      relative === 'previous_quarter' ||
      relative === 'before_previous'
    )
      return periods.includes(figure.period) || figure.period !== sentence.book.newestYear
    if (relative === 'latest' && /Q|H|M|\d-\d/.test(figure.period)) return true
    return periods.length === 0
      ? item.kind !== 'period' || item.period.kind === 'day' || item.period.kind === 'month'
      : periods.includes(figure.period) ||
          figure.end ===
            (item.kind === 'period' && item.period.kind === 'day' ? item.period.day : '')
  }
  if (after >= 0 && !isBase(items, after))
    return fits(items[after] as ClaimItem) ? null : 'other_period'
  const bracket = bracketAfter(sentence, clause, at)
  if (bracket) return fits(bracket) ? null : 'other_period'
  if (isCompared(items, at)) return null
  const given = sentence.distributed.get(items[at] as ClaimItem)?.periods
  if (given) return fits(given) ? null : 'other_period'
  for (let i = at - 1; i >= 0; i--) {
    const item = items[i]
    if (isNumeric(item)) return null
    if (!item || !isReference(item) || isBase(items, i)) continue
    return fits(item) ? null : 'other_period'
  }
  const alone = items.filter((item) => isReference(item) && phraseOf(item)?.relative !== 'years')
  const only = alone.length === 1 && items.filter(isNumeric).length === 1 ? alone[0] : undefined
  if (only && only.start > (items[at]?.end ?? 0) && !isBase(items, items.indexOf(only)))
    return fits(only) ? null : 'other_period'
  const at0 = sentence.clauses.indexOf(clause)
  const before = sentence.clauses[at0 - 1]
  if (before && !before.bracketed && !before.items.some(isNumeric) && !clause.bracketed)
    for (const [i, item] of before.items.entries())
      if (isReference(item) && !isBase(before.items, i) && !before.items.some(isConcept))
        return fits(item) ? null : 'other_period'
  return null
}

const tokenChange = (
  sentence: JudgedSentence,
  clause: Clause,
  at: number,
  figure: Figure,
  left: number,
): FindingReason | null => {
  const { items } = clause
  const value = Number(figure.value)
  const isGrowth = isGrowthName(figure.name)
  const from = Math.max(left, 0)
  const near = items.slice(from, at)
  if (near.some(isNumeric)) return null
  if (isGrowth) {
    const all = itemsAround(sentence, clause)
    const has = (pick: (base: Base) => boolean) =>
      all.some((i) => {
        const b = phraseOf(i)?.base
        return b !== undefined && pick(b)
      })
    if (!(figure.name in CAGR_OF) && has((b) => b === 'quarter' || b === 'month'))
      return 'wrong_base'
    if (!(figure.name in CAGR_OF) && near.some((i) => /cagr|复合|compound/.test(i.text)))
      return 'wrong_base'
    if (
      figure.name in CAGR_OF &&
      near.some((i) => {
        const b = phraseOf(i)?.base
        return (b === 'year' && i.text !== 'annual growth') || b === 'quarter'
      })
    )
      return 'wrong_base'
    const span =
      /\b(?:low point|lowest|highest|most of all|largest|biggest|best|worst)\b|最(?:低|大|高|多)/.test(
        textOf(itemsAround(sentence, clause)),
      ) || items.slice(0, at).some((i) => phraseOf(i)?.relative === 'latest')
        ? undefined
        : itemsAround(sentence, clause)
            .filter((i) => i.start < (items[at]?.start ?? 0))
            .findLast((i) => i.kind === 'period' && i.period.kind === 'span')
    const years = span?.kind === 'period' && span.period.kind === 'span' ? span.period.years : null
    const own = CAGR_OF[figure.name]?.[1] ?? 1
    if (years !== null && years !== own) return 'wrong_base'
    const named = namedBases(sentence, clause, GROWTH_OF[figure.name] ?? 'revenue')
    if (
      named.length > 0 &&
      !(figure.name in CAGR_OF) &&
      !named.includes(yearsBefore(figure.period, 1) ?? '')
    )
      return 'wrong_base'
  }
  const direct = isDifference(clause, at)
  // "Growth of" is followed by a figure with its sign.
  const word = near.findLast((item) => phraseOf(item)?.dir && !/^(?:growth|增速)$/.test(item.text))
  const dir = phraseOf(word)?.dir
  if (!dir || !word) return null
  if (isGrowth && direct && value !== 0 && dir === 1 && value < 0) return 'wrong_direction'
  if (isGrowth && direct && value > 0 && dir === -1) return 'wrong_direction'
  if (
    !isGrowth &&
    !levelDirectionFits(sentence, clause, at, figure, { names: [figure.name], en: '', zh: '' })
  )
    return 'wrong_direction'
  return null
}
