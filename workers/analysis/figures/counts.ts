/**
 * Counts of years and quarters that a text states: "in 3 of the last 10 years", 连续8年. Each is
 * counted again over the series that it speaks of. Pure.
 */
import { countOf, ENGLISH_COUNT, HAN_COUNT } from '#shared/number-words.ts'
import { type SeriesBook, quarterBefore, yearsBefore } from './book.ts'

export interface Count {
  start: number
  end: number
  /** How many; in a row when `of` is null. */
  number: number
  /** Of how many, when the text says so. */
  of: number | null
  unit: 'year' | 'quarter'
}

const N = String.raw`\d{1,3}|${ENGLISH_COUNT}`
const NTH = String.raw`\d{1,3}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth`
const HAN = String.raw`\d{1,3}|${HAN_COUNT}`
const ROW = 'consecutive|straight|successive|uninterrupted|unbroken'
const UNIT = '(?:fiscal |full |calendar )?(?<u>years?|quarters?)'
const PATTERNS = [
  String.raw`(?<!every )\b(?<n>${N}) (?:out )?of (?:(?:the|its|their|those|these) )?(?:(?:last|past|previous|recent|newest|most recent) )?(?<m>${N}) (?:(?:last|past|previous|recent|newest) )?${UNIT.replace('<u>', '<u1>')}\b`,
  String.raw`\b(?<n2>${N}) of (?:them|those|these)\b(?! \w+s\b)`,
  String.raw`\b(?<r1>${N}) (?:${ROW}) ${UNIT.replace('<u>', '<u2>')}\b`,
  String.raw`\b(?<r2>${N}) ${UNIT.replace('<u>', '<u3>')} (?:in a row|running|on end|in succession|straight)\b`,
  String.raw`\b(?<r3>${NTH}) (?:${ROW}) ${UNIT.replace('<u>', '<u4>')}\b`,
  String.raw`\b(?<r4>${NTH}) ${UNIT.replace('<u>', '<u5>')} (?:in a row|running|in succession)\b`,
  String.raw`\b(?:every year|each year|every one|each|all) (?:for|of|in|over) (?:the )?(?:last|past|previous|recent) (?<r5>${N}) ${UNIT.replace('<u>', '<u6>')}\b`,
  `连续(?:第|了)?(?<z1>${HAN})个?(?:完整)?(?<u7>财年|会计年度|年度?|季度?)`,
  `(?<zm>${HAN})个?(?:财年|年)(?:里|中|间|来|内|当中)?(?:中|里)?[，,]?(?:只|仅|共)?有(?<zn>${HAN})个?(?:财年|年)`,
  `其中(?:有)?(?<zn2>${HAN})个?(?:财年|年)`,
]
const COUNTS = new RegExp(PATTERNS.map((p) => `(?:${p})`).join('|'), 'gu')
const NTHS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

const countedNumber = (text: string): number => {
  const ordinal = NTHS.indexOf(text)
  return ordinal >= 0 ? ordinal + 1 : countOf(text.replace(/(?:st|nd|rd|th)$/, ''))
}

const countFrom = (match: RegExpExecArray): Count => {
  const g = match.groups ?? {}
  const number = g.n ?? g.n2 ?? g.r1 ?? g.r2 ?? g.r3 ?? g.r4 ?? g.r5 ?? g.z1 ?? g.zn ?? g.zn2 ?? ''
  const of = g.m ?? g.zm
  const unit = g.u1 ?? g.u2 ?? g.u3 ?? g.u4 ?? g.u5 ?? g.u6 ?? g.u7 ?? ''
  const isPart = g.n2 !== undefined || g.zn2 !== undefined
  return {
    start: match.index,
    end: match.index + match[0].length,
    number: countedNumber(number),
    of: of ? countedNumber(of) : isPart ? 0 : null,
    unit: /quarter|季/.test(unit) ? 'quarter' : 'year',
  }
}

/** Most counts that are read of a text: a section at its longest has some tens. */
const MAX_COUNTS = 5_000

/** Every count in a text in lower case. As with periods, no match is kept. */
export const countsIn = (text: string): Count[] => {
  const found: Count[] = []
  for (const match of text.matchAll(COUNTS)) {
    if (found.length >= MAX_COUNTS) break
    found.push(countFrom(match))
  }
  return found
}

/** What is counted: periods with a rise, a fall, a value above or under zero, or the same one. */
export type CountCondition = 'up' | 'down' | 'positive' | 'negative' | 'same'

const holds = (condition: CountCondition, now: number, before: number | null): boolean | null => {
  if (condition === 'positive') return now > 0
  if (condition === 'negative') return now < 0
  if (before === null) return null
  if (condition === 'same') return now === before
  return condition === 'up' ? now > before : now < before
}

const back = (period: string, unit: Count['unit'], steps: number): string | null => {
  if (unit === 'year') return yearsBefore(period, steps)
  let at: string | null = period
  for (let i = 0; i < steps && at; i++) at = quarterBefore(at)
  return at
}

/** Whether the series bears the count out; null when it does not reach far enough. */
export const countHolds = (
  book: SeriesBook,
  name: string,
  last: string,
  condition: CountCondition,
  count: Count,
  size: (value: number) => number,
): boolean | null => {
  const at = (steps: number): number | null => {
    const period = back(last, count.unit, steps)
    const value = period === null ? null : book.value(name, period)
    return value === null ? null : size(value)
  }
  /** A quarter is also compared with that of the year before. */
  const baseOf = (step: number, lag: number) => at(step + lag)
  const lags = count.unit === 'quarter' ? [1, 4] : [1]
  return lags.some((lag) => {
    const length = count.of ?? count.number
    let found = 0
    for (let step = 0; step < length; step++) {
      const now = at(step)
      if (now === null) return false
      // Three years at one value are two without a change.
      const isFirst = condition === 'same' && step === length - 1
      const held = isFirst || holds(condition, now, baseOf(step, lag))
      // The first year on record has nothing to be compared with.
      if (held === null && step < length - 1) return false
      if (held) found++
    }
    return count.of === null ? found === length : found === count.number
  })
}
