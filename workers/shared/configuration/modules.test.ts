import { expect, test } from 'vitest'
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
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
  max_output_tokens: 1_000,
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
  expect(faults).toEqual([{ path: '1.needs', reason: 'cycle', message: 'a cycle: b -> c -> b' }])
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
    { path: '0.facts.2', reason: 'duplicate', message: 'income is named twice' },
  ])
  expect(reads(['income', 'valuation', 'period'])).toEqual([])
})

test('an exhibit that is not collected, or is named twice, is named where it stands', () => {
  const reads = (...names: string[]) =>
    moduleFaults([{ ...module('a'), reads: names.map((exhibit) => ({ exhibit })) }], ['p'], models)
  expect(reads('market', 'valuation')).toEqual([])
  expect(reads('market', 'rumours')).toMatchObject([
    { path: '0.reads.1.exhibit', reason: 'exhibit_unknown' },
  ])
  expect(reads('market', 'market')).toMatchObject([{ path: '0.reads.1', reason: 'duplicate' }])
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
  expect(names('gpt')).toMatchObject([{ path: '0.model', reason: 'model_unknown' }])
  expect(names('auto')).toMatchObject([{ path: '0.model' }])
})

test('a need that is named twice is refused', () => {
  const found = moduleFaults([module('a'), module('b', ['a', 'a'])], ['p'], models)
  expect(found).toMatchObject([{ path: '1.needs.1', reason: 'duplicate' }])
})

test.each(['', ' ', '\u3000\u200b', '\n\t', '\u202e'])('the name %j shows nothing', (zh) => {
  const found = moduleFaults([{ ...module('a'), names: { en: 'A', zh } }], ['p'], models)
  expect(found).toMatchObject([{ path: '0.names.zh', reason: 'blank' }])
})

test('two sections of one name are refused', () => {
  const named = (id: string, en: string) => ({ ...module(id), names: { en, zh: id } })
  expect(
    moduleFaults([named('a', 'Value'), named('b', 'Worth'), named('c', 'Value ')], ['p'], models),
  ).toMatchObject([
    { path: '2.names.en', reason: 'duplicate', message: 'module a has the same name' },
  ])
})

test('a module may write a section at least', () => {
  const may = (max_output_tokens: number) =>
    moduleFaults([{ ...module('a'), max_output_tokens }], ['p'], models)
  expect(may(255)).toMatchObject([{ path: '0.max_output_tokens', reason: 'out_of_range' }])
  expect(may(256)).toEqual([])
})
