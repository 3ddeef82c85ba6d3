import { expect, test } from 'vitest'
import { DERIVED_NAMES } from '#shared/figure-names.ts'
import { RULES } from './formulas/periods.ts'
import { FORMULAS } from './formulas/registry.ts'

test('the names that a prompt may cite are those of the formulas and rules that give figures', () => {
  const rules = RULES.filter(({ scopes }) => scopes.length > 0).map(({ id }) => id)
  expect([...DERIVED_NAMES].sort()).toEqual([...FORMULAS.keys(), ...rules].sort())
})
