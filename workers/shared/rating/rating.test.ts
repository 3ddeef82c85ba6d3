/**
 * The rating by hand: degrees on their scales, groups, grades, what is not tested and why; and the
 * rules that hold for any figures.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ratingExhibitSchema } from '../contracts/rating.ts'
import { degreeOf } from './measure.ts'
import { GRADES, RATING_RULES } from './names.ts'
import { rateFigures } from './rate-company.ts'
import { type MadeFigures, ratedMade, SOUND_MAKER } from './rating.fixture.ts'
import { RATING_TESTS } from './tests/index.ts'

const rate = (made: MadeFigures) => rateFigures(ratedMade(made))
const over = (change: MadeFigures): MadeFigures => ({
  ...SOUND_MAKER,
  ...change,
  years: { ...SOUND_MAKER.years, ...change.years },
  quarters: { ...SOUND_MAKER.quarters, ...change.quarters },
})
const without = (made: MadeFigures, name: string): MadeFigures => ({
  ...made,
  years: Object.fromEntries(Object.entries(made.years ?? {}).filter(([n]) => n !== name)),
  quarters: Object.fromEntries(Object.entries(made.quarters ?? {}).filter(([n]) => n !== name)),
})
const testOf = (made: MadeFigures, id: string) => {
  const found = rate(made).tests.find((one) => one.id === id)
  if (!found) throw new Error(`no test ${id}`)
  return found
}
const outcome = (made: MadeFigures, id: string): number | string => {
  const found = testOf(made, id)
  return found.made ? found.degree : found.reason
}

describe('a degree', () => {
  const rising = { zero: 0.03, pass: 0.08, full: 0.2 }
  const falling = { zero: 5, pass: 3, full: 0.5 }
  test.each([
    [0.02, rising, 0],
    [0.03, rising, 0],
    [0.055, rising, 0.25],
    [0.08, rising, 0.5],
    [0.14, rising, 0.75],
    [0.2, rising, 1],
    [9, rising, 1],
    [6, falling, 0],
    [4, falling, 0.25],
    [3, falling, 0.5],
    [1.75, falling, 0.75],
    [0, falling, 1],
    ['full' as const, falling, 1],
    ['none' as const, rising, 0],
  ])('of %s', (value, scale, degree) => expect(degreeOf(value, scale)).toBe(degree))

  test('every scale runs one way through its three lines', () => {
    for (const { id, scale, fits } of RATING_TESTS)
      for (const kind of ['general', 'bank', 'reit', 'utility', 'health_insurer'] as const) {
        if (!fits(kind)) continue
        const { zero, pass, full } = scale(kind)
        expect({ id, sign: Math.sign(pass - zero) }).toEqual({ id, sign: Math.sign(full - pass) })
        expect(pass).not.toBe(zero)
      }
  })
})

/** A quarter with 12 of net income on 7 of operating income, and the twelve months to its end. */
const GAIN: MadeFigures = {
  quarters: { net_income: [4, 4, 5, 12] },
  newest: { price: 10, pe_ttm_standing: 0.05, net_income: 25, operating_income: 25 },
}
/** Worked by hand on the scales of the tests. */
const CASES: [string, MadeFigures, string, number | string][] = [
  ['capital of a fifth earns in full', SOUND_MAKER, 'return_on_capital', 1],
  ['half way from 8 % to 20 %', over({ years: { roic: [0.14] } }), 'return_on_capital', 0.75],
  [
    'the middle of three years',
    over({ years: { roic: [0.08, 0.02, 0.2] } }),
    'lasting_return',
    0.5,
  ],
  [
    'two years are too few',
    over({ years: { roic: [0.08, 0.2] } }),
    'lasting_return',
    'short_record',
  ],
  ['no capital figure', without(SOUND_MAKER, 'roic'), 'return_on_capital', 'not_filed'],
  ['a figure in doubt', { ...SOUND_MAKER, doubted: ['roic'] }, 'return_on_capital', 'in_doubt'],
  [
    'one year of five in doubt',
    { ...SOUND_MAKER, doubted: ['roic@FY2021'] },
    'lasting_return',
    'in_doubt',
  ],
  [
    'the lowest margin is 60 % of the middle',
    over({ years: { operating_margin: [0.2, 0.12, 0.2] } }),
    'margin_steadiness',
    0.5,
  ],
  ['net of 18 on operating of 24', SOUND_MAKER, 'profit_from_business', 1],
  [
    'a gain in the year',
    over({ years: { net_income: [12, 13, 15, 16, 30] } }),
    'cash_conversion',
    'one_off_gains',
  ],
  ['a gain in one quarter', over(GAIN), 'profit_near_peak', 'one_off_gains'],
  ['a gain of the quarter is no growth', over(GAIN), 'profit_of_quarter', 'one_off_gains'],
  [
    'nine years of ten',
    over({ years: { revenue_growth: [0.1, 0.1, 0.1, 0.1, -0.1, 0.1, 0.1, 0.1, 0.1, 0.1] } }),
    'years_of_growth',
    0.833,
  ],
  [
    'profit at 16 of 20',
    over({ years: { net_income: [12, 13, 20, 16, 16] } }),
    'profit_near_peak',
    0.5,
  ],
  ['net cash owes nothing', SOUND_MAKER, 'net_debt', 1],
  [
    'four years of EBITDA',
    over({ years: { net_cash: [-5], net_debt_to_ebitda: [4] } }),
    'net_debt',
    0.25,
  ],
  [
    'no EBITDA to carry debt',
    over({ years: { net_cash: [-5], net_debt_to_ebitda: [-3] } }),
    'net_debt',
    'loss',
  ],
  [
    'paid out all that came in',
    over({ years: { dividends_paid: [-20], buybacks: [] } }),
    'payout_covered',
    0.5,
  ],
  [
    'paid out without free cash flow',
    over({ years: { free_cash_flow: [1, 1, -1] } }),
    'payout_covered',
    0,
  ],
  [
    'profit down 81 % in the newest quarter',
    over({ quarters: { net_income_growth: [-0.81] } }),
    'profit_of_quarter',
    0,
  ],
  [
    'an older quarter is not the newest',
    over({
      quarters: { revenue_growth: [], revenue: [1], net_income_growth: [0.2], net_income: [1, 1] },
    }),
    'sales_of_quarter',
    'not_filed',
  ],
  [
    'a bank is not asked for a current ratio',
    { kind: 'bank', years: { net_income: [1], current_ratio: [1] } },
    'liquidity',
    'not_for_kind',
  ],
  [
    'a bank is asked for its costs',
    { kind: 'bank', years: { net_income: [1], efficiency_ratio: [0.6] } },
    'cost_to_income',
    0.5,
  ],
  ['a maker is not asked for deposits', SOUND_MAKER, 'loans_to_deposits', 'not_for_kind'],
  [
    'a trust pays out of its funds',
    { kind: 'reit', years: { net_income: [1], ffo_payout: [0.9] } },
    'trust_payout',
    0.5,
  ],
  [
    'a utility may owe six years',
    { kind: 'utility', years: { net_income: [1], net_cash: [-1], net_debt_to_ebitda: [6] } },
    'net_debt',
    0.5,
  ],
  ['without a price no multiple', SOUND_MAKER, 'earnings_multiple_in_history', 'no_price'],
  [
    'price at its value',
    { ...SOUND_MAKER, newest: { price: 10, price_to_value: 1.05 } },
    'price_to_value',
    0.5,
  ],
  [
    'the price asks no more than the past bore',
    { ...SOUND_MAKER, newest: { price: 10, implied_growth: 0.04, assumed_growth: 0.1 } },
    'implied_growth',
    1,
  ],
  [
    'a gain in trailing earnings makes no cheap multiple',
    over(GAIN),
    'earnings_multiple_in_history',
    'one_off_gains',
  ],
]
test.each(CASES)('%s', (_, made, id, expected) => expect(outcome(made, id)).toBe(expected))

