/**
 * Runs a screen at the end of each month with what was known then, buys what passed in equal parts
 * at the close of the next trading day, and holds it to the next such day. Beside it stand all
 * companies that could be tested, bought on the same days without costs.
 */
import { compileScreen, type CompiledScreen } from '#shared/screen/evaluate.ts'
import type { Screen } from '#shared/screen/ast.ts'
import type { FieldList } from '#shared/screen/fields.ts'
import type { ScreenTable } from '#shared/screen/table.ts'
import type { BacktestMarket, Closes, RefusedMarket } from './market.ts'
import {
  EMPTY,
  type HoldingOutcome,
  type Portfolio,
  traded,
  type TradeRules,
  valued,
  worthOf,
} from './portfolio.ts'
import { type BacktestSummary, summaryOf } from './summary.ts'

export interface BacktestQuery {
  screen: Screen
  fields: FieldList
  from: string
  to: string
  rules: TradeRules
}

/** One month: from a trade to the next. */
export interface Period {
  /** The month's last trading day, at whose end the screen was run. */
  screened_on: string
  /** The next trading day, at whose close was traded. */
  bought_on: string
  /** The trade that ends it. */
  sold_on: string
  tested: number
  passed: number
  /** Passed, but without a price on the day of the trade. */
  unbought: number
  delisted: number
  turnover: number
  cost: number
  gain: number
  /** Of all tested companies. */
  gain_of_tested: number
  /** Holdings that did better than all tested companies on average. */
  ahead: number
  held: number
}

export interface Backtest {
  ok: true
  periods: readonly Period[]
  summary: BacktestSummary
}

/** The last trading day of each month that has one after it, and that one. */
export const tradeDays = (sessions: readonly string[]): { screened: string; bought: string }[] =>
  sessions.flatMap((day, at) => {
    const next = sessions[at + 1]
    return next !== undefined && next.slice(0, 7) !== day.slice(0, 7)
      ? [{ screened: day, bought: next }]
      : []
  })

interface Picks {
  passed: string[]
  tested: string[]
}

const picksOf = (compiled: CompiledScreen, table: ScreenTable): Picks => {
  const { rows, not_testable } = compiled.run(table)
  const open = new Set(not_testable.rows)
  const { ids } = table.companies
  const idAt = (row: number): string => ids[row] ?? ''
  return {
    passed: [...rows].map(idAt),
    tested: ids.filter((_, row) => !open.has(row)),
  }
}

interface OpenPortfolio {
  portfolio: Portfolio
  /** The worth of the portfolio right after the last trade. */
  start: number
}

const closed = (
  { portfolio }: OpenPortfolio,
  closes: Closes,
  isDelisted: (company: string) => boolean,
  rules: TradeRules,
) => {
  const now = valued(portfolio, closes, isDelisted, rules)
  return { ...now, worth: worthOf(now.portfolio) }
}

/**
 * The gain from one worth to another. When everything is lost there is nothing left to gain on, so
 * it is 0.
 */
const gainOf = (worth: number, start: number): number => (start > 0 ? worth / start - 1 : 0)

const NO_COST = 0
const isAhead = ({ gain }: HoldingOutcome, mean: number): boolean => gain > mean

export const runBacktest = async (
  market: BacktestMarket,
  { screen, fields, from, to, rules }: BacktestQuery,
): Promise<Backtest | RefusedMarket> => {
  const found = await market.sessions(from, to)
  if (!found.ok) return found
  const days = tradeDays(found.days)
  if (days.length < 2)
    return {
      ok: false,
      reason: 'too_short',
      detail: `from ${from} to ${to} there are ${days.length} ends of a month with a trading day after them; two are needed`,
      detail_zh: `${from} 至 ${to} 之间其后有交易日的月末只有 ${days.length} 个，至少需要两个`,
    }
  const compiled = compileScreen(screen, fields)
  const freely = { ...rules, cost: NO_COST }
  let own: OpenPortfolio = { portfolio: EMPTY, start: 1 }
  let all: OpenPortfolio = { portfolio: EMPTY, start: 1 }
  let open: Omit<
    Period,
    'sold_on' | 'gain' | 'gain_of_tested' | 'ahead' | 'held' | 'delisted'
  > | null = null
  const periods: Period[] = []
  for (const { screened, bought } of days) {
    const table = await market.tableOn(screened)
    if (!table.ok) return table
    const prices = await market.pricesOn(bought)
    if (!prices.ok) return prices
    const { closes } = prices
    const isDelisted = (company: string): boolean => {
      const last = market.delistedOn(company)
      return last !== null && last < bought
    }
    const mine = closed(own, closes, isDelisted, rules)
    const others = closed(all, closes, isDelisted, freely)
    if (open) {
      const mean = gainOf(others.worth, all.start)
      periods.push({
        ...open,
        sold_on: bought,
        delisted: mine.held.filter(({ end }) => end === 'delisted').length,
        gain: gainOf(mine.worth, own.start),
        gain_of_tested: mean,
        ahead: mine.held.filter((one) => isAhead(one, mean)).length,
        held: mine.held.length,
      })
    }
    const picks = picksOf(compiled, table.table)
    const trade = traded(mine.portfolio, picks.passed, closes, mine.frozen, rules)
    const market_trade = traded(others.portfolio, picks.tested, closes, others.frozen, freely)
    // A period begins with the worth before its trade, so that the costs of the trade are in its
    // gain.
    own = { portfolio: trade.portfolio, start: mine.worth }
    all = { portfolio: market_trade.portfolio, start: others.worth }
    open = {
      screened_on: screened,
      bought_on: bought,
      tested: picks.tested.length,
      passed: picks.passed.length,
      unbought: trade.unbought.length,
      turnover: trade.turnover,
      cost: mine.worth > 0 ? trade.paid / mine.worth : 0,
    }
  }
  return { ok: true, periods, summary: summaryOf(periods) }
}
