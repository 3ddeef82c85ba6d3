/**
 * Splits a sentence into what its words mean by `translate-rules.ts`: metrics, levels, comparisons,
 * numbers, years, ideas. Each place is read once; what no rule knows is an unknown word.
 */
import type { TextSpan } from './ast.ts'
import type { Catalogue } from './catalogue.ts'
import { isDigitAt, isIdeograph, isSpaceAt, isWordAt } from './characters.ts'
import type { Market } from '../names.ts'
import { countOf, ENGLISH_COUNT, HAN_COUNT } from '../number-words.ts'
import { numberAt } from './tokens.ts'
import {
  ALWAYS,
  AVERAGE,
  COMPARISONS,
  COMPARISONS_AFTER,
  COUNTED,
  DIRECTIONS,
  EMPTY_WORDS,
  ENDS,
  EXCLUDING,
  JOINING,
  type WordLevel,
  LEVELS,
  ORDERING,
  YEARS_AFTER,
  YEARS_BEFORE,
} from './translate-grammar.ts'
import { BRANCHES, type BranchRule, MARKET_RULES } from './translate-groups.ts'
import {
  type IdeaRule,
  IDEAS,
  type MetricRule,
  METRICS,
  SIZES,
  type SizeRule,
  USUAL_YEARS,
  type Words,
} from './translate-rules.ts'

export type Metric = Omit<MetricRule, 'words'>

/** A number as it is written, which the grammar of screens reads too. */
export interface WrittenAmount {
  text: string
  /** Without a unit or a currency. */
  isBare: boolean
  value: number
}

export type Meaning =
  | { kind: 'metric'; metric: Metric }
  | { kind: 'level'; level: WordLevel }
  | { kind: 'comparison'; op: string; isAfter: boolean }
  | { kind: 'number'; amount: WrittenAmount }
  | { kind: 'range'; low: WrittenAmount; high: WrittenAmount }
  | { kind: 'years'; years: number }
  | { kind: 'idea'; idea: IdeaRule }
  | { kind: 'size'; size: SizeRule }
  | { kind: 'market'; market: Market }
  | { kind: 'branch'; branch: BranchRule }
  | { kind: 'end'; end: 'high' | 'low' | 'best' }
  | { kind: 'direction'; direction: 'asc' | 'desc' }
  | { kind: 'counted' | 'excluding' | 'ordering' | 'average' | 'joining' | 'empty' | 'unknown' }

export type Item = TextSpan & Meaning

/**
 * One pattern of all words, longer ones first. A word in letters ends where its letters end; a word
 * in ideographs may be followed by anything.
 */
const patternOf = (words: Words): RegExp => {
  const sorted = words.toSorted((a, b) => b.length - a.length)
  return new RegExp(`(?:${sorted.join('|')})(?:(?<![a-z0-9])|(?![a-z0-9]))`, 'y')
}

interface Matcher {
  pattern: RegExp
  meaning: Meaning
}

/** Of two that match as much, the earlier counts. */
const MATCHERS: readonly Matcher[] = [
  ...COMPARISONS.map(({ words, op }): [Words, Meaning] => [
    words,
    { kind: 'comparison', op, isAfter: false },
  ]),
  ...COMPARISONS_AFTER.map(({ words, op }): [Words, Meaning] => [
    words,
    { kind: 'comparison', op, isAfter: true },
  ]),
  ...DIRECTIONS.map(({ words, direction }): [Words, Meaning] => [
    words,
    { kind: 'direction', direction },
  ]),
  ...METRICS.map((metric): [Words, Meaning] => [metric.words, { kind: 'metric', metric }]),
  ...IDEAS.map((idea): [Words, Meaning] => [idea.words, { kind: 'idea', idea }]),
  ...SIZES.map((size): [Words, Meaning] => [size.words, { kind: 'size', size }]),
  ...MARKET_RULES.map(({ words, market }): [Words, Meaning] => [words, { kind: 'market', market }]),
  ...BRANCHES.map((branch): [Words, Meaning] => [branch.words, { kind: 'branch', branch }]),
  ...ENDS.map(({ words, end }): [Words, Meaning] => [words, { kind: 'end', end }]),
  ...LEVELS.map(({ words, level }): [Words, Meaning] => [words, { kind: 'level', level }]),
  [ALWAYS, { kind: 'years', years: USUAL_YEARS }] satisfies [Words, Meaning],
  [AVERAGE, { kind: 'average' }] satisfies [Words, Meaning],
  [EXCLUDING, { kind: 'excluding' }] satisfies [Words, Meaning],
  [ORDERING, { kind: 'ordering' }] satisfies [Words, Meaning],
  [JOINING, { kind: 'joining' }] satisfies [Words, Meaning],
  [COUNTED, { kind: 'counted' }] satisfies [Words, Meaning],
  [EMPTY_WORDS, { kind: 'empty' }] satisfies [Words, Meaning],
].map(([words, meaning]) => ({ pattern: patternOf(words), meaning }))

