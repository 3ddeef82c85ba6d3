/**
 * What is judged: a sentence, its claims and their outcomes, and what it leaves for the next one.
 */
import type { FindingReason } from '#shared/finding-reasons.ts'
import type { SeriesBook } from '../book.ts'
import { type Clause, clausesOf } from '../clauses.ts'
import type { ClaimItem } from '../items.ts'
import { CAGR_OF, GROWTH_OF, type Naming } from '../lexicon/concepts.ts'
import type { Foreign } from '../lexicon/dictionary.ts'

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

export const FINE: ClaimOutcome = { kind: 'fine' }

export const finding = (reason: FindingReason): ClaimOutcome => ({ kind: 'finding', reason })

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
export interface ClaimTopic {
  namings: readonly Naming[]
  /** Several namings that are added up: dividends and buybacks together. */
  together?: readonly (readonly Naming[])[]
  whole?: readonly Naming[]
  /** Whether a change was told of it, and in which direction. */
  growth?: { dir: 1 | -1 | null } | undefined
}

export const namesOf = (namings: readonly Naming[]): string[] => [
  ...new Set(namings.flatMap((n) => n.names)),
]

export const growthNameOf = (name: string): string | undefined =>
  Object.entries(GROWTH_OF).find(
    ([, of]) =>
      of === name ||
      of.replace('_adjusted', '') === name ||
      (of === 'net_income' && name === 'net_income_total') ||
      (of === 'shares_diluted_adjusted' && name.startsWith('shares_')),
  )?.[0]

/** Whether two periods are both years, both quarters and so on. */
export const sameForm = (a: string, b: string): boolean =>
  a.replace(/\d{4}/, '').replace(/Q\d/, 'Q') === b.replace(/\d{4}/, '').replace(/Q\d/, 'Q')

/** The words of items, for a search over several of them. */
export const textOf = (items: readonly ClaimItem[]): string =>
  items
    .map((item) => item.text)
    .join(' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')

export const isGrowthName = (name: string): boolean => name in GROWTH_OF || name in CAGR_OF

/** A sentence while its claims are judged: its clauses, and what was said before and so far. */
export class JudgedSentence {
  readonly book: SeriesBook
  readonly clauses: Clause[]
  readonly items: readonly ClaimItem[]
  readonly carry: Carry
  /** Periods that the sentence speaks of, beside those of comparison. */
  main: string[] = []
  topic: ClaimTopic | null = null
  foreign: Foreign | null = null
  direction: 1 | -1 | null = null
  firstTopic: ClaimTopic | null = null
  readonly isTable: boolean
  readonly distributed = new Map<ClaimItem, { namings?: readonly Naming[]; periods?: ClaimItem }>()
  readonly #texts = new Map<readonly ClaimItem[], string>()

  constructor(book: SeriesBook, items: readonly ClaimItem[], carry: Carry, isTable: boolean) {
    this.book = book
    this.items = items
    this.carry = carry
    this.isTable = isTable
    this.clauses = isTable ? [{ items, bracketed: false, causal: false }] : clausesOf(items)
  }

  /** The words of a list of items, joined once for all claims that ask for them. */
  wordsOf(items: readonly ClaimItem[]): string {
    const known = this.#texts.get(items)
    if (known !== undefined) return known
    const text = textOf(items)
    this.#texts.set(items, text)
    return text
  }
}
