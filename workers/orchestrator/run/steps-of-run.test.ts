/** A module waits for what it needs and reads, for nothing else, and the end for all. */
import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { READ_EXHIBITS, RATED_EXHIBITS } from '#shared/exhibits/names.ts'
import { type CollectStep, stepsFor } from '../exhibits/collect.ts'
import { type PlannedModule, readsOf, stepsOfRun } from './steps-of-run.ts'

const module = (id: string, reads: string[], needs: string[] = []): PlannedModule => ({
  id,
  needs,
  reads,
})
const exhibits: CollectStep[] = [
  { step: 'price', kinds: ['market', 'valuation'] },
  { step: 'peers', kinds: ['peers'] },
  { step: 'news', kinds: ['news'] },
]
const needsOf = (modules: PlannedModule[], id: string, collected: CollectStep[] = exhibits) =>
  stepsOfRun({ modules, exhibits: collected }).find((one) => one.id === id)?.needs

test.each<[string, PlannedModule, string[]]>([
  ['reads the book alone', module('m', []), []],
  ['reads news', module('m', ['news']), ['exhibit:news']],
  ['reads two kinds of one step', module('m', ['market', 'valuation']), ['exhibit:price']],
  ['reads the rating', module('m', ['rating']), ['rating']],
  [
    'reads both and needs another',
    module('m', ['peers', 'rating'], ['first']),
    ['module:first', 'exhibit:peers', 'rating'],
  ],
  ['reads what nobody collects', module('m', ['holders']), []],
])('a module that %s', (_title, one, needs) => {
  expect(needsOf([module('first', []), one], 'module:m')).toEqual(needs)
})

test('the rating waits for the exhibits that it rests on, of those that are collected', () => {
  expect(needsOf([module('m', [])], 'rating')).toEqual(['exhibit:price', 'exhibit:peers'])
  const [price] = exhibits
  expect(needsOf([module('m', [])], 'rating', price ? [price] : [])).toEqual(['exhibit:price'])
  expect(needsOf([module('m', [])], 'rating', [])).toEqual([])
})

test('every kind that any module reads is waited for by it, in the shipped graph too', () => {
  const { modules } = configuration()
  const every = READ_EXHIBITS.map((kind) => ({
    ...modules[0],
    id: `of_${kind}`,
    reads: [{ exhibit: kind }],
  })) as typeof modules
  for (const config of [{ modules }, { modules: [...modules, ...every] }]) {
    const plan = {
      modules: config.modules.map((one) => ({
        id: one.id,
        needs: one.needs,
        reads: readsOf(one),
      })),
      exhibits: stepsFor(config),
    }
    const steps = stepsOfRun(plan)
    const stepOf = (kind: string) =>
      steps.find((one) => one.kind === 'exhibit' && one.exhibits.some((of) => of === kind))?.id
    for (const one of config.modules) {
      const waits = new Set(steps.find(({ id }) => id === `module:${one.id}`)?.needs)
      const read = readsOf(one).map((kind) => (kind === 'rating' ? 'rating' : stepOf(kind)))
      expect([one.id, waits]).toEqual([
        one.id,
        new Set([...one.needs.map((need) => `module:${need}`), ...read]),
      ])
    }
    const rated = steps.find(({ id }) => id === 'rating')?.needs
    expect(new Set(rated)).toEqual(new Set(RATED_EXHIBITS.flatMap((kind) => stepOf(kind) ?? [])))
  }
})

test('in a plan that an earlier version made every module waits for all, by the names of its steps', () => {
  const former = { modules: [{ id: 'm', needs: [] }] }
  expect(stepsOfRun(former)).toEqual([
    { id: 'module:m', needs: ['rating'], kind: 'module', module: 'm' },
    { id: 'exhibit:price', needs: [], kind: 'exhibit', exhibits: ['market', 'valuation'] },
    { id: 'exhibits', needs: ['exhibit:price'], kind: 'exhibits' },
    { id: 'rating', needs: ['exhibits'], kind: 'rating' },
  ])
})

test('a module that waits for nothing comes before what is collected', () => {
  const ids = stepsOfRun({ modules: [module('m', [])], exhibits }).map(({ id }) => id)
  expect(ids.indexOf('module:m')).toBeLessThan(ids.indexOf('exhibit:price'))
})
