/** That the model of a section failed and another was asked: who, and why. */
import { isOfRules } from '#shared/model-kinds.ts'
import type { Section } from '#shared/contracts/orchestrator.ts'
import { fallbackWords } from '#shared/model-fallback.ts'
import { language } from '../preferences.ts'
import { t } from './strings/index.ts'

export const FallbackNote = ({
  fallback,
  usage,
}: {
  fallback: NonNullable<Section['fallback']>
  usage: Section['usage']
}) => {
  const first = fallback.model ?? fallback.asked
  const reason = fallbackWords(fallback.reason, language.value)
  const writer = isOfRules(usage?.provider) ? t('report.builtin') : usage?.model
  return (
    <p class="notice fallback" title={fallback.reason}>
      {writer === undefined
        ? t('report.fallback_asked', { first, reason, by: fallback.by })
        : t('report.fallback', { first, reason, by: writer })}
    </p>
  )
}
