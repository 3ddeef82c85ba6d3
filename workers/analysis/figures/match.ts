/**
 * Finds the figure that a written number stands for. It compares the value within the digits shown,
 * the unit, the sign, the period and the words around the number. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { labelFit, type SentenceWords, sentenceWords } from './labels.ts'
import type { BareNumber } from './numbers.ts'
import { type Mention, periodFit, periodsIn } from './periods.ts'

/** Relative difference below which two values are equal. Doubles carry about 15 digits. */
const EPSILON = 1e-12
/** A sentence names a figure when it has at least this fraction of the figure's name. */
const NAMED = 0.5
/**
 * From this many digits on, an amount or a ratio is unlikely to agree by chance with one of a few
 * thousand figures.
 */
const TELLING_DIGITS = { amount: 3, ratio: 4 }
/**
 * Words of a fall, a loss or an outflow. Beside them a negative figure may be written without its
 * sign.
 */
const DOWN =
  /\b(?:fell|falls?|falling|fallen|declin\w*|decreas\w*|dropp?\w*|down|shr[aiu]nk\w*|contract\w*|los[st]\w*|negative|outflows?|deficit|minus)\b|下降|下滑|减少|降低|跌|亏损|流出|负|缩减|萎缩/i
const DOWN_BY =
  /(?:\b(?:fell|declined|decreased|dropped|down|shrank|contracted)(?:\s{1,4}(?:by|about|roughly|nearly|almost|around|some|a)){0,4}|下降了?|下滑了?|减少了?|降低了?|跌了?)\s{0,4}(?:约|近)?$/i
const UP_BY =
  /(?:\b(?:grew|rose|increased|climbed|jumped|up|expanded)(?:\s{1,4}(?:by|about|roughly|nearly|almost|around|some|a)){0,4}|增长了?|上升了?|增加了?|提高了?)\s{0,4}(?:约|近)?$/i

/** Number of characters before a number that are searched for a word of direction. */
const DIRECTION_LENGTH = 60

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
 * Factor from the figure's value to the written number: 100 when a ratio is written as a
 * percentage, else 1. Null when the two cannot be the same thing.
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
  around: Pick<Surroundings, 'before' | 'enclosed'>,
  isDown: boolean,
): boolean => {
  if (number.negative) return value < 0
  const before = around.before.slice(-DIRECTION_LENGTH)
  if (value < 0)
    return around.enclosed || OUTFLOWS.has(figure.name) || (isDown && !UP_BY.test(before))
  // "revenue fell 6.4%" cannot mean a growth of +6.4%. "fell to 6.4%" can, and DOWN_BY does not
  // match it.
  return !(DOWN_BY.test(before) && figure.name.includes('growth'))
}

export interface Surroundings {
  /** The text directly before the number, in its sentence. */
  before: string
  /** Whether the number stands alone in brackets, which means a minus in accounts. */
  enclosed: boolean
  /**
   * Names of the figures that this sentence already cites. A second number often gives another
   * period of the same figure.
   */
  cited: ReadonlySet<string>
}

/**
 * A sentence that is read once for all its numbers. In a table it consists of the row's name, the
 * column's heading and the cell.
 */
export interface ReadSentence {
  mentions: Mention[]
  /** Whether the sentence speaks of a fall, a loss or an outflow. */
  isDown: boolean
  words: SentenceWords
  /** How well the sentence names a figure, by the figure's name. */
  fits: Map<string, number>
}

export const readSentence = (text: string): ReadSentence => ({
  mentions: periodsIn(text),
  isDown: DOWN.test(text),
  words: sentenceWords(text),
  fits: new Map(),
})

const fitOf = ({ words, fits }: ReadSentence, figure: Figure): number => {
  const known = fits.get(figure.name)
  if (known !== undefined) return known
  const fit = labelFit(words, figure)
  fits.set(figure.name, fit)
  return fit
}

/** A figure that agrees with a number, and how well the surrounding words fit it. */
interface FigureFit {
  figure: Figure
  period: number
  label: number
  distance: number
}

/** When more figures than this agree with one number, the number tells nothing. */
const MAX_FITS = 200

/** The figures that agree with a number. Empty when there are too many. */
const figureFits = (
  number: BareNumber,
  figures: readonly Figure[],
  around: Surroundings,
  sentence: ReadSentence,
): FigureFit[] => {
  const found: FigureFit[] = []
  for (const figure of figures) {
    const factor = unitFactor(number, figure.unit)
    if (factor === null) continue
    const value = Number(figure.value)
    const distance = Math.abs(Math.abs(value) * factor - number.value)
    if (
      distance > number.tolerance + Math.abs(number.value) * EPSILON ||
      !signFits(number, figure, value, around, sentence.isDown)
    )
      continue
    const fit = periodFit(sentence.mentions, figure)
    const period = fit === 0 && around.cited.has(figure.name) ? 1 : fit
    if (period === 0) continue
    if (found.length === MAX_FITS) return []
    found.push({ figure, period, label: fitOf(sentence, figure), distance })
  }
  return found
}

/** Orders the periods of one figure: fiscal years first, then the newest. */
const byPeriod = (a: FigureFit, b: FigureFit): number =>
  Number(b.figure.period.startsWith('FY')) - Number(a.figure.period.startsWith('FY')) ||
  b.figure.end.localeCompare(a.figure.end)

const best = (all: readonly FigureFit[], of: (fit: FigureFit) => number): FigureFit[] => {
  const most = Math.max(...all.map(of))
  return all.filter((fit) => of(fit) === most)
}

const tellsByItself = ({ digits }: BareNumber, unit: string): boolean =>
  digits >=
  (MONEY.test(unit) || PER_SHARE.test(unit) || unit === 'shares'
    ? TELLING_DIGITS.amount
    : TELLING_DIGITS.ratio)

/**
 * Returns the one figure that the number stands for. Null when no figure agrees, when different
 * figures agree equally well, or when the sentence does not name the figure and the digits alone
 * are too few to tell.
 */
export const matchFigure = (
  number: BareNumber,
  figures: readonly Figure[],
  around: Surroundings,
  sentence: ReadSentence,
): Figure | null => {
  const all = figureFits(number, figures, around, sentence)
  if (all.length === 0) return null
  const named = best(
    best(all, (fit) => (fit.label >= NAMED ? fit.label : 0)),
    (fit) => fit.period,
  )
  const closest = best(named, (fit) => -fit.distance).sort(byPeriod)
  const [first] = closest
  if (!first || new Set(closest.map((fit) => fit.figure.name)).size > 1) return null
  if (first.label >= NAMED) return first.figure
  return new Set(all.map((fit) => fit.figure.name)).size === 1 &&
    tellsByItself(number, first.figure.unit)
    ? first.figure
    : null
}
