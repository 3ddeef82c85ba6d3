/** Sums up the usage of a report's sections by model. Pure. */
import type { Usage } from '#shared/contracts/analysis.ts'
import type { Section } from '#shared/contracts/orchestrator.ts'

/** One line for each model. Its cost is unknown when one of its calls has no price. */
export const usageByModel = (sections: readonly Pick<Section, 'usage'>[]): Usage[] => {
  const byModel = new Map<string, Usage>()
  for (const { usage } of sections) {
    if (!usage) continue
    const key = `${usage.provider}/${usage.model}`
    const sum = byModel.get(key)
    byModel.set(
      key,
      sum
        ? {
            ...sum,
            calls: sum.calls + usage.calls,
            input_tokens: sum.input_tokens + usage.input_tokens,
            output_tokens: sum.output_tokens + usage.output_tokens,
            cost_usd:
              sum.cost_usd === null || usage.cost_usd === null
                ? null
                : sum.cost_usd + usage.cost_usd,
          }
        : usage,
    )
  }
  return [...byModel.values()]
}
