/**
 * Rules on cash: whether earnings arrive as money, how much is left after investment, and where it
 * goes. Outflows are negative in the figures.
 */
import { type Evidence, hasOutsideIncome, recentRun } from '../evidence.ts'
import { cite, type Finding, finding } from '../finding.ts'
import { isFinancial, type RatedTests } from '../rating.ts'
import { THRESHOLDS as T } from '../thresholds.ts'

const conversion = (e: Evidence): Finding[] => {
  const run = recentRun(e.annual('cash_conversion'), T.window)
  const now = run.at(-1)
  if (!now || now.period !== e.anchor) return []
  const weak = run.filter((p) => p.value < T.cash_conversion.weak).length
  const rank =
    weak >= T.weak_years
      ? 'chronic'
      : now.value < T.cash_conversion.weak
        ? 'weak'
        : now.value >= T.cash_conversion.full
          ? 'full'
          : 'partial'
  const [profit, cash] = [e.now('net_income'), e.now('operating_cash_flow')]
  const score = { chronic: -3, weak: -1, partial: 0, full: weak === 0 ? 2 : 1 }[rank]
  const data = {
    now: cite(now),
    weak,
    of: run.length,
    level: rank,
    profit: profit && cite(profit),
    cash: cash && cite(cash),
    outside: hasOutsideIncome(e),
  } as const
  return [finding('cash_conversion', 'cash', score, data)]
}

const accruals = (e: Evidence): Finding[] => {
  const ratio = e.now('accruals_ratio')
  return ratio && ratio.value > T.accruals
    ? [finding('accruals', 'cash', -1, { ratio: cite(ratio) })]
    : []
}

const freeCash = (e: Evidence, rated: RatedTests): Finding[] => {
  const run = recentRun(e.annual('free_cash_flow'), T.window)
  const now = run.at(-1)
  if (!now || now.period !== e.anchor) return []
  const margin = e.now('fcf_margin')
  const share = margin?.value ?? 0
  const rank =
    now.value < 0
      ? 'negative'
      : share >= T.fcf_margin.high
        ? 'high'
        : share >= T.fcf_margin.good
          ? 'good'
          : 'low'
  const data = {
    now: cite(now),
    margin: margin && cite(margin),
    level: rank,
    negative: run.filter((p) => p.value < 0).length,
    of: run.length,
  } as const
  // Who builds networks or buildings invests other people's money as a rule; it is no red flag
  // there.
  const negative = rated.fits('free_cash_margin') ? -2 : -1
  return [finding('free_cash', 'cash', { negative, low: 0, good: 1, high: 2 }[rank], data)]
}

const reinvestment = (e: Evidence, rated: RatedTests): Finding[] => {
  // What a bank or an insurer works with is not bought by capital expenditure.
  if (isFinancial(rated.kind)) return []
  const capex = e.now('capex')
  const depreciation = e.now('depreciation_amortization')
  if (!capex || !depreciation || depreciation.value <= 0) return []
  const times = -capex.value / depreciation.value
  const [bought, assets] = [e.now('intangibles'), e.now('total_assets')]
  const blurred = bought && assets && bought.value > assets.value * T.intangibles_share
  const direction =
    times >= T.reinvestment.building
      ? 'building'
      : times >= T.reinvestment.shrinking
        ? 'even'
        : blurred
          ? 'acquired'
          : 'shrinking'
  return [
    finding('reinvestment', 'cash', 0, {
      capex: cite(capex),
      depreciation: cite(depreciation),
      direction,
    }),
  ]
}

const stockPay = (e: Evidence): Finding[] => {
  const pay = e.now('stock_based_compensation')
  const revenue = e.now('revenue')
  if (!pay || !revenue || revenue.value <= 0 || pay.value / revenue.value < T.stock_pay) return []
  return [finding('stock_pay', 'cash', -1, { pay: cite(pay), revenue: cite(revenue) })]
}

const payout = (e: Evidence): Finding[] => {
  const free = e.now('free_cash_flow')
  const [dividends, buybacks] = [e.now('dividends_paid'), e.now('buybacks')]
  const paid = -((dividends?.value ?? 0) + (buybacks?.value ?? 0))
  if (!free || paid <= 0) return []
  const covered = paid <= free.value * T.payout_full
  const rich = (e.now('net_cash')?.value ?? 0) > 0
  return [
    finding('payout', 'owners', covered ? 1 : rich ? 0 : -1, {
      dividends: dividends && cite(dividends),
      buybacks: buybacks && cite(buybacks),
      free_cash: cite(free),
      covered,
    }),
  ]
}

const shareCount = (e: Evidence): Finding[] => {
  const run = recentRun(e.annual('share_count_change'), T.window)
  const now = run.at(-1)
  if (!now || now.period !== e.anchor) return []
  const total = run.reduce((product, p) => product * (1 + p.value), 1) - 1
  const direction =
    total >= T.dilution.heavy
      ? 'many_more'
      : total >= T.dilution.light
        ? 'more'
        : total <= T.shrinkage
          ? 'fewer'
          : null
  if (!direction) return []
  const [eps, profit] = [e.now('eps_cagr_5y'), e.now('net_income_cagr_5y')]
  const sign = direction === 'fewer' ? -1 : 1
  // The difference of the two rates is this effect only when it has its direction.
  const both = eps !== null && profit !== null && (eps.value - profit.value) * sign < 0
  // The year with the largest change says more than the newest, which may go the other way.
  const change = run.reduce((a, b) => (b.value * sign > a.value * sign ? b : a))
  const recent = run.slice(-2).reduce((product, p) => product * (1 + p.value), 1) - 1
  const isSettled = sign > 0 && run.length > 2 && recent >= 0 && recent <= T.settled
  const data = {
    change: cite(change),
    direction,
    turned: now.value * sign < 0 ? cite(now) : null,
    since: isSettled && change !== now ? cite(now) : null,
    years: run.length,
    eps: both ? cite(eps) : null,
    profit: both ? cite(profit) : null,
  } as const
  const score = data.since ? 0 : { many_more: -2, more: -1, fewer: 1 }[direction]
  return [finding('share_count', 'owners', score, data)]
}

export const cashFindings = (e: Evidence, rated: RatedTests): Finding[] =>
  [conversion, accruals, freeCash, reinvestment, stockPay, payout, shareCount].flatMap((rule) =>
    rule(e, rated),
  )
