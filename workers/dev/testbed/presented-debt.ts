/**
 * The debt of a balance sheet as a reader sees it: every line whose tag or caption is one of debt,
 * those under tags of the filer's own among them. It is the truth that the mapping is held against,
 * which sees standard tags alone.
 */
import { debtTagsOf, US_GAAP_DEBT } from '../../aggregator/providers/sec/debt/tags.ts'
import type { Filer } from './filers.ts'

export interface PresentedDebtLine {
  tag: string
  isOwn: boolean
  value: number
}

const DEBT_TAGS = new Set(debtTagsOf(US_GAAP_DEBT).map((tag) => tag.slice(tag.indexOf(':') + 1)))

/** Captions of debt, as the balance sheets of the test bed word them. */
const DEBT =
  /\b(debts?|borrow\w*|borrowed funds|notes( and \w+)? payable|notes|loans?|commercial paper|debentures?|bonds?|lines? of credit|credit (facilit\w+|agreements?|lines?)|revolv\w+|mortgages?|capital(ized)? leases?|financing obligations?|indebtedness|advances from (the )?federal|federal home loan|fhlb|overdrafts?|trust preferred|preferred securities|current (maturities|installments)|secured financings)\b/i
/** Captions with one of these words that are not of debt, or of a total with more in it. */
const NOT_DEBT =
  /receivable|allowance|securities (available|held|loaned|lending|loan)|tax|pension|deposit|interest payable|issuance cost|retirement obligation|accrued|accounts payable|loans? held|investment|deferred|costs|closure|common stock|paid.in|decommission|risk management|derivative|consideration|environmental|asbestos|book overdraft|held for sale|unsettled|trading|not yet purchased|corporate and other|total (current )?liabilities|capitalization/i
/** A note in a caption may name debt: `(Notes 4 and 5)`. */
const REMARK = /\((see|note|includ|net of|fdic)[^)]*\)?|\bnotes? \d+\b/gi
/** How near a subtotal comes to its lines: discounts and hedges stand between them. */
const SUBTOTAL = 0.05

const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= SUBTOTAL * Math.max(Math.abs(a), Math.abs(b))

/**
 * Takes lines in the order of the statement: a line that is about the sum of two or more before it,
 * or that calls itself a total, stands for them.
 */
const withoutParts = (
  lines: readonly (PresentedDebtLine & { caption: string })[],
): PresentedDebtLine[] => {
  const kept: (PresentedDebtLine & { caption: string })[] = []
  for (const line of lines) {
    let sum = 0
    let from = kept.length
    const isTotal = /^total/i.test(line.caption)
    for (let at = kept.length - 1; at >= 0; at--) {
      sum += kept[at]?.value ?? 0
      const count = kept.length - at
      if ((count > 1 || isTotal) && isNear(sum, line.value)) from = at
      else if (isTotal && sum < line.value) from = at
    }
    kept.splice(from)
    kept.push(line)
  }
  return kept
}

const isDebtLine = ({ tag, label }: Pick<Filer['presented'][number], 'tag' | 'label'>): boolean => {
  const caption = label.replaceAll(REMARK, '')
  return DEBT_TAGS.has(tag) || (DEBT.test(caption) && !NOT_DEBT.test(caption))
}

/**
 * Whether a total is exactly that of the lines before it, and some of these are no debt: a bank's
 * total of borrowings with repurchase agreements. Its lines of debt stand for themselves.
 */
const isMixedTotal = (
  before: readonly Filer['presented'][number][],
  balances: Filer['balances'],
  total: number,
): boolean => {
  let sum = 0
  let lines = 0
  let hasOther = false
  for (const line of before.toReversed()) {
    const value = balances.get(line.tag)
    if (value === undefined) return false
    if (value === 0) continue
    sum += value
    lines += 1
    hasOther ||= !isDebtLine(line)
    if (sum >= total) break
  }
  return lines > 1 && hasOther && sum === total
}

/** The lines of debt on the report's balance date that are not nil. */
export const presentedDebt = ({ report, presented, balances }: Filer): PresentedDebtLine[] => {
  const sheet = presented
    .filter(({ statement, parenthetical }) => statement === 'BS' && !parenthetical)
    .sort((a, b) => a.report - b.report || a.line - b.line)
  const from = sheet.findIndex(({ tag }) => tag === 'Assets')
  const seen = new Set<string>()
  const below = sheet.slice(from + 1)
  const lines = below.flatMap(({ tag, version, label }, at) => {
    const value = balances.get(tag)
    const caption = label.replaceAll(REMARK, '')
    const isOwn = version === report.accn
    const isDebt = (!isOwn && DEBT_TAGS.has(tag)) || (DEBT.test(caption) && !NOT_DEBT.test(caption))
    if (!isDebt || value === undefined || value === 0 || seen.has(tag)) return []
    if (isOwn && isMixedTotal(below.slice(0, at), balances, value)) return []
    seen.add(tag)
    return [{ tag, isOwn, value, caption }]
  })
  return from === -1 ? [] : withoutParts(lines)
}
