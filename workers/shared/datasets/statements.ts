/** The three statements, annual, quarterly and trailing, as facts. */
import type { FactsDefinition } from './definition.ts'

const YEARS = 12

export const statements = {
  item: null,
  window_days: YEARS * 366,
  longest_freshness_days: 92,
} satisfies FactsDefinition
