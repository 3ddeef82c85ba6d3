/**
 * Checks that net income has the sign and the scale of income before tax less tax. It is no exact
 * identity (discontinued operations, minority interests, associates), so only a turned sign or a
 * mistaken unit is told.
 */
import { currencyOf } from '#shared/units/unit.ts'
import type { Book, BookEntry } from './book.ts'
import { AFTER_TAX } from './catalogue.ts'
import type { Findings } from './findings.ts'
import { oneUnit, restatedApart } from './identities.ts'

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

export const checkAfterTax = (book: Book, report: Findings): void => {
  for (const income of book.of('net_income')) {
    const pretax = book.beside(income, 'pretax_income')
    const tax = book.beside(income, 'income_tax')
    if (!pretax || !tax || income.unit === null || currencyOf(income.unit) === null) continue
    const entries = [income, pretax, tax]
    if (!oneUnit(entries) || restatedApart(book, entries)) continue
    report.made('income_after_tax')
    const mistake = mistakeOf(income, pretax.n - tax.n)
    if (mistake === null) continue
    report.failed(
      'income_after_tax',
      [income],
      `net_income ${income.fact.value} ${income.fact.unit} is ${mistake} pretax_income ${pretax.fact.value} less income_tax ${tax.fact.value}`,
      [pretax.fact, tax.fact],
    )
  }
}
