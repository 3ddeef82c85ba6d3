import { expect, test } from 'vitest'
import type { ModuleConfig } from '#shared/contracts/config.ts'
import type { Models } from '#shared/contracts/models.ts'
import { moduleFaults } from './modules.ts'

const models: Models = {
  default: 'auto',
  list: [{ id: 'builtin', kind: 'builtin', model: 'builtin', prices_usd_per_million_tokens: [] }],
}

const module = (id: string, needs: string[] = []): ModuleConfig => ({
  id,
  names: { en: id, zh: id },
  needs,
  facts: ['income'],
  prompt: 'p',
  model: 'default',
  max_output_tokens: 100,
})

test('a graph whose needs exist and do not circle has no fault', () => {
  expect(
    moduleFaults([module('a'), module('b', ['a']), module('c', ['a', 'b'])], ['p'], models),
  ).toEqual([])
})

test('a cycle is named with its whole path', () => {
  const faults = moduleFaults(
    [module('a'), module('b', ['c', 'a']), module('c', ['b'])],
    ['p'],
    models,
  )
  expect(faults).toEqual([{ path: '1.needs', message: 'a cycle: b -> c -> b' }])
})

test('unknown needs, unknown prompts and doubled ids are each named where they stand', () => {
  expect(
    moduleFaults([module('a', ['ghost']), { ...module('a'), prompt: 'gone' }], ['p'], models).map(
      (f) => f.path,
    ),
  ).toEqual(['0.needs.0', '1.id', '1.prompt'])
})

test('a group of figures that does not exist, or is named twice, is named where it stands', () => {
  const reads = (facts: string[]) => moduleFaults([{ ...module('a'), facts }], ['p'], models)
  expect(reads(['news', 'nonsense']).map((f) => f.path)).toEqual(['0.facts.0', '0.facts.1'])
  expect(reads(['income', 'growth', 'income'])).toEqual([
    { path: '0.facts.2', message: 'income is named twice' },
  ])
  expect(reads(['income', 'valuation', 'period'])).toEqual([])
})

test('a module that reads nothing is refused; one that only reads others is not', () => {
  const nothing = { ...module('a'), facts: [] }
  expect(moduleFaults([nothing], ['p'], models)).toMatchObject([{ path: '0.facts' }])
  const others = { ...module('b', ['a']), facts: [] }
  expect(moduleFaults([module('a'), others], ['p'], models)).toEqual([])
})

test('a model that is not configured is refused; `auto` is no model of a module', () => {
  const names = (model: string) => moduleFaults([{ ...module('a'), model }], ['p'], models)
  expect(names('builtin')).toEqual([])
  expect(names('gpt')).toEqual([{ path: '0.model', message: 'there is no model gpt' }])
  expect(names('auto')).toMatchObject([{ path: '0.model' }])
})
