/**
 * Rules on the balance sheet: debt and whether earnings can carry it, what falls due, and balances
 * that grow faster than the business.
 */
import { type Evidence, type Point, yearBefore } from '../evidence.ts'
import { cite, type Finding, finding, span } from '../finding.ts'
import type { RatedTests } from '../rating.ts'
import { THRESHOLDS as T } from '../thresholds.ts'

type DebtLevel = 'light' | 'middling' | 'heavy'
/** What is heavy for one kind of company is ordinary for another; the rating knows the kind. */
const debtByTest = (degree: number): DebtLevel =>
  degree >= T.degrees.light ? 'light' : degree < T.degrees.passed ? 'heavy' : 'middling'
const debtByValue = (ratio: number): DebtLevel =>
  ratio <= T.net_debt.light ? 'light' : ratio > T.net_debt.heavy ? 'heavy' : 'middling'

const debt = (e: Evidence, rated: RatedTests): Finding[] => {
  const net = e.now('net_cash')
  if (net && net.value >= 0)
    return [finding('net_cash', 'balance', 2, { net: cite(net), positive: true, lent: null })]
  const ratio = e.now('net_debt_to_ebitda')
  const total = e.now('total_debt')
  const loans = e.now('loans')
  const lent = loans && net && loans.value >= -net.value * T.lent_share ? cite(loans) : null
  if (!ratio)
    return net ? [finding('net_cash', 'balance', 0, { net: cite(net), positive: false, lent })] : []
  const test = rated.made('net_debt')
  const rank = test ? debtByTest(test.degree) : debtByValue(ratio.value)
  return [
    finding('debt_load', 'balance', { light: 1, middling: 0, heavy: -2 }[rank], {
      ratio: cite(ratio),
      level: rank,
      debt: total && cite(total),
    }),
  ]
}

type CoverLevel = 'thin' | 'tight' | 'adequate' | 'ample'
const levelAt = (value: number, lines: Record<'thin' | 'tight' | 'ample', number>): CoverLevel =>
  value < lines.thin
    ? 'thin'
    : value < lines.tight
      ? 'tight'
      : value < lines.ample
        ? 'adequate'
        : 'ample'

const interest = (e: Evidence, rated: RatedTests): Finding[] => {
  const cover = e.now('interest_cover')
  // What buildings wear out weighs on the operating profit of a trust and is not paid in cash.
  if (!cover || !rated.fits('interest_cover')) return []
  const test = rated.made('interest_cover')
  const rank =
    cover.value <= 0
      ? 'none'
      : test
        ? levelAt(test.degree, T.degrees.cover)
        : levelAt(cover.value, T.interest_cover)
  return [
    finding('interest', 'balance', { none: -3, thin: -3, tight: -1, adequate: 0, ample: 1 }[rank], {
      cover: cite(cover),
      level: rank,
    }),
  ]
}

const liquidity = (e: Evidence): Finding[] => {
  const ratio = e.now('current_ratio')
  if (!ratio) return []
  const rank =
    ratio.value < T.current_ratio.short
      ? 'short'
      : ratio.value >= T.current_ratio.ample
        ? 'ample'
        : 'adequate'
  // A company that collects before it pays can run on other people's money.
  const cashRich =
    (e.now('free_cash_flow')?.value ?? 0) > 0 &&
    (e.now('cash_conversion')?.value ?? 0) >= T.cash_conversion.weak
  return [
    finding(
      'liquidity',
      'balance',
      rank === 'short' ? (cashRich ? 0 : -2) : rank === 'ample' ? 1 : 0,
      {
        ratio: cite(ratio),
        level: rank,
        cash_rich: cashRich,
      },
    ),
  ]
}

const equity = (e: Evidence): Finding[] => {
  const own = e.now('equity_parent') ?? e.now('total_equity')
  if (!own || own.value >= 0) return []
  const bought = e.annual('buybacks').reduce((sum, p) => sum - p.value, 0)
  return [
    finding('negative_equity', 'balance', -3, {
      equity: cite(own),
      by_buybacks: bought > -own.value,
    }),
  ]
}

