import { expect, test } from 'vitest'
import { CONCEPT_IDS } from '#shared/concepts.ts'
import { termSchema } from '#shared/contracts/facts.ts'
import { dictionary } from './dictionary.ts'
import { FORMULAS } from './formulas/registry.ts'
import { deriveFrom, quarter, toDate, year } from './hand-built.ts'

const { concepts, formulas } = dictionary()

test('every concept and formula has names and a one-line definition in both languages', () => {
  expect(Object.keys(concepts)).toEqual(CONCEPT_IDS)
  for (const term of [...Object.values(concepts), ...Object.values(formulas)]) {
    termSchema.parse(term)
    for (const text of [term.en, term.zh, term.definition, term.definition_zh]) expect(text).toMatch(/^\S.*\S$/)
    expect(term.definition_zh).toMatch(/\p{Script=Han}/u)
  }
})

test('a definition says when the figure is refused', () => {
  expect(formulas.roe?.definition).toBe(
    "Net income / average equity of the parent's owners (opening and closing). Refused when not positive: Equity of the parent's owners",
  )
})

test('every input of every formula is a figure', () => {
  const names = new Set([...Object.keys(concepts), ...Object.keys(formulas)])
  for (const formula of FORMULAS.values()) for (const ref of formula.refs) for (const source of ref.sources) expect(names).toContain(source.name)
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
