/**
 * The cost of equity of a market: the risk-free rate of the currency of the statements plus the
 * premium of the market, for a share of average risk. Both are configured, each with its source.
 * Pure.
 */
import type { Market } from '../names.ts'

/** A configured rate: a fraction a year, who says so, and the day that it is of. */
export interface SourcedRate {
  rate: number
  source: string
  as_of: string
}

export interface CostOfCapitalConfig {
  /** By currency. */
  risk_free: Record<string, SourcedRate>
  /** By market. */
  equity_premium: Partial<Record<Market, SourcedRate>>
}

export interface CostOfEquity {
  rate: number
  /**
   * Growth without end: what is configured, but not above the risk-free rate, which is about the
   * growth of all money in the currency.
   */
  terminal_growth: number
  /** Where the rate comes from; empty when it is the general one of the configuration. */
  sources: SourcedRate[]
}

export const costOfEquity = (
  { market, currency }: { market: Market; currency: string },
  general: { discount_rate: number; terminal_growth_rate: number },
  config: CostOfCapitalConfig | undefined,
): CostOfEquity => {
  const riskFree = config?.risk_free[currency]
  const premium = config?.equity_premium[market]
  if (!riskFree || !premium)
    return {
      rate: general.discount_rate,
      terminal_growth: general.terminal_growth_rate,
      sources: [],
    }
  return {
    rate: riskFree.rate + premium.rate,
    terminal_growth: Math.min(general.terminal_growth_rate, riskFree.rate),
    sources: [riskFree, premium],
  }
}
