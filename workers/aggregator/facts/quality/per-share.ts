/** Checks EPS against net income, with preferred dividends off, and weighted shares. */
import type { ConceptId } from '#shared/concepts.ts'
import { marketValue, type Quantity, subtract } from '#shared/units/quantity.ts'
import { currencyOf, type Unit } from '#shared/units/unit.ts'
import type { QualityBook, BookEntry } from './book.ts'
import { EPS, EPS_OF_CLASSES } from './catalogue.ts'
import { lastDigit } from '../../metrics/rounding.ts'
import { apart, magnitude, percent } from './exact.ts'
import type { Findings } from './findings.ts'
import { restatedApart } from './identities.ts'

export const PAIRS: readonly (readonly [ConceptId, ConceptId])[] = [
  ['eps_basic', 'shares_basic'],
  ['eps_diluted', 'shares_diluted'],
]
/** One of the pairs: EPS and the weighted shares that it is per. */
export type Pair = (typeof PAIRS)[number]
/** A ratio that is always off by this factor or more comes from a unit, not from a share class. */
const NO_CLASS = 50
/** The number of periods needed to know a company's usual ratio. */
const USUAL_OF = 4

export interface Trio {
  eps: BookEntry
  shares: BookEntry
  income: BookEntry
  /** What is left of the income for common shareholders. */
  left: Quantity
  /** EPS times shares, divided by what is left. */
  ratio: number
  /**
   * The most that a diluted EPS may be made of: what the securities that are counted as converted
   * cost (interest, preferred dividends) is added back. Null for a basic EPS, and where the diluted
   * one is above it.
   */
  most: number | null
}

/**
 * What EPS may be made of, the most exact first: net income to common shareholders as filed, net
 * income less preferred dividends, net income.
 */
const incomesOf = (book: QualityBook, eps: BookEntry): Pick<Trio, 'income' | 'left'>[] => {
  const common = book.beside(eps, 'net_income_common')
  const income = book.beside(eps, 'net_income')
  const preferred = book.beside(eps, 'preferred_dividends')
  const found: Pick<Trio, 'income' | 'left'>[] = []
  if (common?.unit) found.push({ income: common, left: quantityOf(common, common.unit) })
  if (income?.unit) {
    const whole = quantityOf(income, income.unit)
    if (preferred?.unit) {
      const less = subtract(whole, magnitude(quantityOf(preferred, preferred.unit)))
      if (less.ok) found.push({ income, left: less.data })
    }
    found.push({ income, left: whole })
  }
  return found.filter(({ left }) => Number(left.value) !== 0)
}
const quantityOf = ({ fact }: BookEntry, unit: Unit): Quantity => ({ value: fact.value, unit })

/** What may be added back to the income of a diluted EPS, at most. */
const mostOf = (book: QualityBook, eps: BookEntry): number | null => {
  const basic = book.beside(eps, 'eps_basic')
  const income = book.beside(eps, 'net_income')
  // A loss is not diluted: what is converted would make it smaller.
  if (eps.fact.concept !== 'eps_diluted' || !basic || !income || !(income.n > 0)) return null
  if (eps.n > basic.n) return null
  return income.n + Math.abs(book.beside(eps, 'interest_expense')?.n ?? 0)
}

/** The splits after whose filings EPS and shares are not compared, by the time they were known. */
export const splitsOf = (book: QualityBook): string[] =>
  book.of('stock_split_ratio').map((split) => split.fact.known_at)

/** The readings of each period, the most exact first. */
export const triosOf = (
  book: QualityBook,
  eps: ConceptId,
  count: ConceptId,
  splits: readonly string[],
): Trio[][] =>
  book.of(eps).flatMap((entry) => {
    const shares = book.beside(entry, count)
    if (!shares || entry.unit === null || !entry.unit.endsWith('/share')) return []
    const currency = currencyOf(entry.unit)
    const [first = '', last = ''] = [entry.fact.known_at, shares.fact.known_at].sort()
    if (shares.unit !== 'shares' || splits.some((known) => known > first && known <= last))
      return []
    const readings = incomesOf(book, entry)
      .filter(
        ({ income }) => income.unit === currency && !restatedApart(book, [income, entry, shares]),
      )
      .map(({ income, left }) => ({
        eps: entry,
        shares,
        income,
        left,
        ratio: (entry.n * shares.n) / Number(left.value),
        most: mostOf(book, entry),
      }))
    return readings.length > 0 ? [readings] : []
  })

/**
 * The median ratio; 1 when there are too few periods to show that this company's ratio is
 * different.
 */
export const usualOf = (ratios: readonly number[]): number =>
  ratios.length < USUAL_OF ? 1 : ([...ratios].sort((a, b) => a - b)[ratios.length >> 1] ?? 1)

/** Half a unit of the last digit of EPS, times shares. */
const roundingOf = ({ eps, shares }: Trio): number => {
  const digit = lastDigit(eps.fact.value)
  // A figure that ends in zeros was not rounded to them: EPS is never rounded to more than a cent.
  return 0.5 * 10 ** Math.min(digit ?? -2, -2) * shares.n
}

export const isOff = (trio: Trio, usual: number): boolean => {
  const allowance = roundingOf(trio)
  const left = Number(trio.left.value)
  if (Math.abs(usual - 1) > EPS && usual > 1 / NO_CLASS && usual < NO_CLASS) {
    return Math.abs(trio.ratio - usual) > EPS_OF_CLASSES * usual + allowance / Math.abs(left)
  }
  const limit = EPS * Math.abs(left) + allowance
  const made = trio.eps.n * trio.shares.n
  if (Math.abs(made - left) < 0.5 * limit) return false
  if (trio.most !== null && made > left && made <= trio.most + allowance) return false
  const currency = currencyOf(trio.left.unit)
  if (currency === null) return false
  const product = marketValue(
    { value: trio.eps.fact.value, unit: `${currency}/share` },
    { value: trio.shares.fact.value, unit: 'shares' },
  )
  return (
    product.ok &&
    apart(product.data, { value: trio.left.value, unit: product.data.unit }, limit) !== null
  )
}

export const checkEps = (book: QualityBook, report: Findings): void => {
  const splits = splitsOf(book)
  for (const [concept, count] of PAIRS) {
    const trios = triosOf(book, concept, count, splits)
    const usual = usualOf(trios.flatMap(([first]) => first?.ratio ?? []))
    for (const readings of trios) {
      const [trio] = readings
      report.made('eps')
      if (!trio || readings.some((reading) => !isOff(reading, usual))) continue
      const { eps, shares, income } = trio
      report.failed(
        'eps',
        [eps, shares, income],
        `${concept} ${eps.fact.value} times ${count} ${shares.fact.value} is ${percent(trio.ratio)} of ${income.fact.concept} ${income.fact.value} ${income.fact.unit}`,
      )
    }
  }
}
