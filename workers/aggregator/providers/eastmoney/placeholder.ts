/**
 * Eastmoney fills gross profit with revenue where a company reports no cost of it: 01208, a mine,
 * 6.218 of 6.218 billion. Pure.
 */
import type { NewFact } from '../../model/provider.ts'

/** The facts of one period without such a gross profit: it is absent, not a hundred percent. */
export const withoutPlaceholder = (facts: readonly NewFact[]): NewFact[] => {
  const revenue = facts.find(({ concept }) => concept === 'revenue')
  return facts.filter(
    ({ concept, value }) => concept !== 'gross_profit' || value !== revenue?.value,
  )
}
