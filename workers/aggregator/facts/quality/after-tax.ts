/**
 * Checks that net income has the sign and the scale of income before tax less tax. It is no exact
 * identity (discontinued operations, minority interests, associates), so only a turned sign or a
 * mistaken unit is told.
 */
import { currencyOf } from '#shared/units/unit.ts'
import type { QualityBook, BookEntry } from './book.ts'
import { AFTER_TAX, EPS } from './catalogue.ts'
import type { Findings } from './findings.ts'
import { oneUnit, restatedApart } from './identities.ts'
import { PAIRS } from './per-share.ts'

/** Half a cent: EPS is rounded to cents. */
const EPS_DIGIT = 0.005

/** What a figure in a mistaken unit, or with the other sign, is of the right one. */
const MISTAKES: readonly (readonly [ratio: number, words: string])[] = [
  [-1, 'the opposite of'],
  [1e3, 'about a thousand times'],
  [1e-3, 'about a thousandth of'],
  [1e6, 'about a million times'],
  [1e-6, 'about a millionth of'],
]

const mistakeOf = (income: BookEntry, afterTax: number): string | null => {
  if (income.n === 0 || afterTax === 0) return null
  const ratio = income.n / afterTax
  return MISTAKES.find(([by]) => Math.abs(ratio / by - 1) <= AFTER_TAX)?.[1] ?? null
}

/** Whether EPS times shares is net income, with its sign: what stands between is discontinued. */
const isBorneOutByEps = (book: QualityBook, income: BookEntry): boolean =>
  PAIRS.some(([perShare, count]) => {
    const eps = book.beside(income, perShare)
    const shares = book.beside(income, count)
    if (!eps || !shares || income.n === 0) return false
    const rounding = (EPS_DIGIT * shares.n) / Math.abs(income.n)
    return Math.abs((eps.n * shares.n) / income.n - 1) <= EPS + rounding
  })

export const checkAfterTax = (book: QualityBook, report: Findings): void => {
  for (const income of book.of('net_income')) {
    const pretax = book.beside(income, 'pretax_income')
    const tax = book.beside(income, 'income_tax')
    if (!pretax || !tax || income.unit === null || currencyOf(income.unit) === null) continue
    const entries = [income, pretax, tax]
    if (!oneUnit(entries) || restatedApart(book, entries)) continue
    report.made('income_after_tax')
    const mistake = mistakeOf(income, pretax.n - tax.n)
    if (mistake === null || isBorneOutByEps(book, income)) continue
    report.failed(
      'income_after_tax',
      [income],
      `net_income ${income.fact.value} ${income.fact.unit} is ${mistake} pretax_income ${pretax.fact.value} less income_tax ${tax.fact.value}`,
      [pretax.fact, tax.fact],
    )
  }
}
