/**
 * The rating of a company from the figures of its book and its exhibits: tests, grades, thesis and
 * risks. Each test is computed once, here; page, export and prose read what it found. The same in
 * Worker and browser. Pure.
 */
import type { BookIndex } from '../book/figure-index.ts'
import type { RatingExhibit, RatingReading } from '../contracts/rating.ts'
import { type RatedFigures, ratedFigures } from './figures.ts'
import { dangersOf, fundamentalsOf, priceOf } from './grade.ts'
import { risksOf } from './risks.ts'
import { groupsOf, scoreTests } from './score-tests.ts'
import { pillarsOf } from './thesis.ts'

export const rateFigures = (figures: RatedFigures): RatingReading => {
  const tests = scoreTests(figures)
  const groups = groupsOf(tests)
  const dangers = dangersOf(figures)
  const fundamentals = fundamentalsOf(figures, { tests, groups }, dangers)
  return {
    fundamentals,
    price: priceOf(tests),
    groups,
    tests,
    // A company that too little is known of has no thesis either.
    pillars: fundamentals.grade === 'not_rated' ? [] : pillarsOf(tests, figures),
    risks: risksOf(tests, dangers, figures),
  }
}

export const rateCompany = (
  index: BookIndex,
  of: Pick<RatingExhibit, 'instrument' | 'as_of'>,
): RatingExhibit => ({ kind: 'rating', ...of, ...rateFigures(ratedFigures(index)) })
