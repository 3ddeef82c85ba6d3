/**
 * Eastmoney sets gross profit equal to revenue when a company reports no cost of revenue. Example:
 * for 01208, a mining company, both are 6.218 billion. Pure.
 */
import type { NewFact } from '../../model/provider.ts'

/**
 * Returns the facts of one period without such a gross profit. The gross profit is then missing; it
 * is not 100 percent of revenue.
 */
export const withoutPlaceholder = (facts: readonly NewFact[]): NewFact[] => {
  const revenue = facts.find(({ concept }) => concept === 'revenue')
  return facts.filter(
    ({ concept, value }) => concept !== 'gross_profit' || value !== revenue?.value,
  )
}
