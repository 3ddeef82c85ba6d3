import { expect, test } from 'vitest'
import type { ModuleConfig } from './contracts/config.ts'
import { graphFaults, unknownPlaceholders } from './module-graph.ts'

const module = (id: string, needs: string[] = []): ModuleConfig => ({
  id,
  names: { en: id, zh: id },
  needs,
  facts: [],
  prompt: 'p',
  model: 'default',
  max_output_tokens: 100,
})

test('a graph whose needs exist and do not circle has no fault', () => {
  expect(graphFaults([module('a'), module('b', ['a']), module('c', ['a', 'b'])], ['p'])).toEqual([])
})

test('a cycle is named with its whole path', () => {
  const faults = graphFaults([module('a'), module('b', ['c', 'a']), module('c', ['b'])], ['p'])
  expect(faults).toEqual([{ path: '1.needs', message: 'a cycle: b -> c -> b' }])
})

test('unknown needs, unknown prompts and doubled ids are each named where they stand', () => {
  expect(
    graphFaults([module('a', ['ghost']), { ...module('a'), prompt: 'gone' }], ['p']).map(
      (f) => f.path,
    ),
  ).toEqual(['0.needs.0', '1.id', '1.prompt'])
})

test('a placeholder that nothing fills is found, figure tokens are not placeholders', () => {
  expect(unknownPlaceholders('{company} {{roe@FY2024}} {nonsense}')).toEqual(['nonsense'])
})
