import { expect, test } from 'vitest'
import { screenRoutes } from '#shared/contracts/screens.ts'
import { isFigureGroup } from '#shared/figure-groups.ts'
import { MOST_YEARS } from '#shared/screen/fields.ts'
import { FORMULAS } from '../metrics/formulas/registry.ts'
import { ALIASES } from './aliases.ts'
import { screenFields } from './catalogue.ts'

const FIELDS = screenFields()
const BY_ID = new Map(FIELDS.map((field) => [field.id, field]))

test('the catalogue fits the contract, and each id is there once', () => {
  expect(screenRoutes.getFields.response.parse({ fields: FIELDS })).toEqual({ fields: FIELDS })
  expect(BY_ID.size).toBe(FIELDS.length)
})

test('every formula of the registry is in it by itself', () => {
  for (const { id, scopes } of FORMULAS.values()) {
    if (scopes.includes('annual')) expect(BY_ID.get(id)?.years, id).toBe(MOST_YEARS)
    if (scopes.includes('ttm')) expect(BY_ID.get(`${id}_ttm`)?.scope, id).toBe('ttm')
    if (scopes.includes('newest') && !scopes.includes('annual'))
      expect(BY_ID.get(id)?.scope, id).toBe('newest')
  }
})

test('a fiscal year, twelve months and a balance of one figure are three fields', () => {
  expect(['revenue', 'revenue_ttm', 'cash', 'cash_mrq', 'pe'].map((id) => BY_ID.get(id))).toEqual([
    expect.objectContaining({ scope: 'annual', unit: 'money', group: 'income', years: MOST_YEARS }),
    expect.objectContaining({ scope: 'ttm', unit: 'money', en: 'Revenue, last twelve months' }),
    expect.objectContaining({ scope: 'annual', group: 'balance' }),
    expect.objectContaining({ scope: 'newest', years: 1 }),
    expect.objectContaining({ scope: 'market', group: 'market' }),
  ])
})

test('groups are those of figures, of prices, or of scores', () => {
  const others = FIELDS.filter(({ group }) => !isFigureGroup(group)).map(({ group }) => group)
  for (const group of new Set(others)) expect(['market', 'score']).toContain(group)
})

test('a name leads to one figure', () => {
  const owners = new Map<string, string>()
  for (const { id, en, zh, aliases } of FIELDS)
    for (const name of new Set([id, en, zh, ...aliases].map((one) => one.toLowerCase()))) {
      expect(owners.get(name) ?? id, name).toBe(id)
      owners.set(name, id)
    }
})

test('other names are those of figures that exist', () => {
  for (const id of Object.keys(ALIASES)) expect(BY_ID.has(id), id).toBe(true)
})
