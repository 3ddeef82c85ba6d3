/** Who writes a section whose own model failed: the configured fallback, or nobody. Pure. */
import { findModel } from '#shared/configuration/models.ts'
import type { Models } from '#shared/contracts/models.ts'
import type { SectionFallback } from '#shared/contracts/orchestrator.ts'
import type { Failure } from '#shared/contracts/problem.ts'
import { isServedByAnother } from '#shared/model-fallback.ts'

/**
 * What follows the last try of a section's own model. `asked` is the model of its request, `auto`
 * too. Null without a fallback, after a failure that another model would not mend, and when the
 * fallback itself is the model that failed.
 */
export const fallbackAfter = (
  { reason, model }: Failure,
  asked: string,
  models: Models,
): SectionFallback | null => {
  const { fallback: by } = models
  const failed = model?.id ?? asked
  if (by === undefined || by === failed || !isServedByAnother(reason)) return null
  const provider = model?.provider ?? findModel(models, failed)?.model ?? null
  return { asked: failed, model: provider, reason, by }
}
