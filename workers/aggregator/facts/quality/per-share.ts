/** Checks EPS against net income and weighted shares. */
import type { ConceptId } from '#shared/concepts.ts'
import { marketValue } from '#shared/units/quantity.ts'
import { currencyOf } from '#shared/units/unit.ts'
import type { Book, BookEntry } from './book.ts'
import { EPS, EPS_OF_CLASSES } from './catalogue.ts'
import { apart, lastDigit, percent } from './exact.ts'
import type { Findings } from './findings.ts'
import { restatedApart } from './identities.ts'

const PAIRS: readonly (readonly [ConceptId, ConceptId])[] = [
  ['eps_basic', 'shares_basic'],
  ['eps_diluted', 'shares_diluted'],
]
/** A ratio that is always off by this factor or more comes from a unit, not from a share class. */
const NO_CLASS = 50
/** The number of periods needed to know a company's usual ratio. */
const USUAL_OF = 4

interface Trio {
  eps: BookEntry
  shares: BookEntry
  income: BookEntry
  /** EPS times shares, divided by net income. */
  ratio: number
}

const triosOf = (book: Book, eps: ConceptId, count: ConceptId, splits: readonly string[]): Trio[] =>
  book.of(eps).flatMap((entry) => {
    const shares = book.beside(entry, count)
    const income = book.beside(entry, 'net_income')
    if (!shares || !income || income.n === 0 || entry.unit === null || income.unit === null)
      return []
    if (
      currencyOf(entry.unit) !== income.unit ||
      shares.unit !== 'shares' ||
      !entry.unit.endsWith('/share')
    )
      return []
    const [first = '', last = ''] = [entry.fact.known_at, shares.fact.known_at].sort()
    if (
      splits.some((known) => known > first && known <= last) ||
      restatedApart(book, [income, entry, shares])
    )
      return []
    return [{ eps: entry, shares, income, ratio: (entry.n * shares.n) / income.n }]
  })

/**
 * The median ratio; 1 when there are too few periods to show that this company's ratio is
 * different.
 */
const usualOf = (trios: readonly Trio[]): number =>
  trios.length < USUAL_OF
    ? 1
    : (trios.map((trio) => trio.ratio).sort((a, b) => a - b)[trios.length >> 1] ?? 1)

/** Half a unit of the last digit of EPS, times shares. */
const roundingOf = ({ eps, shares }: Trio): number => {
  const digit = lastDigit(eps.fact.value)
  // A figure that ends in zeros was not rounded to them: EPS is never rounded to more than a cent.
  return 0.5 * 10 ** Math.min(digit ?? -2, -2) * shares.n
}

const isOff = (trio: Trio, usual: number): boolean => {
  const allowance = roundingOf(trio)
  if (Math.abs(usual - 1) > EPS && usual > 1 / NO_CLASS && usual < NO_CLASS) {
    return (
      Math.abs(trio.ratio - usual) > EPS_OF_CLASSES * usual + allowance / Math.abs(trio.income.n)
    )
  }
  const limit = EPS * Math.abs(trio.income.n) + allowance
  if (Math.abs(trio.eps.n * trio.shares.n - trio.income.n) < 0.5 * limit) return false
  const unit = trio.income.unit
  const currency = unit === null ? null : currencyOf(unit)
  if (unit === null || currency === null) return false
  const product = marketValue(
    { value: trio.eps.fact.value, unit: `${currency}/share` },
    { value: trio.shares.fact.value, unit: 'shares' },
  )
  return (
    product.ok &&
    apart(product.data, { value: trio.income.fact.value, unit: product.data.unit }, limit) !== null
  )
}

export const checkEps = (book: Book, report: Findings): void => {
  const splits = book.of('stock_split_ratio').map((split) => split.fact.known_at)
  for (const [concept, count] of PAIRS) {
    const trios = triosOf(book, concept, count, splits)
    const usual = usualOf(trios)
    for (const trio of trios) {
      report.made('eps')
      if (!isOff(trio, usual)) continue
      const { eps, shares, income } = trio
      report.failed(
        'eps',
        [eps, shares, income],
        `${concept} ${eps.fact.value} times ${count} ${shares.fact.value} is ${percent(trio.ratio)} of net_income ${income.fact.value} ${income.fact.unit}`,
      )
    }
  }
}
