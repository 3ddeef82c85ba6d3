/** Makes every test that fits the kind of company, and sums up its groups. Pure. */
import type { RatedGroup, RatedTest } from '../contracts/rating.ts'
import type { Input } from '../valuation/company-figures.ts'
import type { RatedFigures } from './figures.ts'
import { degreeOf, type RatingTest } from './measure.ts'
import { RATING_RULES, TEST_GROUPS } from './names.ts'
import { RATING_TESTS, ratingTest } from './tests/index.ts'

/** Most tokens kept of one test: ten years, and what else it reads. */
const MOST_TOKENS = 24
const DIGITS = 1_000

export const tokensOf = (inputs: readonly Input[]): string[] =>
  [...new Set(inputs.map(({ token }) => token))].slice(0, MOST_TOKENS)

const scored = (test: RatingTest, figures: RatedFigures): RatedTest => {
  const { id, group, names } = test
  const told = { id, group, names }
  if (!test.fits(figures.kind)) return { ...told, made: false, reason: 'not_for_kind', tokens: [] }
  const measure = test.measure(figures)
  const tokens = tokensOf(measure.inputs)
  if (!measure.ok) return { ...told, made: false, reason: measure.reason, tokens }
  const scale = test.scale(figures.kind)
  return {
    ...told,
    tokens,
    made: true,
    degree: degreeOf(measure.value, scale),
    value: typeof measure.value === 'number' ? measure.value : null,
    unit: test.unit,
    shown: measure.shown.token,
    scale,
  }
}

export const scoreTests = (figures: RatedFigures): RatedTest[] =>
  RATING_TESTS.map((test) => scored(test, figures))

export type MadeTest = Extract<RatedTest, { made: true }>
/**
 * The name of the weakness that a failed test shows. A negative value has a name of its own where
 * the test has one: a loss is called a loss and not a small profit.
 */
export const weaknessOf = (test: MadeTest): RatingTest['weakness'] | null => {
  const of = ratingTest(test.id)
  if (!of) return null
  return test.value !== null && test.value < 0 ? (of.below_nothing ?? of.weakness) : of.weakness
}
export const isMadeTest = (test: RatedTest): test is MadeTest => test.made

export const meanOf = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, v) => sum + v, 0) / values.length) * DIGITS) / DIGITS

/**
 * False for a test that does not apply to this kind of company. Such a test does not count in its
 * group at all.
 */
export const fitsCompany = (test: RatedTest): boolean => test.made || test.reason !== 'not_for_kind'

export const groupsOf = (tests: readonly RatedTest[]): RatedGroup[] =>
  TEST_GROUPS.map((id) => {
    const own = tests.filter((test) => test.group === id && fitsCompany(test))
    const degrees = own.filter(isMadeTest).map(({ degree }) => degree)
    return {
      id,
      score: degrees.length >= RATING_RULES.group_tests ? meanOf(degrees) : null,
      made: degrees.length,
      of: own.length,
      in_doubt: own.filter((test) => !test.made && test.reason === 'in_doubt').length,
    }
  })
