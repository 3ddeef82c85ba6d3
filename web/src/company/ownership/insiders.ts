/**
 * Insiders' trades: which of them were made on the open market, and the sum of these over a time.
 * Other trades are not summed. Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'

export type Trade = ItemOf<'insiders'>

/**
 * The kinds of trades. Open-market purchases and sales stand apart from trades made for other
 * reasons.
 */
export const TRADE_KINDS = [
  'open_buy',
  'open_sell',
  'award',
  'exercise',
  'tax',
  'gift',
  'other',
] as const
export type TradeKind = (typeof TRADE_KINDS)[number]

/**
 * A purchase or sale that was not made on the open market, or that was of a derivative, is of the
 * kind `other`.
 */
export const kindOf = ({
  action,
  open_market,
  derivative,
}: Pick<Trade, 'action' | 'open_market' | 'derivative'>): TradeKind => {
  if (action === 'buy' || action === 'sell')
    return open_market && !derivative ? `open_${action}` : 'other'
  return action
}

export const inPeriod = <T extends { traded_on: string }>(
  trades: readonly T[],
  from: string,
  to: string,
): T[] => trades.filter(({ traded_on }) => traded_on >= from && traded_on <= to)

export const countByKind = (trades: readonly Trade[]): Map<TradeKind, number> => {
  const counts = new Map<TradeKind, number>()
  for (const trade of trades) counts.set(kindOf(trade), (counts.get(kindOf(trade)) ?? 0) + 1)
  return counts
}

interface Side {
  trades: number
  people: number
  shares: number
  /** Money by currency, of the trades whose price is stated. */
  money: Map<string, number>
  /** Trades without a price: in `shares`, not in `money`. */
  unpriced: number
}
export interface OpenMarket {
  bought: Side
  sold: Side
  /** Shares bought minus shares sold. */
  netShares: number
  /**
   * Money spent minus money received, by currency. Empty when the price of a trade is missing,
   * since the sum would then be wrong.
   */
  netMoney: Map<string, number>
}

const sideOf = (trades: readonly Trade[]): Side => {
  const side: Side = {
    trades: trades.length,
    people: new Set(trades.map(({ person }) => person)).size,
    shares: 0,
    money: new Map(),
    unpriced: 0,
  }
  for (const { shares, price, price_unit } of trades) {
    const count = Math.abs(Number(shares))
    side.shares += count
    const currency = price_unit?.split('/')[0]
    if (price === null || !currency || Number(price) === 0) side.unpriced += 1
    else side.money.set(currency, (side.money.get(currency) ?? 0) + count * Number(price))
  }
  return side
}

/**
 * Counts only purchases and sales of shares on the open market, and no awards, exercises, tax,
 * gifts or derivatives.
 */
export const openMarket = (trades: readonly Trade[]): OpenMarket => {
  const bought = sideOf(trades.filter((trade) => kindOf(trade) === 'open_buy'))
  const sold = sideOf(trades.filter((trade) => kindOf(trade) === 'open_sell'))
  const netMoney = new Map<string, number>()
  if (bought.unpriced + sold.unpriced === 0)
    for (const currency of new Set([...bought.money.keys(), ...sold.money.keys()]))
      netMoney.set(currency, (bought.money.get(currency) ?? 0) - (sold.money.get(currency) ?? 0))
  return { bought, sold, netShares: bought.shares - sold.shares, netMoney }
}
