/** The pillars of the thesis, and how each is held against this book and later ones. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rateFigures } from './rate-company.ts'
import { ratedMade, SOUND_MAKER } from './rating.fixture.ts'
import { checkFalsifier } from './thesis.ts'

const { pillars } = rateFigures(ratedMade(SOUND_MAKER))
const pillar = (name: string) => {
  const found = pillars.find(({ falsifier }) => falsifier.name === name)
  if (!found) throw new Error(`no pillar on ${name}`)
  return found
}
const later = (years: Record<string, readonly number[]>, doubted: string[] = []) =>
  ratedMade({ last: 2025, years: { net_income: [18, 19], ...years }, doubted })

describe('pillars', () => {
  test('are three to five, at most two of a group, each on its own figure', () => {
    expect(pillars.length).toBeGreaterThanOrEqual(3)
    expect(pillars.length).toBeLessThanOrEqual(5)
    const names = pillars.map(({ falsifier }) => falsifier.name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('state figure, comparison, value and filing', () => {
    // Half way from 20 % to the passing line of 8 %.
    expect(pillar('roic').falsifier).toEqual({
      name: 'roic',
      label: { en: 'roic', zh: 'roic' },
      comparison: 'at_least',
      line: 0.14,
      unit: 'ratio',
      period: 'FY2025',
    })
    expect(pillar('roic').check).toEqual({ state: 'holds', token: 'roic@FY2024', reason: null })
  })

  test('are none where fewer than three tests are passed well', () => {
    const weak = { years: { revenue: [1, 1], net_income: [1, 1], roic: [0.01, 0.2] } }
    expect(rateFigures(ratedMade(weak)).pillars).toEqual([])
  })
})

describe('a later book', () => {
  const { falsifier } = pillar('roic')
  test.each([
    ['holds', later({ roic: [0.2, 0.14] }), { state: 'holds', token: 'roic@FY2025', reason: null }],
    [
      'breaks',
      later({ roic: [0.2, 0.13] }),
      { state: 'broken', token: 'roic@FY2025', reason: null },
    ],
    [
      'is in doubt',
      later({ roic: [0.2, 0.3] }, ['roic']),
      { state: 'unknown', token: 'roic@FY2025', reason: 'in_doubt' },
    ],
    ['is silent', later({ roic: [] }), { state: 'unknown', token: null, reason: 'not_filed' }],
  ])('%s', (_, book, check) => expect(checkFalsifier(falsifier, book)).toEqual(check))

  test('an older year never stands for the one that is due', () => {
    const book = ratedMade({ last: 2025, years: { net_income: [18, 19] } })
    expect(
      checkFalsifier(falsifier, { ...book, annual: () => ratedMade(SOUND_MAKER).annual('roic') }),
    ).toEqual({
      state: 'unknown',
      token: null,
      reason: 'not_filed',
    })
  })
})

test('every pillar holds in the book that it was made from', () => {
  const values = fc.array(fc.double({ min: -1, max: 3, noNaN: true }), {
    minLength: 5,
    maxLength: 5,
  })
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.keys(SOUND_MAKER.years ?? {})), values),
      (years) => {
        const made = ratedMade({ ...SOUND_MAKER, years: { ...SOUND_MAKER.years, ...years } })
        for (const { check } of rateFigures(made).pillars) expect(check.state).toBe('holds')
      },
    ),
    { numRuns: 300 },
  )
})