const goodwill = (e: Evidence): Finding[] => {
  const [part, assets] = [e.now('goodwill'), e.now('total_assets')]
  if (!part || !assets || assets.value <= 0 || part.value / assets.value < T.goodwill_share)
    return []
  return [finding('goodwill', 'balance', -1, { goodwill: cite(part), assets: cite(assets) })]
}

const liabilities = (e: Evidence, rated: RatedTests): Finding[] => {
  const ratio = e.now('liabilities_to_assets')
  const test = rated.made('liabilities')
  return ratio &&
    // What an insurer owes to those it insures is its business.
    rated.fits('liabilities') &&
    (test ? test.degree < T.degrees.passed : ratio.value > T.liabilities_share) &&
    e.now('deposits') === null &&
    (e.now('net_cash')?.value ?? -1) < 0
    ? [finding('liabilities', 'balance', -1, { ratio: cite(ratio) })]
    : []
}

/**
 * The years, newest first, in which a balance outgrew revenue by more than the limit. Ends at the
 * first year without that.
 */
const outgrown = (balances: Point[], revenue: Point[]): Point[] => {
  const years: Point[] = []
  for (const now of balances.toReversed()) {
    const [before, sales] = [yearBefore(balances, now), revenue.find((p) => p.year === now.year)]
    const salesBefore = sales && yearBefore(revenue, sales)
    if (!before || !sales || !salesBefore || before.value <= 0 || salesBefore.value <= 0) break
    if (now.value / before.value - sales.value / salesBefore.value <= T.outgrowth) break
    years.push(now)
  }
  return years
}

/** Whether the balance is large enough beside revenue for its growth to matter. */
export const isMaterial = (e: Evidence, kind: 'receivables' | 'inventory'): boolean => {
  const [balance, revenue] = [e.now(kind), e.now('revenue')]
  return balance !== null && revenue !== null && balance.value >= revenue.value * T.material
}

const stretched = (e: Evidence, kind: 'receivables' | 'inventory'): Finding[] => {
  const balances = e.annual(kind)
  const years = outgrown(balances, e.annual('revenue'))
  const [now] = years
  const before = now && yearBefore(balances, now)
  const revenue = e.now('revenue_growth')
  if (!now || !before || now.period !== e.anchor || !isMaterial(e, kind)) return []
  const days = e.now(kind === 'receivables' ? 'receivable_days' : 'inventory_days')
  const repeated = years.length > 1
  return [
    finding(kind, 'balance', repeated ? -2 : -1, {
      span: span(before, now),
      rose: now.value > before.value,
      revenue: revenue && cite(revenue),
      days: days && cite(days),
      repeated,
    }),
  ]
}

const receivables = (e: Evidence): Finding[] => stretched(e, 'receivables')
const inventory = (e: Evidence): Finding[] => stretched(e, 'inventory')

/** Of a company that loses money: what it has, and whether operations still feed it. */
const cashAtHand = (e: Evidence): Finding[] => {
  const [cash, flow, result] = [e.now('cash'), e.now('operating_cash_flow'), e.now('net_income')]
  if (!cash || !flow || !result || result.value >= 0 || e.now('deposits')) return []
  const before = yearBefore(e.annual('cash'), cash)
  const rank = flow.value >= 0 ? 'fed' : cash.value >= -flow.value * 2 ? 'lasting' : 'short'
  return [
    finding('cash_at_hand', 'balance', rank === 'short' ? -2 : 0, {
      cash: cite(cash),
      before: before && cite(before),
      flow: cite(flow),
      level: rank,
    }),
  ]
}

export const balanceFindings = (e: Evidence, rated: RatedTests): Finding[] =>
  [
    equity,
    cashAtHand,
    debt,
    interest,
    liquidity,
    receivables,
    inventory,
    goodwill,
    liabilities,
  ].flatMap((rule) => rule(e, rated))
