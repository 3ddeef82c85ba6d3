import { expect, test } from 'vitest'
import { formChoices, OTHER, ofForm, UNNAMED } from './filing-forms.ts'

const filings = ['8-K', '10-Q', '8-K', '10-K/A', '10-K', null].map((form) => ({ form }))

test('forms are chosen by how often they come; an amendment belongs to its form, an unnamed one is a choice of its own', () => {
  const choices = formChoices(filings)
  expect(choices).toEqual([
    { form: '10-K', count: 2 },
    { form: '8-K', count: 2 },
    { form: UNNAMED, count: 1 },
    { form: '10-Q', count: 1 },
  ])
  expect(ofForm(filings, choices, '10-K').map(({ form }) => form)).toEqual(['10-K/A', '10-K'])
  expect(ofForm(filings, choices, null)).toHaveLength(6)
})

test('many forms: the rare ones are one choice, and none is lost', () => {
  const many = Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: 12 - i }, () => ({ form: `F-${i}` })),
  ).flat()
  const choices = formChoices(many)
  expect(choices).toHaveLength(8)
  expect(choices.at(-1)).toEqual({ form: OTHER, count: 15 })
  expect(choices.reduce((sum, { count }) => sum + count, 0)).toBe(many.length)
  expect(ofForm(many, choices, OTHER)).toHaveLength(15)
})
