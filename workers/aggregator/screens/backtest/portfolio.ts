/**
 * Holdings in equal parts, traded once a month. Values are fractions of the money at the start,
 * which is 1. Pure.
 */
import type { Closes } from './market.ts'

export interface TradeRules {
  /** Paid of what is bought and of what is sold, as a fraction. */
  cost: number
  /**
   * What a holding loses after its last known price when its listing has ended: 30% is what
   * delisted shares lost on average (Shumway, Journal of Finance, 1997).
   */
  delisting_loss: number
}

interface Holding {
  value: number
  /** The close at which it is valued. */
  close: number
}

export interface Portfolio {
  cash: number
  holdings: ReadonlyMap<string, Holding>
}

export const EMPTY: Portfolio = { cash: 1, holdings: new Map() }

export const worthOf = ({ cash, holdings }: Portfolio): number =>
  [...holdings.values()].reduce((total, { value }) => total + value, cash)

/** How a company that was held did from one trade to the next. */
export interface HoldingOutcome {
  company: string
  gain: number
  /** `kept`: without a price that day, at its last one. */
  end: 'priced' | 'delisted' | 'kept'
}

/**
 * The holdings at the closes of a later day. Without a close, what was delisted by then is sold at
 * its last price less the loss of delisting, and anything else is kept at its last price.
 */
export const valued = (
  { cash, holdings }: Portfolio,
  closes: Closes,
  isDelisted: (company: string) => boolean,
  rules: TradeRules,
): { portfolio: Portfolio; held: HoldingOutcome[]; frozen: ReadonlySet<string> } => {
  const next = new Map<string, Holding>()
  const held: HoldingOutcome[] = []
  const frozen = new Set<string>()
  let money = cash
  for (const [company, { value, close }] of holdings) {
    const now = closes.get(company)
    if (now !== undefined) {
      next.set(company, { value: (value * now) / close, close: now })
      held.push({ company, gain: now / close - 1, end: 'priced' })
    } else if (isDelisted(company)) {
      money += value * (1 - rules.delisting_loss)
      held.push({ company, gain: -rules.delisting_loss, end: 'delisted' })
    } else {
      next.set(company, { value, close })
      frozen.add(company)
      held.push({ company, gain: 0, end: 'kept' })
    }
  }
  return { portfolio: { cash: money, holdings: next }, held, frozen }
}

/**
 * The cost of trading lowers the money that is left to buy with, and that money decides the cost.
 * Both are computed this many times in turn: each time changes the result by about a thousandth of
 * the time before.
 */
const SETTLING = 8

/**
 * Sells every holding that is not among the picks, and buys or sells the picks until each has the
 * same value. Frozen holdings are not traded. `turnover` is half the value that was bought and
 * sold, as a fraction of the worth before the trade.
 */
export const traded = (
  portfolio: Portfolio,
  picks: readonly string[],
  closes: Closes,
  frozen: ReadonlySet<string>,
  rules: TradeRules,
): { portfolio: Portfolio; turnover: number; paid: number; unbought: string[] } => {
  const before = worthOf(portfolio)
  const stuck = [...portfolio.holdings].filter(([company]) => frozen.has(company))
  const free = before - stuck.reduce((total, [, { value }]) => total + value, 0)
  const buyable = picks.filter((company) => closes.has(company) && !frozen.has(company))
  const movedFor = (part: number): number => {
    const wanted = new Set(buyable)
    let moved = 0
    for (const [company, { value }] of portfolio.holdings)
      if (!frozen.has(company) && !wanted.has(company)) moved += value
    for (const company of buyable)
      moved += Math.abs(part - (portfolio.holdings.get(company)?.value ?? 0))
    return moved
  }
  let paid = 0
  if (buyable.length > 0)
    for (let round = 0; round < SETTLING; round++)
      paid = rules.cost * movedFor((free - paid) / buyable.length)
  else paid = rules.cost * movedFor(0)
  const part = buyable.length > 0 ? (free - paid) / buyable.length : 0
  const holdings = new Map(stuck)
  for (const company of buyable)
    holdings.set(company, { value: part, close: closes.get(company) ?? Number.NaN })
  return {
    portfolio: { cash: buyable.length > 0 ? 0 : free - paid, holdings },
    turnover: before > 0 ? movedFor(part) / 2 / before : 0,
    paid,
    unbought: picks.filter((company) => !closes.has(company)),
  }
}
