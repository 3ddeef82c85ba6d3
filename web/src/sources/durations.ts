/** Lengths of time and call budgets in words. */
import type { ProviderInfo } from '#shared/contracts/data-sources.ts'
import { language } from '../preferences.ts'
import { durationOf } from './sources.ts'
import { t } from './strings/index.ts'

/** 3600 -> `1 hour`; 604800 -> `7 days`. */
export const durationWords = (seconds: number): string => {
  const { count, unit } = durationOf(seconds)
  return count === 1
    ? `1 ${t(`unit_of_time.${unit}`)}`
    : t(`unit_of_time.${unit}s`, { count }).trim()
}

/** `60 per minute, 800 per day`. */
export const budgetWords = (budget: ProviderInfo['budget']): string =>
  budget.length === 0
    ? t('sources.budget_none')
    : budget
        .map(({ calls, per_seconds }) => {
          const { count, unit } = durationOf(per_seconds)
          return t('sources.per', {
            calls,
            time: count === 1 ? t(`unit_of_time.${unit}`) : t(`unit_of_time.${unit}s`, { count }),
          })
        })
        .join(language.value === 'zh' ? '，' : ', ')