describe('the grade', () => {
  test('of the sound maker is strong, group by group', () => {
    const { fundamentals, groups, price } = rate(SOUND_MAKER)
    // Quality: 1, 1, 0.75 (20 % between 10 and 30), 1, 1.
    expect(groups.map(({ id, score }) => [id, score])).toEqual([
      ['quality', 0.95],
      // 0.75, 0.75, 1, 1, 1, 1.
      ['growth', 0.917],
      ['balance', 1],
      // 1, 1, 1, 1, 1 (10 of 20), 1.
      ['cash', 1],
      ['valuation', null],
    ])
    // 0.3 x 0.95 + 0.2 x 0.917 + 0.25 + 0.25
    expect(fundamentals).toEqual({ grade: 'strong', score: 0.968, missing: [], dangers: [] })
    expect(price).toEqual({ grade: 'not_rated', score: null, missing: ['no_price'] })
  })

  test.each<[string, MadeFigures, string]>([
    ['a loss is mixed at best', over({ newest: { net_income: -1 } }), 'mixed'],
    [
      'profit of the quarter down 81 % is sound at best',
      over({ quarters: { net_income_growth: [-0.81] } }),
      'sound',
    ],
    [
      'two grave dangers are weak',
      over({ newest: { net_income: -1, equity_parent: -5 }, years: { buybacks: [] } }),
      'weak',
    ],
    [
      'equity used up by buybacks is no danger',
      over({ newest: { equity_parent: -3 }, years: { buybacks: [-4] } }),
      'strong',
    ],
    ['three filed figures', { years: { revenue: [1], net_income: [1], roic: [0.2] } }, 'not_rated'],
    ['no fiscal year', { quarters: SOUND_MAKER.quarters ?? {} }, 'not_rated'],
  ])('%s', (_, made, grade) => expect(rate(made).fundamentals.grade).toBe(grade))

  test('says what is missing where there is none, and is never the middle', () => {
    const { grade, score, missing } = rate({
      years: { revenue: [1], net_income: [1] },
    }).fundamentals
    expect({ grade, score, missing }).toEqual({
      grade: 'not_rated',
      score: null,
      missing: ['too_few_tests', 'too_few_groups'],
    })
  })

  test('too much doubt ends it', () => {
    const doubted = ['roic', 'operating_margin', 'net_income', 'free_cash_flow', 'goodwill']
    const { grade, missing } = rate({ ...SOUND_MAKER, doubted }).fundamentals
    expect(grade).toBe('not_rated')
    expect(missing).toContain('too_much_doubt')
  })
})

