/**
 * The rating as a model reads it: grades, tests, pillars and risks, with tokens and no score. Pure.
 */
import type { RatedTest } from '#shared/contracts/rating.ts'
import { PRICE_GRADE_NAMES, GRADE_NAMES, UNRATED, UNTESTED, DANGERS } from '#shared/rating/names.ts'
import type { AnalysisTask } from './task.ts'

type RatedContext = Pick<AnalysisTask['context'], 'figures' | 'rating'>

/** A degree in words, since a model may write no digits. */
export const degreeWord = (degree: number): string =>
  degree >= 0.9
    ? 'passed in full'
    : degree >= 0.6
      ? 'passed well'
      : degree >= 0.5
        ? 'passed'
        : degree >= 0.4
          ? 'missed by little'
          : 'failed'

export const ratingText = (
  { figures, rating }: RatedContext,
  language: AnalysisTask['language'],
): string => {
  if (!rating) return 'the company was not rated'
  const known = new Set(figures.map(({ token }) => token))
  /** Only what the module may cite. */
  const cited = (tokens: readonly string[]): string => {
    const own = tokens.filter((token) => known.has(token)).map((token) => `{{${token}}}`)
    return own.length > 0 ? own.join(' ') : 'its figures are not in your table'
  }
  const testLine = (test: RatedTest): string =>
    test.made
      ? `${test.group} | ${test.names[language]} | ${degreeWord(test.degree)} | ${cited(test.tokens)}`
      : `${test.group} | ${test.names[language]} | not tested: ${UNTESTED[test.reason].en} |`
  const { fundamentals, price, tests, pillars, risks } = rating
  const missing = (reasons: readonly (keyof typeof UNRATED)[]): string =>
    reasons.map((reason) => UNRATED[reason].en).join('; ')
  return [
    `fundamentals: ${GRADE_NAMES[fundamentals.grade].en} ${missing(fundamentals.missing)}`.trim(),
    `valuation: ${PRICE_GRADE_NAMES[price.grade].en} ${missing(price.missing)}`.trim(),
    ...fundamentals.dangers.map(
      ({ code, tokens }) => `danger: ${DANGERS[code].en} | ${cited(tokens)}`,
    ),
    'group | test | result | figures',
    ...tests.filter((test) => test.made || test.reason !== 'not_for_kind').map(testLine),
    ...pillars.map(
      ({ claim, falsifier, tokens }) =>
        `pillar: ${claim[language]} | watched by: ${falsifier.label[language]} of the ${falsifier.period} annual report | ${cited(tokens)}`,
    ),
    ...risks.map(
      ({ names, tokens }, at) => `risk ${at + 1}: ${names[language]} | ${cited(tokens)}`,
    ),
  ].join('\n')
}
