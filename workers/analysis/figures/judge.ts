/**
 * Judges the claims of one sentence: binds each number, token and number word to the figure that
 * its clause names, and holds it against the figures. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'
import { type SeriesBook, quarterBefore, yearsBefore } from './book.ts'
import {
  type Clause,
  clausesOf,
  isConcept,
  isNumeric,
  isReference,
  phraseOf,
  speaksOfOther,
  subjectSet,
} from './clauses.ts'
import { type CountCondition, type Count, countHolds } from './counts.ts'
import type { ExhibitRule } from './exhibits/rule.ts'
import type { ClaimItem } from './items.ts'
import {
  CAGR_OF,
  DAYS_OF,
  GROWTH_OF,
  type Naming,
  OUTFLOWS,
  PARTS_OF,
  PER_SHARE_OF,
  RATIO_OF,
} from './lexicon/concepts.ts'
import type { Base, Foreign, Nearness } from './lexicon/dictionary.ts'
import type { BareNumber } from './numbers.ts'
import { agreement, currencyFits, unitFactor, unitKind } from './values.ts'

export type ClaimVerdict = { start: number; end: number } & (
  | { kind: 'figure'; token: string }
  /** True as it stands; it stays text. */
  | { kind: 'fine' }
  | { kind: 'finding'; reason: FindingReason }
)
/** What a number was found to be, before it has its place. */
export type ClaimOutcome =
  | { kind: 'figure'; token: string }
  | { kind: 'fine' }
  | { kind: 'finding'; reason: FindingReason }

/** What is meant when growth is spoken of and nothing is named. */
const REVENUE: ClaimTopic = { namings: [{ names: ['revenue'], en: '', zh: '' }] }
const FINE: ClaimOutcome = { kind: 'fine' }
const finding = (reason: FindingReason): ClaimOutcome => ({ kind: 'finding', reason })

/** What a sentence leaves for the next one. */
export interface Carry {
  topic: ClaimTopic | null
  main: string[]
  foreign: Foreign | null
  /** Whether it leads to what follows: a heading, or a sentence that ends with a colon. */
  leads?: boolean
  /** The heading above and the sentence before, in lower case. */
  said?: string
}
export const NOTHING_CARRIED: Carry = { topic: null, main: [], foreign: null }

/** What a number is said of: a figure, or one figure as a part of another. */
interface ClaimTopic {
  namings: readonly Naming[]
  /** Several namings that are added up: dividends and buybacks together. */
  together?: readonly (readonly Naming[])[]
  whole?: readonly Naming[]
  /** Whether a change was told of it, and in which direction. */
  growth?: { dir: 1 | -1 | null } | undefined
}

const PREPOSITIONS = new Set(
  'of in on for at to from by within outside across under among 的 于 在 来自'.split(' '),
)
const SKIPPED = new Set(
  'the a an its their our of in for at during as fiscal end year full period ended ending and was were is are on by to that this with 的 在 为 于 是 即 了 （ ( 期 末 达'.split(
    ' ',
  ),
)
/** Words between a number and the period right behind it. */
const BEHIND = new Set(
  "of in for at during as fiscal the a end close year full period ended ending by on over quarter half its 's 的 于 在 （ (".split(
    ' ',
  ),
)
const COPULAS = new Set(
  'of at was were is are to : = reached came stood be been totalled totaled equalled hit 为 是 达 达到 至 到 约 仅 仅为 录得 有'.split(
    ' ',
  ),
)
/** Before a name: what it names is taken out, and something else is spoken of. */
const LEFT_OUT = new Set('after excluding before deducting beyond 扣除 除去 扣减 剔除'.split(' '))
const WORDS_OF_MINUS =
  /\b(?:negative|outflow|outflows|deficit|used|minus|below zero)\b|负|流出|净流出|亏损|亏|赤字/
const VERBAL = /(?:ed|ing|ly)$/

const namesOf = (namings: readonly Naming[]): string[] => [
  ...new Set(namings.flatMap((n) => n.names)),
]
const growthNameOf = (name: string): string | undefined =>
  Object.entries(GROWTH_OF).find(
    ([, of]) =>
      of === name ||
      of.replace('_adjusted', '') === name ||
      (of === 'net_income' && name === 'net_income_total') ||
      (of === 'shares_diluted_adjusted' && name.startsWith('shares_')),
  )?.[0]
/** Whether two periods are both years, both quarters and so on. */
const sameForm = (a: string, b: string): boolean =>
  a.replace(/\d{4}/, '').replace(/Q\d/, 'Q') === b.replace(/\d{4}/, '').replace(/Q\d/, 'Q')
