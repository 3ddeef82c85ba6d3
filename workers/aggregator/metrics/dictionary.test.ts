import { expect, test } from 'vitest'
import { CONCEPT_IDS } from '#shared/concepts.ts'
import { termSchema } from '#shared/contracts/facts.ts'
import { dictionary } from './dictionary.ts'
import { FORMULAS } from './formulas/registry.ts'
import { ASSUMPTIONS, deriveFrom, quarter, toDate, year } from './hand-built.fixture.ts'

const { concepts, formulas } = dictionary(ASSUMPTIONS)

test('every concept and formula has names and a one-line definition in both languages', () => {
  expect(Object.keys(concepts)).toEqual(CONCEPT_IDS)
  for (const term of [...Object.values(concepts), ...Object.values(formulas)]) {
    termSchema.parse(term)
    for (const text of [term.en, term.zh, term.definition, term.definition_zh])
      expect(text).toMatch(/^\S.*\S$/)
    expect(term.definition_zh).toMatch(/\p{Script=Han}/u)
  }
})

test.each([
  [
    'operating_margin',
    'Operating income divided by revenue; not given when revenue is zero or negative',
  ],
  [
    'roe',
    "Net income divided by the average of opening and closing equity of the parent's owners; not given when equity of the parent's owners is zero or negative",
  ],
  [
    'current_ratio',
    'Current assets divided by current liabilities; not given when current liabilities are zero or negative',
  ],
  [
    'revenue_growth',
    'Change in revenue from the same period a year earlier; not given when the earlier revenue is zero or negative',
  ],
  [
    'eps_cagr_5y',
    'Average yearly growth of split-adjusted diluted EPS, compounded over the last 5 fiscal years; not given when diluted EPS at either end is zero or negative',
  ],
])(
  'the definition of %s is a sentence that says when the figure is not given',
  (name, expected) => {
    expect(formulas[name]?.definition).toBe(expected)
  },
)

test('a definition is words: no identifiers, no signs of arithmetic, and the assumptions have their values', () => {
  for (const { definition, definition_zh } of Object.values(formulas))
    for (const text of [definition, definition_zh])
      expect(text).not.toMatch(/[a-z]_[a-z]|[{}^×]| [-+*/=x] /)
  expect(formulas.dcf_per_share?.definition).toContain(
    'fades evenly to 2% over 10 years and stays there, discounted at 10%',
  )
  expect(formulas.operating_margin?.definition_zh).toBe(
    '营业利润除以营业总收入；营业总收入为零或负数时不计算',
  )
})

test('every input of every formula is a figure', () => {
  const names = new Set([...Object.keys(concepts), ...Object.keys(formulas)])
  for (const formula of FORMULAS.values())
    for (const ref of formula.refs)
      for (const source of ref.sources) expect(names).toContain(source.name)
})

test('every formula a derived figure names is in the dictionary', () => {
  const { derived } = deriveFrom([
    ...year(2023, { revenue: 90, net_income: 9 }),
    ...toDate(2024, 3, { revenue: 70 }),
    ...quarter(2024, 3, { revenue: 20 }),
    ...year(2024, { revenue: 100, net_income: 10, eps_diluted: '1' }),
  ])
  expect(derived.length).toBeGreaterThan(5)
  for (const { formula } of derived) expect(formulas).toHaveProperty(formula)
})
