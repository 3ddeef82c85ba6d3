/** The market value, enterprise value and the multiples of the price over what was filed. Pure. */
import { type CompanyFigures, type Input, isFinancialKind } from '../valuation/company-figures.ts'
import { type OrRefused, type RefusalReason, refused } from '../valuation/refusals.ts'
import { countOn } from './history.ts'
import { type MarketContext, type StatedPrice, newEnough } from './input.ts'
import { forwardRows } from './forward.ts'

/** A count of shares may differ from the weighted average by this factor. */
const COUNT_FACTOR = 2

/** Shares of today, and the figure that says so. */
const shareCount = ({
  figures,
  known,
  splits,
  day,
  stated,
}: MarketContext): OrRefused<{ count: number; input: Input | string }> => {
  if (stated) return stated.ok ? { ...stated, count: stated.input.value } : stated
  const count = countOn({ known, splits, per_share: false }, day, day)
  if (count === null) return refused('count_unknown')
  const input =
    figures.newest('shares_outstanding_adjusted') ??
    figures.newest('shares_outstanding') ??
    figures.newest('shares_diluted') ??
    figures.newest('shares_basic')
  const average = known.average('shares_diluted', day) ?? known.average('shares_basic', day)
  if (average && average.value > 0) {
    const apart = count / (average.value * splits.countFactor(average.known_at, day))
    if (apart > COUNT_FACTOR || apart < 1 / COUNT_FACTOR) return refused('count_doubtful')
  }
  return { ok: true, count, input: input ?? 'shares_outstanding' }
}

interface Multiple {
  name: string
  /** Figure under the price. */
  under: string
  reason: RefusalReason
}
const OVER_CAP: readonly Multiple[] = [
  { name: 'pe_ttm', under: 'net_income', reason: 'losses' },
  { name: 'pb', under: 'equity_parent', reason: 'negative_equity' },
  { name: 'ps_ttm', under: 'revenue', reason: 'not_filed' },
]

const enterpriseValue = (context: MarketContext, cap: { value: number; token: string }): void => {
  const { rows, figures, day } = context
  const netCash = newEnough(context, 'net_cash')
  if (isFinancialKind(figures.kind) || !netCash.ok) {
    const reason = netCash.ok
      ? 'not_for_financials'
      : isFinancialKind(figures.kind)
        ? 'not_for_financials'
        : netCash.reason
    for (const name of ['ev', 'ev_ebitda']) rows.miss(name, day, reason)
    return
  }
  const parts: Input[] = [netCash.input]
  let value = cap.value - netCash.input.value
  for (const name of ['minority_interest', 'temporary_equity', ...leasesApart(figures)]) {
    const part = newEnough(context, name)
    if (!part.ok) continue
    value += part.input.value
    parts.push(part.input)
  }
  const token = rows.computed(
    { name: 'ev', period: day, end: day, value, unit: figures.currency },
    [cap.token, ...parts],
  )
  const ebitda = newEnough(context, 'ebitda')
  if (!ebitda.ok) rows.miss('ev_ebitda', day, ebitda.reason)
  else if (ebitda.input.value <= 0) rows.miss('ev_ebitda', day, 'negative_ebitda')
  else if (value <= 0) rows.miss('ev_ebitda', day, 'negative_ev')
  else
    rows.computed(
      { name: 'ev_ebitda', period: day, end: day, value: value / ebitda.input.value, unit: 'x' },
      [token, ebitda.input],
    )
}

/**
 * Leases count as debt where they are filed apart from it. Where total debt is more than its short
 * and long part it may hold them already.
 */
const leasesApart = (figures: CompanyFigures): string[] => {
  const [total, short, long] = ['total_debt', 'short_term_debt', 'long_term_debt'].map((name) =>
    figures.newest(name),
  )
  if (!total || (!short && !long)) return []
  const sum = (short?.value ?? 0) + (long?.value ?? 0)
  return Math.abs(total.value - sum) < 1 ? ['lease_liabilities'] : []
}

export const JOINED = [
  'market_cap',
  'pe_ttm',
  'pb',
  'ps_ttm',
  'ev',
  'ev_ebitda',
  'fcf_yield',
  'pe_forward',
  'peg',
  'dividend_yield',
]

/** Multiples of the price over what was filed. Gives the trailing multiple of earnings. */
export const joinedRows = (context: MarketContext, price: StatedPrice): void => {
  const { rows, day, figures, price_in_statements: own } = context
  const count = shareCount(context)
  if (!own.ok || !count.ok) {
    const reason = own.ok ? (count.ok ? 'count_unknown' : count.reason) : own.reason
    for (const name of JOINED.filter((one) => one !== 'pe_forward' && one !== 'dividend_yield'))
      rows.miss(name, day, reason)
    return
  }
  const value = own.value * count.count
  const token = rows.computed(
    { name: 'market_cap', period: day, end: day, value, unit: figures.currency },
    [own.token, count.input],
  )
  let pe: number | null = null
  for (const { name, under, reason } of OVER_CAP) {
    const found = newEnough(context, under)
    if (!found.ok) rows.miss(name, day, found.reason)
    else if (found.input.value <= 0) rows.miss(name, day, reason)
    else {
      const multiple = value / found.input.value
      if (name === 'pe_ttm') pe = multiple
      rows.computed({ name, period: day, end: day, value: multiple, unit: 'x' }, [
        token,
        found.input,
      ])
    }
  }
  const free = newEnough(context, 'free_cash_flow')
  if (!free.ok)
    rows.miss('fcf_yield', day, isFinancialKind(figures.kind) ? 'not_for_financials' : free.reason)
  else
    rows.computed(
      { name: 'fcf_yield', period: day, end: day, value: free.input.value / value, unit: 'ratio' },
      [free.input, token],
    )
  enterpriseValue(context, { value, token })
  forwardRows(context, price, pe)
}