const NAMES = [
  ...new Set([...Object.keys(SOUND_MAKER.years ?? {}), ...Object.keys(SOUND_MAKER.quarters ?? {})]),
]

describe('for any figures', () => {
  const some = fc.subarray(NAMES)
  const values = fc.array(fc.double({ min: -2, max: 3, noNaN: true }), {
    minLength: 1,
    maxLength: 6,
  })
  const company = fc
    .record({ years: fc.dictionary(fc.constantFrom(...NAMES), values), doubted: some })
    .map(
      ({ years, doubted }): MadeFigures => ({
        years: { ...SOUND_MAKER.years, ...years },
        quarters: SOUND_MAKER.quarters ?? {},
        doubted,
      }),
    )

  test('a test in doubt counts neither as passed nor as failed', () => {
    fc.assert(
      fc.property(company, (made) => {
        const { tests, groups } = rate(made)
        for (const one of tests) {
          const touched = one.tokens.some((token) =>
            (made.doubted ?? []).includes(token.split('@')[0] ?? ''),
          )
          if (touched) expect(one.made).toBe(false)
        }
        for (const { id, made: count } of groups)
          expect(tests.filter((one) => one.group === id && one.made)).toHaveLength(count)
      }),
      { numRuns: 200 },
    )
  })

  test('with fewer tests than a grade needs there is none, whatever is taken away', () => {
    fc.assert(
      fc.property(company, some, (made, gone) => {
        const { fundamentals, tests } = rate(gone.reduce(without, made))
        const count = tests.filter((one) => one.made && one.group !== 'valuation').length
        if (count < RATING_RULES.tests) expect(fundamentals.grade).toBe('not_rated')
        else expect(GRADES).toContain(fundamentals.grade)
        if (fundamentals.grade === 'not_rated') expect(fundamentals.missing).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('the exhibit keeps its contract, and its risks stand by rank', () => {
    fc.assert(
      fc.property(company, (made) => {
        const result = rate(made)
        const whole = {
          kind: 'rating',
          instrument: 'US:X',
          as_of: '2025-05-01T00:00:00Z',
          ...result,
        }
        expect(ratingExhibitSchema.safeParse(whole).error).toBeUndefined()
        const ranks = result.risks.map(({ severity }) => severity)
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
      }),
      { numRuns: 100 },
    )
  })
})

describe('the risks', () => {
  test('name what a danger says once, and no test that missed its line by little', () => {
    const { risks } = rate(
      over({
        quarters: { net_income_growth: [-0.81] },
        years: { operating_margin: [0.2, 0.2, 0.09], current_ratio: [0.7] },
      }),
    )
    expect(risks.map(({ id }) => id)).toEqual(['profit_collapse', 'liquidity', 'margin_steadiness'])
  })

  test('a gain from outside the business is one, above any failed test', () => {
    const [first] = rate(over(GAIN)).risks
    expect(first).toMatchObject({
      id: 'one_off_gains',
      kind: 'gain',
      tokens: ['net_income@2025Q1', 'operating_income@2025Q1'],
    })
  })

  test('of a company that is not rated there is no thesis', () => {
    expect(
      rate({
        years: { ...SOUND_MAKER.years, roic: [] },
        quarters: {},
        doubted: ['revenue_growth', 'net_income', 'free_cash_flow', 'operating_margin', 'goodwill'],
      }).pillars,
    ).toEqual([])
  })
})
