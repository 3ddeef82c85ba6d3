/**
 * Which figure a written number stands for: by value within the digits shown, unit, sign, period
 * and the words around it. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { labelFit } from './labels.ts'
import type { BareNumber } from './numbers.ts'
import { type Mention, periodFit, periodsIn } from './periods.ts'

/** Doubles carry about 15 digits; anything closer than this is equal. */
const EPSILON = 1e-12
/** Below this much of a figure's name in the sentence, the sentence does not speak of it. */
const NAMED = 0.5
/**
 * Digits at which an amount, or a ratio, is unlikely to agree with a figure by chance among a few
 * thousand.
 */
const TELLING_DIGITS = { amount: 3, ratio: 4 }
/** A drop is written without its sign after these. */
const DOWN =
  /\b(?:fell|falls?|falling|fallen|declin\w*|decreas\w*|dropp?\w*|down|shr[aiu]nk\w*|contract\w*|los[st]\w*|negative|outflows?|deficit|minus)\b|下降|下滑|减少|降低|跌|亏损|流出|负|缩减|萎缩/i
const DOWN_BY =
  /(?:\b(?:fell|declined|decreased|dropped|down|shrank|contracted)(?:\s+(?:by|about|roughly|nearly|almost|around|some|a))*|下降了?|下滑了?|减少了?|降低了?|跌了?)\s*(?:约|近)?$/i
const UP_BY =
  /(?:\b(?:grew|rose|increased|climbed|jumped|up|expanded)(?:\s+(?:by|about|roughly|nearly|almost|around|some|a))*|增长了?|上升了?|增加了?|提高了?)\s*(?:约|近)?$/i

const MONEY = /^[A-Z]{3}$/
const PER_SHARE = /^[A-Z]{3}\/share$/
const DOLLARS = new Set(['USD', 'HKD', 'SGD', 'AUD', 'CAD', 'TWD'])

const currencyFits = (currency: string | null, unit: string): boolean => {
  if (currency === null) return true
  const own = unit.slice(0, 3)
  if (currency === '$') return DOLLARS.has(own)
  if (currency === '¥') return own === 'CNY' || own === 'JPY'
  return currency === own
}

/**
 * How many of the number's units the figure's unit is: 100 for a ratio beside a percentage, else 1;
 * null when they cannot be the same thing.
 */
const unitFactor = (number: BareNumber, unit: string): number | null => {
  switch (number.kind) {
    case 'points':
      return null
    case 'percent':
      return unit === 'ratio' || unit === 'x' ? 100 : null
    case 'multiple':
      return unit === 'x' || unit === 'ratio' ? 1 : null
    case 'days':
      return unit === 'days' ? 1 : null
    case 'shares':
      return unit === 'shares' ? 1 : null
    case 'money':
      if (PER_SHARE.test(unit)) return currencyFits(number.currency, unit) ? 1 : null
      return MONEY.test(unit) && !number.per_share && currencyFits(number.currency, unit) ? 1 : null
    case 'scaled':
      return (MONEY.test(unit) || unit === 'shares') && !number.per_share ? 1 : null
    case 'plain':
      return number.per_share && !PER_SHARE.test(unit) ? null : 1
  }
}

const OUTFLOWS = new Set(['capex', 'dividends_paid', 'buybacks'])

const signFits = (
  number: BareNumber,
  figure: Figure,
  value: number,
  around: { sentence: string; before: string; enclosed: boolean },
): boolean => {
  if (number.negative) return value < 0
  if (value < 0)
    return (
      around.enclosed ||
      OUTFLOWS.has(figure.name) ||
      (DOWN.test(around.sentence) && !UP_BY.test(around.before))
    )
  // "revenue fell 6.4%" is no reading of a growth of +6.4%; "fell to 6.4%" is none of this.
  return !(DOWN_BY.test(around.before) && figure.name.includes('growth'))
}

export interface Surroundings {
  /** The sentence, or for a table its row's name and its column's heading. */
  sentence: string
  /** What stands directly before the number, in its sentence. */
  before: string
  /** The number stands alone in brackets, which in accounts means a minus. */
  enclosed: boolean
  /**
   * Names of figures already cited in this sentence, for a second number that gives another period
   * of the same.
   */
  cited: ReadonlySet<string>
}

interface Candidate {
  figure: Figure
  period: number
  label: number
  distance: number
}

const candidates = (
  number: BareNumber,
  figures: readonly Figure[],
  around: Surroundings,
  mentions: readonly Mention[],
): Candidate[] => {
  const sentence = around.sentence.toLowerCase()
  const found: Candidate[] = []
  for (const figure of figures) {
    const factor = unitFactor(number, figure.unit)
    if (factor === null) continue
    const value = Number(figure.value)
    const distance = Math.abs(Math.abs(value) * factor - number.value)
    if (
      distance > number.tolerance + Math.abs(number.value) * EPSILON ||
      !signFits(number, figure, value, around)
    )
      continue
    const fit = periodFit(mentions, figure)
    const period = fit === 0 && around.cited.has(figure.name) ? 1 : fit
    if (period > 0) found.push({ figure, period, label: labelFit(sentence, figure), distance })
  }
  return found
}

/** Among periods of one figure a fiscal year is preferred, then the newest. */
const byPeriod = (a: Candidate, b: Candidate): number =>
  Number(b.figure.period.startsWith('FY')) - Number(a.figure.period.startsWith('FY')) ||
  b.figure.end.localeCompare(a.figure.end)

const best = (all: readonly Candidate[], of: (c: Candidate) => number): Candidate[] => {
  const most = Math.max(...all.map(of))
  return all.filter((c) => of(c) === most)
}

const tellsByItself = ({ digits }: BareNumber, unit: string): boolean =>
  digits >=
  (MONEY.test(unit) || PER_SHARE.test(unit) || unit === 'shares'
    ? TELLING_DIGITS.amount
    : TELLING_DIGITS.ratio)

/**
 * The one figure the number stands for, or null: nothing agrees, or different figures agree equally
 * well.
 */
export const matchFigure = (
  number: BareNumber,
  figures: readonly Figure[],
  around: Surroundings,
): Figure | null => {
  const all = candidates(number, figures, around, periodsIn(around.sentence))
  if (all.length === 0) return null
  const named = best(
    best(all, (c) => (c.label >= NAMED ? c.label : 0)),
    (c) => c.period,
  )
  const closest = best(named, (c) => -c.distance).sort(byPeriod)
  const [first] = closest
  if (!first || new Set(closest.map((c) => c.figure.name)).size > 1) return null
  if (first.label >= NAMED) return first.figure
  return new Set(all.map((c) => c.figure.name)).size === 1 &&
    tellsByItself(number, first.figure.unit)
    ? first.figure
    : null
}
