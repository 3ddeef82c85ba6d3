/** Every test, in the order in which it is shown. */
import type { RatingTest } from '../measure.ts'
import { BALANCE_TESTS } from './balance.ts'
import { CASH_TESTS } from './cash.ts'
import { GROWTH_TESTS } from './growth.ts'
import { QUALITY_TESTS } from './quality.ts'
import { VALUATION_TESTS } from './valuation.ts'

export const RATING_TESTS: readonly RatingTest[] = [
  ...QUALITY_TESTS,
  ...GROWTH_TESTS,
  ...BALANCE_TESTS,
  ...CASH_TESTS,
  ...VALUATION_TESTS,
]
export const ratingTest = (id: string): RatingTest | undefined =>
  RATING_TESTS.find((test) => test.id === id)
