/** What a call cost, from the configured prices. Pure. */
import type { AnalyzeRequest, Usage } from '#shared/contracts/analysis.ts'
import type { Model, TokenCount } from './models/model.ts'

type Prices = AnalyzeRequest['models']['gemini']['prices_usd_per_million_tokens']

/**
 * USD for these tokens by the newest price in force on `today` (YYYY-MM-DD); null when the model
 * has none.
 */
export const costUsd = (
  model: string,
  tokens: TokenCount,
  prices: Prices,
  today: string,
): number | null => {
  const price = prices
    .filter((p) => p.model === model && p.from <= today)
    .sort((a, b) => b.from.localeCompare(a.from))[0]
  if (!price) return null
  const usd = (tokens.input_tokens * price.input + tokens.output_tokens * price.output) / 1e6
  // A hundredth of a micro-dollar: below any price list's step, above the noise of doubles.
  return Math.round(usd * 1e8) / 1e8
}

export const usageOf = (
  model: Model,
  calls: number,
  tokens: TokenCount,
  prices: Prices,
  today: string,
): Usage => ({
  provider: model.provider,
  model: model.name,
  calls,
  ...tokens,
  cost_usd: model.provider === 'builtin' ? 0 : costUsd(model.name, tokens, prices, today),
})