const COUNT = `(\\d{1,2}|${ENGLISH_COUNT}|${HAN_COUNT})`
const YEAR =
  '(?:(?: ?-? ?(?:consecutive |straight |fiscal )*(?:years?|yrs?)(?![a-z]))|y(?![a-z])|个?(?:完整)?(?:财|会计)?年度?)'
/** `for the last five years`, `5-year`, `连续五年`, `最近3个财年每年`. */
const YEARS = new RegExp(
  `(?:(?:${YEARS_BEFORE.join('|')})[ ]?){0,3}${COUNT}${YEAR}(?:${YEARS_AFTER.join('|')}){0,3}`,
  'y',
)
const RANGE_BEFORE = /(?:between|from|介于|在)? ?/y
const RANGE_BETWEEN = / ?(?:and|to|-|~|至|到|和) ?/y
const RANGE_AFTER = /(?:之间)?/y

const endOf = (pattern: RegExp, lower: string, at: number): number | null => {
  pattern.lastIndex = at
  return pattern.test(lower) ? pattern.lastIndex : null
}

const yearsAt = (lower: string, from: number): Item | null => {
  YEARS.lastIndex = from
  const found = YEARS.exec(lower)
  const [whole = '', count = ''] = found ?? []
  if (!found) return null
  const years = countOf(count)
  return years >= 1 ? { kind: 'years', years, from, to: from + whole.length } : null
}

const CODE_BEFORE = /(?:usd|cny|rmb|hkd|jpy|eur|gbp) ?(?=\d)/y

const amountAt = (lower: string, from: number): { amount: WrittenAmount; to: number } | null => {
  const start = endOf(CODE_BEFORE, lower, from) ?? from
  const isNegative = lower.charAt(start) === '-' && isDigitAt(lower, start + 1)
  const token = numberAt(lower, isNegative ? start + 1 : start)
  if (token?.kind !== 'number' || token.unit === 'years') return null
  const { value, unit, currency, to } = token
  const isBare = unit === 'plain' && currency === null && start === from
  return { amount: { text: lower.slice(from, to), isBare, value: isNegative ? -value : value }, to }
}

const rangeAt = (lower: string, from: number): Item | null => {
  const first = amountAt(lower, endOf(RANGE_BEFORE, lower, from) ?? from)
  const between = first && endOf(RANGE_BETWEEN, lower, first.to)
  const last = between === null ? null : amountAt(lower, between)
  if (!first || !last) return null
  const to = endOf(RANGE_AFTER, lower, last.to) ?? last.to
  return { kind: 'range', low: first.amount, high: last.amount, from, to }
}

/** The longest of what the rules and the names of figures say here. */
const matchAt = (lower: string, from: number, catalogue: Catalogue): Item | null => {
  let found: Item | null = yearsAt(lower, from) ?? rangeAt(lower, from)
  if (!found) {
    const number = amountAt(lower, from)
    if (number) found = { kind: 'number', amount: number.amount, from, to: number.to }
  }
  for (const { pattern, meaning } of MATCHERS) {
    const to = endOf(pattern, lower, from)
    if (to !== null && to > (found?.to ?? from)) found = { ...meaning, from, to }
  }
  const name = catalogue.longestAt(lower, from)
  if (name !== null && name.to > (found?.to ?? from)) {
    const metric = { fields: name.fields.map(({ id }) => id) }
    return { kind: 'metric', metric, from, to: name.to }
  }
  return found
}

/** One character of a language without spaces, or a whole word. */
const wordEnd = (lower: string, from: number): number => {
  if (isIdeograph(lower.charAt(from)) || !isWordAt(lower, from)) return from + 1
  let to = from + 1
  while (to < lower.length && isWordAt(lower, to) && !isIdeograph(lower.charAt(to))) to++
  return to
}

/** Everything that a sentence says, from its beginning to its end; spaces are left out. */
export const itemsOf = (lower: string, catalogue: Catalogue): Item[] => {
  const items: Item[] = []
  for (let at = 0; at < lower.length; ) {
    if (isSpaceAt(lower, at)) {
      at++
      continue
    }
    const item = matchAt(lower, at, catalogue)
    const last = items.at(-1)
    if (item) items.push(item)
    else if (last?.kind === 'unknown') last.to = wordEnd(lower, at)
    else items.push({ kind: 'unknown', from: at, to: wordEnd(lower, at) })
    at = items.at(-1)?.to ?? at + 1
  }
  return items
}
