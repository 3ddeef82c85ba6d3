/** Computes what a call cost from the configured prices. Pure. */
import type { Usage } from '#shared/contracts/analysis.ts'
import type { ModelEntry } from '#shared/contracts/models.ts'
import type { TokenCount } from './models/model.ts'

type Prices = ModelEntry['prices_usd_per_million_tokens']

/**
 * The cost of these tokens in USD, at the newest price that is in force on `today` (YYYY-MM-DD).
 * Null when no price is in force.
 */
export const costUsd = (tokens: TokenCount, prices: Prices, today: string): number | null => {
  const price = prices
    .filter((p) => p.from <= today)
    .sort((a, b) => b.from.localeCompare(a.from))[0]
  if (!price) return null
  const usd = (tokens.input_tokens * price.input + tokens.output_tokens * price.output) / 1e6
  // Rounds to a hundredth of a micro-dollar. That is finer than any price list, and coarser than
  // the rounding error of doubles.
  return Math.round(usd * 1e8) / 1e8
}

export const usageOf = (
  { kind, model, prices_usd_per_million_tokens: prices }: ModelEntry,
  calls: number,
  tokens: TokenCount,
  today: string,
): Usage => ({
  provider: kind,
  model,
  calls,
  ...tokens,
  cost_usd: kind === 'builtin' ? 0 : costUsd(tokens, prices, today),
})
