import { expect, test } from 'vitest'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import systemJson from '../../../config/system.json' with { type: 'json' }
import { type Recipe, recipeName } from './recipe.ts'

const recipeOf = (version: string): Recipe => ({
  version,
  version_at: null,
  config_version: 1,
  chain: ['sec', 'recorded'],
  askable: ['sec'],
  assumptions: systemSchema.parse(systemJson).valuation,
  tolerance: 0.005,
})

test('a name is of what makes the book, and stays while many other recipes are named', () => {
  const own = recipeName(recipeOf('own'))
  const others = Array.from({ length: 50 }, (_, at) => recipeName(recipeOf(`other ${at}`)))
  expect(new Set([own, ...others]).size).toBe(51)
  expect(others.map((_, at) => recipeName(recipeOf(`other ${at}`)))).toEqual(others)
  expect(recipeName(recipeOf('own'))).toBe(own)
  // Of the same recipe at another time, under another version of the configuration.
  const later = { ...recipeOf('own'), version_at: '2026-12-01T00:00:00.000Z', config_version: 2 }
  expect(recipeName(later)).toBe(own)
  expect(recipeName({ ...recipeOf('own'), tolerance: 0.01 })).not.toBe(own)
})