/** The words of items, for a search over several of them. */
const textOf = (items: readonly ClaimItem[]): string =>
  items
    .map((item) => item.text)
    .join(' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
const isGrowthName = (name: string): boolean => name in GROWTH_OF || name in CAGR_OF

export class SentenceJudge {
  readonly #book: SeriesBook
  readonly #clauses: Clause[]
  readonly #items: readonly ClaimItem[]
  readonly #carry: Carry
  /** Periods that the sentence speaks of, beside those of comparison. */
  #main: string[] = []
  #topic: ClaimTopic | null = null
  #foreign: Foreign | null = null
  #direction: 1 | -1 | null = null
  #firstTopic: ClaimTopic | null = null
  readonly #isTable: boolean
  readonly #distributed = new Map<ClaimItem, { namings?: readonly Naming[]; periods?: ClaimItem }>()
  readonly #texts = new Map<readonly ClaimItem[], string>()

  constructor(book: SeriesBook, items: readonly ClaimItem[], carry: Carry, isTable = false) {
    this.#book = book
    this.#items = items
    this.#carry = carry
    this.#isTable = isTable
    this.#clauses = isTable ? [{ items, bracketed: false, causal: false }] : clausesOf(items)
  }

  judge(): { verdicts: ClaimVerdict[]; carry: Carry } {
    const verdicts: ClaimVerdict[] = []
    this.#main = this.#mainPeriods()
    this.#distribute()
    this.#foreign = this.#carry.foreign
    for (const clause of this.#clauses) {
      const set = this.#isTable ? null : (subjectSet(clause) ?? this.#apposed(clause))
      if (set) this.#foreign = set
      else if (
        !/^(?:which|who)$/.test(clause.items[0]?.text ?? '') &&
        clause.items.some((item) => phraseOf(item)?.own) &&
        !clause.items.some((item) => phraseOf(item)?.foreign)
      )
        this.#foreign = null
      this.#direction =
        clause.items.some((i) => phraseOf(i)?.dir) || isConcept(clause.items[0])
          ? null
          : this.#direction
      clause.items.forEach((item, i) => {
        if (!isNumeric(item)) return
        const outcome = this.#outcome(clause, i)
        if (outcome) verdicts.push({ start: item.start, end: item.end, ...outcome })
      })
      const concept = clause.items.find(isConcept)
      if (concept && !clause.items.some(isNumeric) && !(clause.bracketed && this.#topic)) {
        const { left, whole } = this.#leftConcept(clause.items, clause.items.length)
        const named =
          phraseOf(left >= 0 && whole >= 0 ? clause.items[left] : concept)?.concept ?? []
        this.#topic = {
          namings: named,
          growth: this.#growthOf(clause, clause.items.length),
          ...(whole >= 0 && left >= 0 && { whole: phraseOf(clause.items[whole])?.concept ?? [] }),
        }
        this.#firstTopic ??= this.#topic
      }
    }
    return {
      verdicts,
      carry: {
        topic: this.#firstTopic ?? this.#topic ?? this.#carry.topic,
        main: this.#main.length > 0 ? this.#main : this.#carry.main,
        foreign: null,
      },
    }
  }

  /** An unknown name that a clause about it follows: "Inphi, which it bought, contributed". */
  #apposed(clause: Clause): Foreign | null {
    const [first, ...others] = clause.items
    const next = this.#clauses[this.#clauses.indexOf(clause) + 1]?.items[0]?.text ?? ''
    const isName =
      first?.kind === 'word' &&
      others.length < 3 &&
      !others.some(isNumeric) &&
      clause === this.#clauses[0]
    return isName &&
      !first.text.endsWith('s') &&
      /^(?:which|who|whose|a|an|the|its)$/.test(next) &&
      !VERBAL.test(first.text)
      ? 'company'
      : null
  }

  /** The words of a list of items, joined once for all claims that ask for them. */
  #textOf(items: readonly ClaimItem[]): string {
    const known = this.#texts.get(items)
    if (known !== undefined) return known
    const text = textOf(items)
    this.#texts.set(items, text)
    return text
  }

  // ------------------------------------------------------------------ periods

  #periodsOfReference(item: ClaimItem, name: string): string[] {
    if (item.kind === 'period') return this.#book.periodsNamed(item.period)
    const relative = phraseOf(item)?.relative
    return relative ? this.#book.periodsRelative(relative, name, this.#main) : []
  }

  /** 今年 before 一季度 only says of which year the quarter is. */
  #isLead(items: readonly ClaimItem[], at: number): boolean {
    const next = items[at + 1]
    const relative = phraseOf(items[at])?.relative
    return (
      (relative === 'latest' || relative === 'newest') &&
      next?.kind === 'period' &&
      /quarter|half|nine/.test(next.period.kind)
    )
  }

  /** Whether a reference says what something is compared with. */
  #isBase(items: readonly ClaimItem[], at: number): boolean {
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
      if (phrase?.base === 'year' || phrase?.base === 'quarter') return true
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

  /** The periods of the first reference that is neither relative to another nor a comparison. */
  #mainPeriods(): string[] {
    for (const clause of this.#clauses)
      for (const [i, item] of clause.items.entries()) {
        if (!isReference(item) || this.#isLead(clause.items, i) || this.#isBase(clause.items, i))
          continue
        const relative = phraseOf(item)?.relative
        if (
          relative === 'previous' ||
          relative === 'previous_quarter' ||
          relative === 'before_previous' ||
          relative === 'years'
        )
          continue
        if (item.kind === 'period' && item.period.kind === 'span') continue
        if (this.#isOfCompared(clause.items, i)) continue
        const periods =
          item.kind === 'period'
            ? this.#book.periodsNamed(item.period)
            : this.#book.periodsRelative(relative ?? 'latest', 'revenue', [])
        if (periods.length > 0) return periods.map((p) => p.replace('=', ''))
      }
    return this.#carry.main
  }

  /** Whether a reference stands behind a number that another is compared with: "from $5bn in FY2020". */
  #isOfCompared(items: readonly ClaimItem[], reference: number): boolean {
    for (let i = reference - 1; i >= Math.max(0, reference - 4); i--)
      if (isNumeric(items[i])) return this.#isCompared(items, i)
    return false
  }

  /** The reference right after a number: "in FY2025", "(2025财年)", 's FY2025. */
  #referenceAfter(items: readonly ClaimItem[], at: number): number {
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
  #heldBy(items: readonly ClaimItem[], at: number): ClaimItem | null {
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
  #bracketAfter(clause: Clause, at: number): ClaimItem | null {
    if (clause.items.slice(at + 1).some((item) => item.kind !== 'mark' && !phraseOf(item)?.neutral))
      return null
    const next = this.#clauses[this.#clauses.indexOf(clause) + 1]
    if (!next?.bracketed || clause.bracketed || next.items.some(isNumeric)) return null
    return next.items.find((item) => isReference(item)) ?? null
  }

  /** A number that is what another is compared with: "from $108.8bn", 上年为…. */
  #isCompared(items: readonly ClaimItem[], at: number): boolean {
    for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
      const item = items[i]
      const phrase = phraseOf(item)
      if (phrase?.compares) {
        if (phrase.near === undefined) return item?.text !== 'over'
        const before = items[i - 1]
        return (
          !before ||
          phraseOf(before)?.dir !== undefined ||
          ['well', 'far', 'still', '仍', '远', '明显'].includes(before.text)
        )
      }
      if (
        !item ||
        !(SKIPPED.has(item.text) || phrase?.near || item.text === 'level' || item.text === '水平')
      )
        return false
      if (COPULAS.has(item.text) && !['of', 'the'].includes(item.text)) return false
    }
    return false
  }

  /**
   * Periods that a number may be of, for a figure. `strict` when the text names them; else they are
   * what is meant when none is named.
   */
  #periodsOf(
    clause: Clause,
    at: number,
    name: string,
    skipAfter = false,
  ): { periods: string[]; strict: boolean } {
    const { items } = clause
    const given = this.#distributed.get(items[at] as ClaimItem)?.periods
    const named = (item: ClaimItem) => ({
      periods: this.#periodsOfReference(item, name),
      strict: true,
    })
    if (given) return named(given)
    const isRef = (i: number) => {
      const item = items[i]
      return (
        isReference(item) &&
        phraseOf(item)?.relative !== 'years' &&
        !(item?.kind === 'period' && item.period.kind === 'span')
      )
    }
    const held = this.#heldBy(items, at)
    if (held && !skipAfter) return named(held)
    const after = this.#referenceAfter(items, at)
    if (!skipAfter && after >= 0 && isRef(after) && !this.#isBase(items, after))
      return named(items[after] as ClaimItem)
    const bracket = this.#bracketAfter(clause, at)
    if (bracket) return named(bracket)
    const compared = this.#isCompared(items, at)
    // 2020财年的1.5倍: what stands before 的 is what is compared with.
    for (let i = held ? at - 3 : at - 1; i >= 0; i--) {
      const item = items[i]
      if (compared && phraseOf(item)?.compares) break
      if (isRef(i) && (!this.#isBase(items, i) || compared) && this.#claimBefore(items, i) !== i)
        return named(item as ClaimItem)
    }
    if (compared) {
      const previous = this.#book.periodsRelative('previous', name, this.#main)
      const quarters = this.#main.flatMap((p) => quarterBefore(p) ?? [])
      return { periods: [...previous, ...quarters], strict: true }
    }
    for (let i = at + 1; !skipAfter && i < items.length && !isNumeric(items[i]); i++)
      if (isRef(i) && !this.#isBase(items, i)) return named(items[i] as ClaimItem)
    const main = this.#mainAround(clause, name)
    if (main) return { periods: main, strict: true }
    if (this.#carry.main.length > 0)
      return { periods: [...this.#carry.main, ...this.#book.unnamedPeriods(name)], strict: false }
    return { periods: this.#book.unnamedPeriods(name), strict: false }
  }

  /** The number that a reference belongs to because it stands right behind it; else -1. */
  #claimBefore(items: readonly ClaimItem[], reference: number): number {
    for (let i = reference - 1; i >= Math.max(0, reference - 5); i--) {
      const item = items[i]
      if (item?.kind === 'number' || item?.kind === 'token')
        return this.#referenceAfter(items, i) === reference ? reference : -1
    }
    return -1
  }

  /** The periods of the clauses before this one; failing these, of what stands at the end. */
  #mainAround(clause: Clause, name: string): string[] | null {
    const at = this.#clauses.indexOf(clause)
    const ownIn = (other: Clause): string[] | null => {
      for (const [i, item] of other.items.entries())
        if (
          isReference(item) &&
          !this.#isLead(other.items, i) &&
          phraseOf(item)?.relative !== 'years' &&
          !this.#isBase(other.items, i)
        ) {
          if (item.kind === 'period' && item.period.kind === 'span') continue
          if (phraseOf(item)?.relative === 'previous') continue
          return this.#periodsOfReference(item, name)
        }
      return null
    }
    for (let i = at - 1; i >= 0; i--) {
      const found = ownIn(this.#clauses[i] as Clause)
      if (found) return found
    }
    if (this.#main.length > 0 && clause.items.some(isReference)) return this.#main
    for (const later of this.#clauses.slice(at + 1)) {
      const first = later.items.findIndex((item) => isReference(item))
      const number = later.items.findIndex(isNumeric)
      if (first > number && number >= 0 && !this.#isCompared(later.items, number)) {
        const found = ownIn(later)
        if (found) return found
      }
      if (first >= 0) break
    }
    return null
  }

  /** As many figures or periods as numbers, one for each: "respectively", 分别. */
  #distribute(): void {
    if (this.#isTable) return
    const items = this.#items
    const numbers = items.filter((item) => item.kind === 'number' || item.kind === 'token')
    if (numbers.length < 2) return
    const said = items.some((item) => /^(?:respectively|分别|分别为|依次)$/.test(item.text))
    const concepts = items.filter(isConcept)
    const references = items.filter(
      (item) =>
        isReference(item) &&
        phraseOf(item)?.relative !== 'years' &&
        !(item.kind === 'period' && item.period.kind === 'span'),
    )
    const first = numbers[0] as ClaimItem
    if (said && concepts.length === numbers.length && concepts.every((c) => c.start < first.start))
      numbers.forEach((number, i) => {
        this.#distributed.set(number, { namings: phraseOf(concepts[i])?.concept ?? [] })
      })
    const apart = items.filter(
      (item) => item.start > first.start && item.start < (numbers.at(-1)?.start ?? 0),
    )
    const isRun = apart.every(
      (item) =>
        item.kind === 'number' ||
        item.kind === 'token' ||
        /^(?:and|to|和|与|及|至|到|-|–|—|~|、|,|，)$/.test(item.text) ||
        phraseOf(item)?.near,
    )
    const together =
      references.every((r) => r.start > (numbers.at(-1)?.start ?? 0)) ||
      references.every((r) => r.start < first.start)
    if ((said || (isRun && together)) && references.length === numbers.length)
      numbers.forEach((number, i) => {
        this.#distributed.set(number, {
          ...this.#distributed.get(number),
          periods: references[i] as ClaimItem,
        })
      })
  }

  // ------------------------------------------------------------------ naming

  /** Whether the concept at `i` is what something is a part of: "8% of revenue", 占营收的8%. */
  #isWhole(items: readonly ClaimItem[], i: number): boolean {
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
  #isToldAt(items: readonly ClaimItem[], concept: number, at: number): boolean {
    return items
      .slice(concept + 1, at)
      .every((item) => COPULAS.has(item.text) || phraseOf(item)?.near)
  }

  #leftConcept(items: readonly ClaimItem[], at: number): { left: number; whole: number } {
    let whole = -1
    for (let i = at - 1; i >= 0; i--) {
      if (
        !isConcept(items[i]) ||
        (LEFT_OUT.has(items[i - 1]?.text ?? '') &&
          !(i === at - 1 && items[at]?.kind === 'number')) ||
        /^(?:后|之后|前|之前)$/.test(items[i + 1]?.text ?? '')
      )
        continue
      if (
        items[i - 1]?.text === 'of' &&
        isNumeric(items[i - 2]) &&
        i - 2 !== at &&
        this.#isToldAt(items, i, at)
      )
        return { left: i, whole }
      if (this.#isWhole(items, i)) {
        if (whole < 0 && !items.slice(i, at).some(isNumeric)) whole = i
        continue
      }
      return { left: i, whole }
    }
    return { left: -1, whole }
  }

  /** The concept that a number stands before: "$90.7 billion of buybacks", "a 46.9% gross margin". */
  #rightConcept(items: readonly ClaimItem[], at: number): { right: number; via: string } {
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

  /** What money was spent on or came from: "returned $90 billion to shareholders through buybacks". */
  #throughConcept(items: readonly ClaimItem[], at: number): number {
    const link = items.findIndex(
      (item, i) => i > at && /^(?:through|via|on|into|by way of|通过)$/.test(item.text),
    )
    if (
      link < 0 ||
      items.slice(at + 1, link).some((item) => isNumeric(item) || item.kind === 'word')
    )
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
  #strangers(clause: Clause, concept: number, at: number): FindingReason | null {
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
      if (skipped.kind === 'word' && !this.#isTable) {
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
        !this.#isTable
      )
        return 'other_figure'
    }
    return null
  }

  /** Another subject between the start of the clause, or the concept, and the number. */
  #foreignIn(clause: Clause, at: number, concept: number): FindingReason | null {
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
      if (
        speaksOfOther(phrase) &&
        /^(?:in|from|of|at|for|within|across|outside|to)$/.test(item.text)
      )
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
  #isElliptical(clause: Clause, at: number): boolean {
    return clause.items.slice(0, at).every((item) => {
      const phrase = phraseOf(item)
      if (item.kind === 'word')
        return /^[a-z]/.test(item.text) ? VERBAL.test(item.text) && !item.name : false
      return !speaksOfOther(phrase) && !phrase?.telling
    })
  }

  #growthOf(clause: Clause, at: number): { dir: 1 | -1 | null } | undefined {
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

  // ------------------------------------------------------------------ outcome

  #near(items: readonly ClaimItem[], at: number): Nearness | null {
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

  /** The topic that a number is said of, or why none is found. */
  #topicOf(clause: Clause, at: number): { topic: ClaimTopic; concept: number } | FindingReason {
    const { items } = clause
    const item = items[at] as ClaimItem
    const given = this.#distributed.get(item)?.namings
    if (given)
      return {
        topic: {
          namings: given,
          growth: this.#growthOf(clause, items.length) ?? this.#sentenceGrowth(),
        },
        concept: -1,
      }
    const number = item.kind === 'number' ? item.number : null
    const isPart = number
      ? number.kind === 'percent' || number.kind === 'multiple'
      : item.kind !== 'token'
    const { left, whole } = this.#leftConcept(items, at)
    const { right, via } = this.#rightConcept(items, at)
    const conceptAt = (i: number) => phraseOf(items[i])?.concept ?? []
    const kindAt = (i: number) => unitKind(this.#unitOf(conceptAt(i)) ?? '')
    const growth = this.#growthOf(clause, at) ?? this.#growthAfter(items, at)
    const strangers = (i: number) =>
      this.#strangers(clause, i, at) ?? this.#foreignIn(clause, at, i < at ? i : -1)
    const bound = (
      i: number,
      over?: readonly Naming[],
    ): { topic: ClaimTopic; concept: number } | FindingReason =>
      strangers(i) ?? {
        topic: {
          namings: this.#lossOf(items[i], conceptAt(i)),
          ...(over && { whole: over }),
          ...this.#togetherAt(items, i),
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
      if (left >= 0) return bound(left, wholes)
      const second = items.findIndex((it, i) => i > right && isConcept(it))
      if (second >= 0) return bound(second, wholes)
      const inherited = this.#inherited(clause, at)
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
      const inherited = this.#inherited(clause, at)
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
    const through = this.#throughConcept(items, at)
    if (through >= 0) return bound(through)
    const ahead = this.#namedAhead(clause)
    if (ahead)
      return typeof ahead === 'string' ? ahead : { topic: { ...ahead, growth }, concept: -1 }
    const inherited = this.#inherited(clause, at)
    if (!inherited) return this.#foreignIn(clause, at, -1) ?? 'unnamed'
    const stranger = this.#foreignIn(clause, at, -1)
    if (stranger) return stranger
    const signed = clause.bracketed && number?.kind === 'percent' && /^[+\-−–]/.test(number.text)
    const told = signed ? { dir: number.negative ? (-1 as const) : (1 as const) } : undefined
    return { topic: { ...inherited, growth: growth ?? told ?? inherited.growth }, concept: -1 }
  }

  /** What the next clause names: "At 13.8%, the dividend payout was low". */
  #namedAhead(clause: Clause): ClaimTopic | FindingReason | null {
    if (!/^(?:at|with|以)$/.test(clause.items[0]?.text ?? '')) return null
    const next = this.#clauses[this.#clauses.indexOf(clause) + 1]
    const concept = next?.items.findIndex(isConcept) ?? -1
    if (!next || concept < 0 || next.items.slice(0, concept).some(isNumeric)) return null
    return (
      this.#strangers(next, concept, concept + 1) ??
      this.#foreignIn(next, concept, -1) ?? {
        namings: phraseOf(next.items[concept])?.concept ?? [],
      }
    )
  }

  /** "A loss" behind an operating income is an operating loss. */
  #lossOf(item: ClaimItem | undefined, namings: readonly Naming[]): readonly Naming[] {
    if (!/^(?:loss|losses|亏损)$/.test(item?.text ?? '')) return namings
    const names = namesOf(this.#topic?.namings ?? []).filter((name) =>
      /^(?:operating_income|ebit|pretax_income)$/.test(name),
    )
    return names.length > 0 ? [{ names, sign: -1, en: '', zh: '' }] : namings
  }

  #sentenceGrowth(): { dir: 1 | -1 | null } | undefined {
    for (const clause of this.#clauses) {
      const growth = this.#growthOf(clause, clause.items.length)
      if (growth) return growth
    }
    return undefined
  }

  /** A change named behind the number: "a 6.4% rise", "6.4% higher". */
  #growthAfter(items: readonly ClaimItem[], at: number): { dir: 1 | -1 | null } | undefined {
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

  #togetherAt(
    items: readonly ClaimItem[],
    i: number,
  ): { together?: readonly (readonly Naming[])[] } {
    const join = items[i - 1]
    const other = items[i - 2]
    if (!join || !isConcept(other) || !/^(?:and|plus|和|与|及|以及|、)$/.test(join.text)) return {}
    const added = items.some((item) => /^(?:together|combined|合计|共|共计|总共)$/.test(item.text))
    return added
      ? { together: [phraseOf(other)?.concept ?? [], phraseOf(items[i])?.concept ?? []] }
      : {}
  }

  #inherited(clause: Clause, at: number): ClaimTopic | null {
    if (this.#foreign && !this.#isTable) return null
    if (!this.#isElliptical(clause, at)) return null
    return this.#topic ?? this.#carry.topic
  }

  #unitOf(namings: readonly Naming[]): string | null {
    for (const name of namesOf(namings)) {
      const unit = this.#book.unit(name)
      if (unit) return unit
    }
    return null
  }

  #outcome(clause: Clause, at: number): ClaimOutcome | null {
    const item = clause.items[at] as ClaimItem
    if (item.kind === 'token') return this.#tokenOutcome(clause, at, item.figure)
    if (item.kind === 'count') return this.#countOutcome(clause, at, item.count)
    const found = this.#topicOf(clause, at)
    if (item.kind === 'number' && !/\d/.test(item.text)) {
      if (this.#isMultipleOfEarnings(clause.items, at, item.number)) return FINE
      if (this.#isTable && clause.items.slice(at + 1).every((i) => i.kind !== 'number')) return FINE
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
      if (typeof found === 'string') return finding(this.#sayOf(clause, at, found))
      if (this.#foreign) return finding('other_subject')
      const outcome = this.#numberOutcome(clause, at, item.number, found)
      this.#remember(found.topic)
      return outcome
    }
    return this.#wordOutcome(clause, at, found)
  }

  #sayOf({ items }: Clause, at: number, reason: FindingReason): FindingReason {
    const isPrice = items
      .slice(0, at)
      .some((item) =>
        /^(?:share price|stock price|price|stock|trades at|股价|现价|收盘价|最新价)$/.test(
          item.text,
        ),
      )
    return isPrice ? 'share_price' : reason
  }

  #remember(topic: ClaimTopic): void {
    this.#topic = topic
    this.#firstTopic ??= topic
  }

  /** "ten times earnings" as the name of a price that is among the figures. */
  #isMultipleOfEarnings(items: readonly ClaimItem[], at: number, number: BareNumber): boolean {
    const next = items[at + 1]?.text ?? ''
    return (
      number.kind === 'multiple' &&
      /^(?:earnings|市盈率)/.test(next) &&
      this.#book.has(`pe_${number.value}_price`)
    )
  }

  // ------------------------------------------------------------------ numbers

  #numberOutcome(
    clause: Clause,
    at: number,
    number: BareNumber,
    { topic, concept }: { topic: ClaimTopic; concept: number },
  ): ClaimOutcome {
    const { items } = clause
    const near = this.#near(items, at)
    if (namesOf(topic.namings).every((name) => !this.#book.has(name))) {
      const isPrice = namesOf(topic.namings).includes('price')
      return finding(isPrice ? 'share_price' : 'unnamed')
    }
    if (topic.whole) return this.#shareOutcome(clause, at, number, topic, topic.whole, near)
    const other = this.#otherForm(number, topic)
    if (other) return this.#levelOutcome(clause, at, number, other, near)
    if (number.kind === 'points' || number.kind === 'basis_points')
      return this.#differenceOutcome(clause, at, number, topic, near)
    if (
      number.kind !== 'multiple' &&
      !(concept > at && number.kind === 'money') &&
      this.#isDifference(clause, at)
    ) {
      const outcome = this.#differenceOutcome(clause, at, number, topic, near)
      if (outcome.kind !== 'finding') return outcome
      if (number.kind !== 'percent') return outcome
    }
    const unit = this.#unitOf(topic.namings) ?? ''
    if (
      number.kind === 'percent' &&
      !topic.namings.some((n) =>
        n.names.some((name) => unitFactor(number, this.#book.unit(name) ?? '', name) !== null),
      )
    )
      return this.#growthOutcome(clause, at, number, topic, near)
    if (
      number.kind === 'multiple' &&
      unitKind(unit) !== 'x' &&
      !(unitKind(unit) === 'ratio' && concept >= 0)
    )
      return this.#multipleOutcome(clause, at, number, topic, near)
    return this.#levelOutcome(clause, at, number, topic, near)
  }

  /** An amount told per share, or a balance told in days, is another figure of the same name. */
  #otherForm(number: BareNumber, topic: ClaimTopic): ClaimTopic | null {
    const isPerShare =
      number.kind === 'money' && /per share|a share|每股/.test(this.#textOf(this.#items))
    const forms = number.kind === 'days' ? DAYS_OF : isPerShare ? PER_SHARE_OF : {}
    const names = namesOf(topic.namings).flatMap((name) => forms[name] ?? [])
    const sign = topic.namings[0]?.sign
    return names.length > 0 && number.value < 1e5
      ? { namings: [{ names, en: '', zh: '', ...(sign && { sign }) }] }
      : null
  }

  /** Whether a number says by how much and not to what: "rose by $25 billion", 增加251亿. */
  #isDifference({ items }: Clause, at: number): boolean {
    const after = items[at + 1]
    if (after?.text === 'less' && isConcept(items[at + 2])) return false
    if (
      after &&
      /^(?:more|less|higher|lower|above|below|more than|less than|higher than|lower than|fewer|ahead of|short of|more than in|more than the|less than the)$/.test(
        after.text,
      )
    )
      return true
    const prior = phraseOf(items[at - 1])?.near ? items[at - 2] : items[at - 1]
    if (
      prior?.text === 'by' &&
      items.some((item) =>
        /^(?:tops?|topped|exceeds?|exceeded|exceeding|beats?|outstrips?|outstripped|trails?|surpass(?:es|ed)?)$/.test(
          item.text,
        ),
      )
    )
      return true
    if (
      /^(?:多|少|高|低|多出|高出|多了|少了)$/.test(items[at - 1]?.text ?? '') &&
      items.some((item) => phraseOf(item)?.compares || phraseOf(item)?.base)
    )
      return true
    for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
      const item = items[i]
      const phrase = phraseOf(item)
      if (phrase?.dir) return !/[至到]$/.test(item?.text ?? '')
      if (!item || !(phrase?.near || /^(?:by|of|a|an|some|了|约|近)$/.test(item.text))) return false
    }
    return false
  }

  #levelOutcome(
    clause: Clause,
    at: number,
    number: BareNumber,
    topic: ClaimTopic,
    near: Nearness | null,
  ): ClaimOutcome {
    if (topic.together) return this.#sumOutcome(clause, at, number, topic.together, near)
    let reason: FindingReason = 'other_value'
    const worse = (next: FindingReason) => {
      if (reason === 'other_value') reason = next
    }
    for (const naming of topic.namings)
      for (const name of this.#spanned(naming.names, clause)) {
        const series = this.#book.series(name)
        if (series.size === 0) continue
        const { periods } = this.#periodsOf(clause, at, name)
        const allowed = this.#expand(periods, name)
        for (const period of allowed) {
          const figure = this.#book.get(name, period)
          if (!figure) continue
          const outcome = this.#compare(clause, at, number, figure, naming, near)
          if (outcome === null) continue
          if (typeof outcome === 'object') return outcome
          worse(outcome)
        }
        if (reason !== 'other_value') continue
        for (const figure of series.values())
          if (!allowed.includes(figure.period)) {
            const outcome = this.#compare(clause, at, number, figure, naming, null)
            if (outcome !== null && typeof outcome === 'object') worse('other_period')
          }
      }
    return finding(reason)
  }

  #sumOutcome(
    clause: Clause,
    at: number,
    number: BareNumber,
    together: readonly (readonly Naming[])[],
    near: Nearness | null,
  ): ClaimOutcome {
    const moneyNames = (namings: readonly Naming[]) =>
      namesOf(namings).filter((name) => unitKind(this.#book.unit(name) ?? '') === 'money')
    const first = moneyNames(together[0] ?? [])[0]
    if (!first) return finding('unnamed')
    for (const period of this.#expand(this.#periodsOf(clause, at, first).periods, first)) {
      const parts = together.map(
        (namings) => moneyNames(namings).flatMap((name) => this.#book.value(name, period) ?? [])[0],
      )
      if (parts.some((part) => part === undefined)) continue
      const sum = parts.reduce<number>((total, part) => total + Math.abs(part ?? 0), 0)
      if (
        agreement(number, sum, near) &&
        currencyFits(number.currency, this.#book.unit(first) ?? '')
      )
        return FINE
    }
    return finding('not_recomputed')
  }

  /** Of compound growth figures, those over as many years as the clause says. */
  #spanned(names: readonly string[], clause: Clause): readonly string[] {
    const isCompound = this.#wordOf(clause, (base) => base === 'compound')
    const of = CAGR_OF[names[0] ?? '']?.[0] ?? (isCompound ? GROWTH_OF[names[0] ?? ''] : undefined)
    if (!of) return names
    const years = this.#span(clause)
    if (years === null) return names
    return Object.entries(CAGR_OF).flatMap(([name, [base, n]]) =>
      base === of && n === years ? [name] : [],
    )
  }

  /** A stock at the end of a fourth quarter is that of the year. */
  #expand(periods: readonly string[], name: string): string[] {
    return periods.flatMap((period) => {
      if (!period.startsWith('=')) return [period]
      const quarter = `${period.slice(3)}Q4`
      return this.#book.get(name, quarter) ? [] : [period.slice(1)]
    })
  }

  /** The figure as an outcome, a reason against it, or null when it has another value. */
  #compare(
    clause: Clause,
    at: number,
    number: BareNumber,
    figure: Figure,
    naming: Naming,
    near: Nearness | null,
  ): ClaimOutcome | FindingReason | null {
    const factor = unitFactor(number, figure.unit, figure.name)
    if (factor === null) return 'other_unit'
    const value = Number(figure.value)
    const agrees = agreement(number, Math.abs(value) * factor, near)
    if (!agrees) return null
    if (!currencyFits(number.currency, figure.unit)) return 'other_currency'
    if (!this.#signFits(clause, at, number, value, figure, naming)) return 'wrong_direction'
    if (!this.#levelDirectionFits(clause, at, figure, naming)) return 'wrong_direction'
    return agrees === 'exact' ? { kind: 'figure', token: figure.token } : FINE
  }

  #signFits(
    clause: Clause,
    at: number,
    number: BareNumber,
    value: number,
    figure: Figure,
    naming: Naming,
  ): boolean {
    if (value === 0) return true
    if (naming.sign)
      return (
        naming.sign === Math.sign(value) ||
        (naming.sign === -1 && figure.name === 'net_cash' && value < 0)
      )
    if (number.negative) return value < 0
    const saysMinus = WORDS_OF_MINUS.test(this.#textOf(clause.items))
    if (value > 0) return !(saysMinus && isGrowthName(figure.name))
    if (OUTFLOWS.has(figure.name)) return true
    if (isGrowthName(figure.name)) return this.#growthOf(clause, at)?.dir === -1
    return saysMinus || (this.#isTable && clause.bracketed) || this.#isEnclosed(clause, at)
  }

  #isEnclosed(clause: Clause, at: number): boolean {
    const all = this.#items
    const i = all.indexOf(clause.items[at] as ClaimItem)
    return /^[(（]$/.test(all[i - 1]?.text ?? '') && /^[)）]$/.test(all[i + 1]?.text ?? '')
  }

  /** The direction told of a level must be that from the period before, or from the one named. */
  #levelDirectionFits(clause: Clause, at: number, figure: Figure, naming: Naming): boolean {
    if (this.#isTable) return true
    const { items } = clause
    if (this.#isCompared(items, at)) return true
    let dir: 1 | -1 | null = null
    for (let i = at - 1; i >= 0; i--) {
      const item = items[i]
      if (isNumeric(item) || (isConcept(item) && !phraseOf(item)?.dir)) {
        if (isNumeric(item) && items.slice(i, at).some((x) => /^(?:to|至|到)$/.test(x.text)))
          continue
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
    const from = this.#fromBefore(clause, figure.name)
    if (from === null) return true
    // A start that is told with its period: an equal value is not held against the word.
    if (from && this.#book.value(figure.name, from) === Number(figure.value)) return true
    const bases = from ? [from] : this.#basePeriods(clause, figure.period)
    const value = Number(figure.value)
    const size = (v: number) => (naming.sign === -1 || OUTFLOWS.has(figure.name) ? Math.abs(v) : v)
    const changes = bases.flatMap((base) => {
      const before = this.#book.value(figure.name, base)
      return before === null ? [] : [Math.sign(size(value) - size(before))]
    })
    return changes.length === 0 || changes.includes(dir)
  }

  /**
   * The period of the token that a change to a level starts from: 从{{revenue@FY2020}}增至. Null when
   * it starts from something that cannot be read, undefined when no start is told before the clause.
   */
  #fromBefore(clause: Clause, name: string): string | null | undefined {
    const before = this.#clauses.slice(0, this.#clauses.indexOf(clause))
    const start = before.findLast(({ items }) => items.some(isNumeric))
    const at = start?.items.findLastIndex(isNumeric) ?? -1
    if (!start || at < 0 || !/^(?:from|从|由)$/.test(start.items[at - 1]?.text ?? ''))
      return undefined
    const item = start.items[at]
    return item?.kind === 'token' && item.figure.name === name ? item.figure.period : null
  }

  // ------------------------------------------------------------------ changes

  #wordOf(clause: Clause, pick: (base: Base) => boolean): boolean {
    return this.#around(clause).some((item) => {
      const base = phraseOf(item)?.base
      return base !== undefined && pick(base)
    })
  }

  /** The items of a clause and of those before it that hold no number: "Sequentially, ...". */
  #around(clause: Clause): ClaimItem[] {
    return this.#withLeads(clause)
      .reverse()
      .flatMap(({ items }) => items)
  }

  /** A clause, then those before it that hold no number, nearest first. */
  #withLeads(clause: Clause): Clause[] {
    const found = [clause]
    for (let i = this.#clauses.indexOf(clause) - 1; i >= 0; i--) {
      const before = this.#clauses[i]
      if (!before || before.items.some(isNumeric)) break
      found.push(before)
    }
    return found
  }

  #span(clause: Clause): number | null {
    const here = this.#around(clause).find(
      (item) => item.kind === 'period' && item.period.kind === 'span',
    )
    return here?.kind === 'period' && here.period.kind === 'span' ? here.period.years : null
  }

  /** Periods that the clause names as what it compares with. */
  #namedBases(clause: Clause, name: string): string[] {
    for (const { items } of this.#withLeads(clause))
      for (const [i, item] of items.entries()) {
        if (!isReference(item) || !this.#isBase(items, i)) continue
        if (phraseOf(item)?.relative === 'years') continue
        if (item.kind === 'period' && item.period.kind === 'span') continue
        return this.#periodsOfReference(item, name).map((p) => p.replace('=', ''))
      }
    return []
  }

  /** The periods that a figure of `period` is compared with, as the clause says. */
  #basePeriods(clause: Clause, period: string): string[] {
    const named = this.#namedBases(clause, 'revenue')
    if (named.length > 0) return named.filter((base) => sameForm(base, period))
    const span = this.#span(clause)
    if (span) return [yearsBefore(period, span) ?? '']
    if (this.#wordOf(clause, (base) => base === 'quarter')) return [quarterBefore(period) ?? '']
    const year = yearsBefore(period, 1) ?? ''
    if (this.#wordOf(clause, (base) => base === 'year')) return [year]
    const quarter = quarterBefore(period)
    return quarter ? [year, quarter] : [year]
  }

  #growthOutcome(
    clause: Clause,
    at: number,
    number: BareNumber,
    topic: ClaimTopic,
    near: Nearness | null,
  ): ClaimOutcome {
    const growth = topic.growth ?? this.#growthAfter(clause.items, at)
    if (!growth) return finding('other_unit')
    if (this.#wordOf(clause, (base) => base === 'month')) return finding('wrong_base')
    const dir = this.#directionAt(clause, at) ?? growth.dir
    const compound =
      this.#wordOf(clause, (base) => base === 'compound') ||
      clause.items.some((i) => /复合|年均|cagr|compound/.test(i.text))
    let reason: FindingReason = 'other_value'
    for (const naming of topic.namings)
      for (const name of naming.names) {
        if (!this.#book.has(name)) continue
        const { periods } = this.#periodsOf(clause, at, name)
        for (const period of this.#expand(periods, name)) {
          for (const change of this.#changes(clause, name, period, compound)) {
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
          if (reason === 'other_value' && this.#fitsOtherBase(number, name, period))
            reason = 'wrong_base'
        }
      }
    return finding(reason)
  }

  /** The direction word that stands nearest before a number, else right behind it. */
  #directionAt({ items }: Clause, at: number): 1 | -1 | null {
    for (let i = at - 1; i >= 0; i--) {
      const dir = phraseOf(items[i])?.dir
      if (dir) return dir
    }
    return this.#growthAfter(items, at)?.dir ?? null
  }

  #fitsOtherBase(number: BareNumber, name: string, period: string): boolean {
    const now = this.#book.value(name, period)
    if (now === null) return false
    return [quarterBefore(period), ...[1, 2, 3, 4, 5].map((n) => yearsBefore(period, n))].some(
      (base) => {
        const before = base ? this.#book.value(name, base) : null
        return (
          before !== null &&
          before > 0 &&
          agreement(number, Math.abs(now / before - 1) * 100, null) !== null
        )
      },
    )
  }

  /** The changes of a figure to a period that the clause may mean, with the figure of each. */
  #changes(
    clause: Clause,
    name: string,
    period: string,
    compound: boolean,
  ): { value: number; token?: string }[] {
    const now = this.#book.value(name, period)
    const over = (base: string | null): number | null => {
      const before = base ? this.#book.value(name, base) : null
      if (now === null || before === null || before === 0) return null
      if (OUTFLOWS.has(name)) return Math.abs(now / before) - 1
      return (now - before) / Math.abs(before)
    }
    const bases = this.#namedBases(clause, name)
    const named = bases.filter((base) => sameForm(base, period))
    if (bases.length > named.length && named.length === 0) return []
    const span = this.#span(clause)
    if (compound) {
      const years = span ?? this.#yearsBetween(named[0], period)
      const figures = Object.entries(CAGR_OF).filter(
        ([, [of, n]]) =>
          (of === name || of.replace('_adjusted', '') === name) && (years === null || n === years),
      )
      const tokens = figures.flatMap(([cagr]) => {
        const value = this.#book.value(cagr, period)
        return value === null ? [] : [{ value, token: `${cagr}@${period}` }]
      })
      if (years === null) return tokens
      const before = this.#book.value(name, yearsBefore(period, years) ?? '')
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
          base === yearsBefore(period, 1) ? this.#growthToken(name, period) : undefined,
        )
    else if (this.#wordOf(clause, (base) => base === 'quarter')) {
      const quarter = /Q/.test(period) ? period : this.#book.newestQuarter
      if (/Q/.test(period)) add(over(quarterBefore(quarter ?? '')))
    } else {
      const token = this.#growthToken(name, period)
      const value = token ? this.#book.get(growthNameOf(name) ?? '', period) : undefined
      if (value) add(Number(value.value), value.token)
      add(over(yearsBefore(period, 1)))
      if (period === 'TTM') {
        const before = [...this.#book.series(name).keys()].find((p) => p.startsWith('TTM@'))
        add(over(before ?? null))
      }
    }
    return found
  }

  #yearsBetween(from: string | undefined, to: string): number | null {
    const [a, b] = [/^FY(\d{4})$/.exec(from ?? ''), /^FY(\d{4})$/.exec(to)]
    return a && b ? Number(b[1]) - Number(a[1]) : null
  }

  #growthToken(name: string, period: string): string | undefined {
    const growth = growthNameOf(name)
    return growth && this.#book.get(growth, period) ? `${growth}@${period}` : undefined
  }

  #differenceOutcome(
    clause: Clause,
    at: number,
    number: BareNumber,
    topic: ClaimTopic,
    near: Nearness | null,
  ): ClaimOutcome {
    const dir =
      this.#directionAt(clause, at) ?? topic.growth?.dir ?? this.#comparedDirection(clause, at)
    let reason: FindingReason = 'not_recomputed'
    for (const naming of topic.namings)
      for (const name of naming.names) {
        const unit = this.#book.unit(name)
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
        const { periods } = this.#periodsOf(clause, at, name)
        for (const period of this.#expand(periods, name)) {
          const now = this.#book.value(name, period)
          const others = this.#otherConcepts(clause, at, topic)
          const befores =
            others.length > 0
              ? others.flatMap((other) => this.#book.value(other, period) ?? [])
              : this.#basePeriods(clause, period).flatMap(
                  (base) => this.#book.value(name, base) ?? [],
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

  #comparedDirection({ items }: Clause, at: number): 1 | -1 | null {
    const before = items[at - 1]?.text ?? ''
    if (/^(?:多|高|多出|高出|多了)$/.test(before)) return 1
    if (/^(?:少|低|少了)$/.test(before)) return -1
    const after = items[at + 1]?.text ?? ''
    if (/^(?:more|higher|above|ahead)/.test(after)) return 1
    return /^(?:less|lower|below|fewer|short)/.test(after) ? -1 : null
  }

  /** Figures named after the number as what it is compared with: "$6bn more than net income". */
  #otherConcepts({ items }: Clause, at: number, topic: ClaimTopic): string[] {
    const link = items
      .slice(at + 1)
      .findIndex(
        (item) =>
          phraseOf(item)?.compares ||
          (item.text === 'by' && items.some((x) => x.text === 'covered')),
      )
    const later = link >= 0 ? items.slice(at + 1 + link).find(isConcept) : undefined
    const left = items
      .slice(0, at)
      .findLast((item, i) => isConcept(item) && phraseOf(items[i - 1])?.compares)
    const concept = phraseOf(later ?? left)?.concept ?? []
    const names = namesOf(concept)
    return names.some((name) => namesOf(topic.namings).includes(name)) ? [] : names
  }

  #multipleOutcome(
    clause: Clause,
    at: number,
    number: { value: number; tolerance: number; text: string },
    topic: ClaimTopic,
    near: Nearness | null,
  ): ClaimOutcome {
    const { items } = clause
    const isGrowth =
      /倍/.test(number.text) &&
      phraseOf(items[at - 1]?.text === '了' ? items[at - 2] : items[at - 1])?.dir === 1
    const factor = { value: number.value + (isGrowth ? 1 : 0), tolerance: number.tolerance }
    const others = this.#otherConcepts(clause, at, topic)
    const covered = items.some((item) => /^(?:covered|cover|覆盖)$/.test(item.text))
    const isLevel =
      /^(?:its|their|the|that|what|是|为|的)$/.test(items[at + 1]?.text ?? '') ||
      this.#heldBy(items, at) !== null
    for (const name of namesOf(topic.namings)) {
      if (!this.#book.has(name)) continue
      const { periods } = this.#periodsOf(clause, at, name, isLevel)
      for (const period of this.#expand(periods, name)) {
        const now = this.#book.value(name, period)
        if (now === null) continue
        const bases = this.#multipleBases(clause, at, period, name)
        const befores =
          others.length > 0
            ? others.flatMap((other) => this.#book.value(other, period) ?? [])
            : bases.flatMap((base) => this.#book.value(name, base) ?? [])
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

  #multipleBases(clause: Clause, at: number, period: string, name: string): string[] {
    const { items } = clause
    const named = this.#namedBases(clause, name).filter((base) => sameForm(base, period))
    if (named.length > 0) return named
    for (let i = at + 1; i < items.length; i++) {
      const item = items[i]
      if (!item || !isReference(item)) continue
      const periods = this.#periodsOfReference(item, name).map((p) => p.replace('=', ''))
      if (periods.length > 0 && !periods.includes(period)) return periods
    }
    for (let i = at - 1; i >= 0; i--) {
      const item = items[i]
      if (!item || !isReference(item) || items[at - 1]?.text !== '的') continue
      const periods = this.#periodsOfReference(item, name).map((p) => p.replace('=', ''))
      if (periods.length > 0 && !periods.includes(period)) return periods
    }
    const span = this.#span(clause)
    return [yearsBefore(period, span ?? 1) ?? '']
  }

  #shareOutcome(
    clause: Clause,
    at: number,
    number: { value: number; tolerance: number; kind?: string },
    topic: ClaimTopic,
    whole: readonly Naming[],
    near: Nearness | null,
  ): ClaimOutcome {
    const factor = number.kind === 'percent' ? 100 : 1
    const sums = topic.together ?? [topic.namings]
    for (const wholeName of namesOf(whole)) {
      if (!this.#book.has(wholeName)) continue
      const { periods } = this.#periodsOf(clause, at, wholeName)
      for (const period of this.#expand(periods, wholeName)) {
        const total = this.#book.value(wholeName, period)
        if (total === null || total === 0) continue
        for (const [ratio, [parts, of]] of Object.entries(RATIO_OF)) {
          const named = sums.map((namings) => namesOf(namings))
          const isRatio =
            namesOf(whole).includes(of) &&
            parts.length === sums.length &&
            parts.every((part) => named.some((names) => names.includes(part)))
          const ratioNamed = namesOf(topic.namings).includes(ratio)
          const figure = this.#book.get(ratio, period)
          if (
            !(isRatio || ratioNamed) ||
            !figure ||
            !agreement(number, Math.abs(Number(figure.value)) * factor, near)
          )
            continue
          return agreement(number, Math.abs(Number(figure.value)) * factor, null) &&
            number.kind === 'percent'
            ? { kind: 'figure', token: figure.token }
            : FINE
        }
        const parts = sums.map(
          (namings) => namesOf(namings).flatMap((name) => this.#book.value(name, period) ?? [])[0],
        )
        if (parts.some((part) => part === undefined)) continue
        const share =
          parts.reduce<number>((sum, part) => sum + Math.abs(part ?? 0), 0) / Math.abs(total)
        if (agreement(number, share * factor, near)) return FINE
      }
    }
    return finding('not_recomputed')
  }

  // ------------------------------------------------------------------ words

  #wordOutcome(
    clause: Clause,
    at: number,
    found: { topic: ClaimTopic; concept: number } | FindingReason,
  ): ClaimOutcome | null {
    const { items } = clause
    const phrase = phraseOf(items[at])
    if (!phrase) return null
    const next = items[at + 1]
    if (/^(?:digit|down|edged|year|yearly|check|counting|click)$/.test(next?.text ?? ''))
      return null
    const isPart = phrase.share !== undefined || phrase.times !== undefined
    if (this.#isTable && isPart) return null
    const near = this.#near(items, at) ?? (/多|以上/.test(next?.text ?? '') ? 'over' : null)
    const numeric = phrase.factor ?? phrase.times
    const isVerb = phrase.factor !== undefined
    if (typeof found === 'string') return isVerb ? finding(found) : null
    if (this.#foreign) return finding('other_subject')
    if (namesOf(found.topic.namings).every((name) => !this.#book.has(name)))
      return isVerb ? finding('unnamed') : null
    if (phrase.share !== undefined) {
      if (!found.topic.whole) return null
      // Without its part in the sentence, "a tenth of sales" is no claim that can be read.
      if (found.concept < 0 && (near === 'least' || this.#topic === null)) return null
      const share = { value: phrase.share, tolerance: 0.025 }
      if (near === 'least') return null
      return this.#shareOutcome(
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
      return this.#shareOutcome(
        clause,
        at,
        { value: numeric, tolerance: numeric * 0.06 },
        found.topic,
        found.topic.whole,
        near,
      )
    if (isPart && unitKind(this.#unitOf(found.topic.namings) ?? '') === 'x') return null
    const wide =
      near === 'over'
        ? { value: numeric * 1.24, tolerance: numeric * 0.24 }
        : near === 'under'
          ? { value: numeric * 0.91, tolerance: numeric * 0.09 }
          : { value: numeric, tolerance: numeric * 0.07 }
    const outcome = this.#multipleOutcome(clause, at, { ...wide, text: '' }, found.topic, null)
    this.#remember(found.topic)
    return outcome
  }

  /** A count of years or quarters, counted again over the series of what it speaks of. */
  #countOutcome(clause: Clause, at: number, count: Count): ClaimOutcome {
    const { items } = clause
    const here = items.findLast((item, i) => isConcept(item) && i < at) ?? items.find(isConcept)
    const topic: ClaimTopic | null = here
      ? { namings: phraseOf(here)?.concept ?? [] }
      : (this.#topic ?? this.#carry.topic ?? REVENUE)
    if (this.#foreign || items.some((item) => phraseOf(item)?.foreign === 'company'))
      return finding('other_subject')
    const isGrowth =
      topic?.namings.every((n) => n.names.every((name) => name in GROWTH_OF)) ?? false
    const condition =
      this.#conditionOf(items) ?? this.#conditionOf(this.#items) ?? (isGrowth ? 'up' : null)
    const of = count.of === 0 ? (this.#span({ ...clause, items: this.#items }) ?? 0) : count.of
    const isBack = /\b(?:so|such)\b|如此/.test(this.#textOf(this.#items)) && !condition
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
        if (!this.#book.has(name) || (name === 'ebit' && this.#book.has('operating_income')))
          continue
        const form = count.unit === 'year' ? /^FY/ : /Q/
        const own = items.some((item) => isReference(item)) ? this.#main : []
        const last = own.find((p) => form.test(p)) ?? this.#book.newest(name, count.unit) ?? ''
        const size = (value: number) => (OUTFLOWS.has(name) ? Math.abs(value) : value)
        const asked = naming.sign === -1 && condition === 'positive' ? 'negative' : condition
        if (countHolds(this.#book, GROWTH_OF[name] ?? name, last, asked, { ...count, of }, size))
          return FINE
      }
    return finding('not_recomputed')
  }

  #conditionOf(items: readonly ClaimItem[]): CountCondition | null {
    const text = this.#textOf(items)
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
    return null
  }

  // ------------------------------------------------------------------ tokens

  #tokenOutcome(clause: Clause, at: number, figure: Figure): ClaimOutcome {
    const { items } = clause
    const cited: ClaimOutcome = { kind: 'figure', token: figure.token }
    const { left, whole } = this.#leftConcept(items, at)
    const naming: Naming = { names: [figure.name], en: '', zh: '' }
    const rule = this.#book.ruleOf(figure.token)
    const reason = rule
      ? this.#ruledReason(rule, clause, at, figure, left)
      : this.#tokenReason(clause, at, figure, left, whole)
    this.#remember({
      namings: left >= 0 ? (phraseOf(items[left])?.concept ?? [naming]) : [naming],
      growth: this.#growthOf(clause, at),
    })
    return reason ? finding(reason) : cited
  }

  /** What speaks against a token of an exhibit that has a rule of its own. */
  #ruledReason(
    rule: ExhibitRule,
    clause: Clause,
    at: number,
    figure: Figure,
    left: number,
  ): FindingReason | null {
    const between = clause.items.slice(left + 1, at)
    const isTight = left >= 0 && between.every((item) => item.kind !== 'word' && !isNumeric(item))
    const named = isTight ? namesOf(phraseOf(clause.items[left])?.concept ?? []) : []
    const words = textOf(this.#items.filter(({ kind }) => kind !== 'token'))
    const sentence = { own: words, text: `${this.#carry.said ?? ''} ${words}`, named }
    const reason = rule.judge(figure, sentence)
    if (reason || !rule.isFiscal) return reason
    const period = this.#tokenPeriod(clause, at, figure)
    return period && rule.fits?.(figure, sentence) ? null : period
  }

  #tokenReason(
    clause: Clause,
    at: number,
    figure: Figure,
    left: number,
    whole: number,
  ): FindingReason | null {
    const { items } = clause
    if (this.#foreign === 'company' || this.#foreign === 'region' || this.#foreign === 'segment')
      return 'other_subject'
    const gap = items.slice(left + 1, at)
    if (this.#isTable && /^pe_/.test(figure.name)) return null
    const isTight =
      left >= 0 &&
      (!this.#isTable || this.#isNameOnly(items, left, at)) &&
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
        (this.#near(items, at) !== null || /^(?:a|any)$/.test(items[left - 1]?.text ?? ''))
      if (isAnyPrice) return null
      if (!this.#compatible(figure, namesOf(namings), items, at, left))
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
      if (foreign && items.slice(0, at).every((item) => item.kind !== 'word'))
        return 'other_subject'
    }
    for (let i = at + 1; i < Math.min(items.length - 1, at + 3); i++)
      if (/^(?:in|from|of|at)$/.test(items[i]?.text ?? '')) {
        const next = /^(?:the|its)$/.test(items[i + 1]?.text ?? '') ? items[i + 2] : items[i + 1]
        const phrase = phraseOf(next)
        if (speaksOfOther(phrase) && phrase?.foreign !== 'market') return 'other_subject'
      } else break
    const period = this.#tokenPeriod(clause, at, figure)
    if (period) return period
    return this.#tokenChange(clause, at, figure, left)
  }

  /** Whether what stands before a cell is nothing but the name of one figure. */
  #isNameOnly(items: readonly ClaimItem[], left: number, at: number): boolean {
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

  #compatible(
    figure: Figure,
    names: readonly string[],
    items: readonly ClaimItem[],
    at: number,
    left: number,
  ): boolean {
    const { name } = figure
    const family = (n: string) =>
      n.replace(/_adjusted$/, '').replace(/^net_income_(?:total|common)$/, 'net_income')
    if (names.some((n) => family(n) === family(name))) return true
    if (names.every((n) => !this.#book.has(n)))
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
      const kind = unitKind(this.#book.unit(names[0] ?? '') ?? '')
      const isSame = kind === unitKind(figure.unit)
      if (isSame && items[at - 1]?.text === 'by') return true
      return (
        !isSame &&
        !(
          COPULAS.has(items[at - 1]?.text ?? '') &&
          left === at - 2 &&
          /^(?:of|为|:|达)$/.test(items[at - 1]?.text ?? '') &&
          !this.#wholeAfter(items, at)
        )
      )
    }
    return false
  }

  /** Whether a number is followed by what it is a part or a multiple of. */
  #wholeAfter(items: readonly ClaimItem[], at: number): boolean {
    return this.#rightConcept(items, at).right >= 0
  }

  #tokenPeriod(clause: Clause, at: number, figure: Figure): FindingReason | null {
    const { items } = clause
    if (figure.period.startsWith('TTM@')) return null
    const after = this.#referenceAfter(items, at)
    const fits = (item: ClaimItem): boolean => {
      const periods = this.#periodsOfReference(item, figure.name).map((p) => p.replace('=', ''))
      const relative = phraseOf(item)?.relative
      if (item.kind === 'period' && (item.period.kind === 'span' || item.period.kind === 'part'))
        return true
      if (relative === 'years' || (relative === 'newest' && figure.period === 'TTM')) return true
      if (
        relative === 'previous' ||
        relative === 'previous_quarter' ||
        relative === 'before_previous'
      )
        return periods.includes(figure.period) || figure.period !== this.#book.newestYear
      if (relative === 'latest' && /Q|H|M|\d-\d/.test(figure.period)) return true
      return periods.length === 0
        ? item.kind !== 'period' || item.period.kind === 'day' || item.period.kind === 'month'
        : periods.includes(figure.period) ||
            figure.end ===
              (item.kind === 'period' && item.period.kind === 'day' ? item.period.day : '')
    }
    if (after >= 0 && !this.#isBase(items, after))
      return fits(items[after] as ClaimItem) ? null : 'other_period'
    const bracket = this.#bracketAfter(clause, at)
    if (bracket) return fits(bracket) ? null : 'other_period'
    if (this.#isCompared(items, at)) return null
    const given = this.#distributed.get(items[at] as ClaimItem)?.periods
    if (given) return fits(given) ? null : 'other_period'
    for (let i = at - 1; i >= 0; i--) {
      const item = items[i]
      if (isNumeric(item)) return null
      if (!item || !isReference(item) || this.#isBase(items, i)) continue
      return fits(item) ? null : 'other_period'
    }
    const alone = items.filter((item) => isReference(item) && phraseOf(item)?.relative !== 'years')
    const only = alone.length === 1 && items.filter(isNumeric).length === 1 ? alone[0] : undefined
    if (only && only.start > (items[at]?.end ?? 0) && !this.#isBase(items, items.indexOf(only)))
      return fits(only) ? null : 'other_period'
    const at0 = this.#clauses.indexOf(clause)
    const before = this.#clauses[at0 - 1]
    if (before && !before.bracketed && !before.items.some(isNumeric) && !clause.bracketed)
      for (const [i, item] of before.items.entries())
        if (isReference(item) && !this.#isBase(before.items, i) && !before.items.some(isConcept))
          return fits(item) ? null : 'other_period'
    return null
  }

  #tokenChange(clause: Clause, at: number, figure: Figure, left: number): FindingReason | null {
    const { items } = clause
    const value = Number(figure.value)
    const isGrowth = isGrowthName(figure.name)
    const from = Math.max(left, 0)
    const near = items.slice(from, at)
    if (near.some(isNumeric)) return null
    if (isGrowth) {
      const all = this.#around(clause)
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
          textOf(this.#around(clause)),
        ) || items.slice(0, at).some((i) => phraseOf(i)?.relative === 'latest')
          ? undefined
          : this.#around(clause)
              .filter((i) => i.start < (items[at]?.start ?? 0))
              .findLast((i) => i.kind === 'period' && i.period.kind === 'span')
      const years =
        span?.kind === 'period' && span.period.kind === 'span' ? span.period.years : null
      const own = CAGR_OF[figure.name]?.[1] ?? 1
      if (years !== null && years !== own) return 'wrong_base'
      const named = this.#namedBases(clause, GROWTH_OF[figure.name] ?? 'revenue')
      if (
        named.length > 0 &&
        !(figure.name in CAGR_OF) &&
        !named.includes(yearsBefore(figure.period, 1) ?? '')
      )
        return 'wrong_base'
    }
    const direct = this.#isDifference(clause, at)
    // "Growth of" is followed by a figure with its sign.
    const word = near.findLast(
      (item) => phraseOf(item)?.dir && !/^(?:growth|增速)$/.test(item.text),
    )
    const dir = phraseOf(word)?.dir
    if (!dir || !word) return null
    if (isGrowth && direct && value !== 0 && dir === 1 && value < 0) return 'wrong_direction'
    if (isGrowth && direct && value > 0 && dir === -1) return 'wrong_direction'
    if (
      !isGrowth &&
      !this.#levelDirectionFits(clause, at, figure, { names: [figure.name], en: '', zh: '' })
    )
      return 'wrong_direction'
    return null
  }
}
