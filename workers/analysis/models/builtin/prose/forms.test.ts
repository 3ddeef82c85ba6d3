import { expect, test } from 'vitest'
import { formFor } from './forms.ts'

const FORMS = ['a', 'b', 'c'] as const
const chosen = (value: number): string => formFor({ value }, ...FORMS)

test('the same figure has the same form, and it is one of them', () => {
  for (const value of [0, -0.5, 117_777e6, Number.NaN, 1e300]) {
    expect(FORMS).toContain(chosen(value))
    expect(chosen(value)).toBe(chosen(value))
  }
})

test('a statement of one form has that one', () => {
  expect(formFor({ value: 7 }, 'only')).toBe('only')
})

test('figures that differ in their last digits take every form about as often', () => {
  const counts = new Map<string, number>()
  for (let n = 0; n < 3_000; n++) {
    const form = chosen(0.2 + n * 1e-9)
    counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  for (const form of FORMS) expect(counts.get(form)).toBeGreaterThan(800)
})
