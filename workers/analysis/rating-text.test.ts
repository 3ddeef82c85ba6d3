/**
 * The rating in a prompt: grades and results in words, and only tokens that the module was given.
 */
import { expect, test } from 'vitest'
import { rateFigures } from '#shared/rating/rate-company.ts'
import { ratedMade, SOUND_MAKER } from '#shared/rating/rating.fixture.ts'
import { figure } from './data.fixture.ts'
import { ratingText } from './rating-text.ts'

const rating = rateFigures(ratedMade(SOUND_MAKER))

test('names grade, results and pillars, and no digit of a score', () => {
  const text = ratingText({ figures: [figure('roic@FY2024', 0.2, 'ratio')], rating }, 'en')
  expect(text).toContain('fundamentals: strong')
  expect(text).toContain('quality | Return on invested capital | passed in full | {{roic@FY2024}}')
  expect(text).toContain('pillar: Capital earns more than it costs')
  expect(text).not.toContain('{{operating_margin')
  expect(text).not.toMatch(/0\.\d/)
})

test('says that there is none', () => {
  expect(ratingText({ figures: [] }, 'en')).toBe('the company was not rated')
})
