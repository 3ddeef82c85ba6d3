/**
 * Insiders' trades: which of them are a view of the price, and what those come to over a time.
 * Nothing else is summed. Pure.
 */
import type { ItemOf } from '#shared/contracts/datasets.ts'

export type Trade = ItemOf<'insiders'>

/** Open-market purchases and sales apart from what happens for other reasons. */
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
 * A purchase or sale that was not made in a market, or of a derivative, says nothing of the price:
 * it is among the others.
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
  /** Bought less sold, in shares. */
  netShares: number
  /**
   * Bought less sold, by currency; empty when any price is missing, since it would be half of the
   * truth.
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
 * Only purchases and sales for money in a market, none of derivatives: awards, exercises, tax and
 * gifts are not counted.
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
