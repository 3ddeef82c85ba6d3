/**
 * The floors of the house, held by the import statements of all source files (tests and what serves
 * only them apart): a folder of the aggregator imports only folders on floors below its own, no
 * Worker imports another, and neither files nor folders wait for each other.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Import, importsOf } from './dev/mutate/imports.ts'

const ROOT = join(import.meta.dirname, '..')
const SHARED = 'workers/shared/'
const AGGREGATOR = 'workers/aggregator/'
/** Drive or play the other Workers, and serve none of their requests. */
const TOOLS = ['dev', 'e2e']

/**
 * The aggregator's floors, highest first. Folders on one floor do not import each other.
 * - doctor, quotes, remap and bulk: they ask or map through the chain, and only routes and the
 *   entry call them.
 * - screens: snapshots of a market, made from frames, the universe and books.
 * - store: what facts, items and instruments write and read alike (the instrument's row, what came
 *   of asking, raw answers), so that none of them imports another.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['index.ts', 'app.ts', 'env.ts'],
  ['routes'],
  ['doctor', 'quotes', 'remap', 'bulk'],
  ['chain'],
  ['screens'],
  ['books'],
  ['limits', 'facts', 'frames', 'items', 'universe', 'instruments', 'providers'],
  ['store'],
  ['identity', 'metrics'],
  ['time'],
  ['model'],
]
/** Names the object classes; whoever needs a binding takes its type from here. */
const BINDINGS = `${AGGREGATOR}env.ts`

/** The name under `base` that a file stands in: a folder, or the file itself. */
const partOf = (base: string, file: string): string | null =>
  file.startsWith(base) ? (file.slice(base.length).split('/')[0] ?? null) : null

const floorOf = (file: string): number => {
  const part = partOf(AGGREGATOR, file)
  return FLOORS.findIndex((parts) => part !== null && parts.includes(part))
}

/** What stands on no floor, and what a folder imports that is not on a floor below. */
const offTheFloors = (imports: readonly Import[]): string[] =>
  imports.flatMap(({ from, to, isType }) => {
    if (!from.startsWith(AGGREGATOR)) return []
    if (floorOf(from) < 0) return [`${from} stands on no floor`]
    if (!to.startsWith(AGGREGATOR) || (to === BINDINGS && isType)) return []
    const isSame = partOf(AGGREGATOR, from) === partOf(AGGREGATOR, to)
    const isBelow = floorOf(to) > floorOf(from) || floorOf(from) === 0
    return isSame || isBelow ? [] : [`${from} imports ${to}`]
  })

/** Imports of one Worker from another, of the page from a Worker, of shared code from either. */
const acrossWorkers = (imports: readonly Import[]): string[] =>
  imports.flatMap(({ from, to }) => {
    const isCode = to.startsWith('workers/') || to.startsWith('web/')
    if (!isCode || to.startsWith(SHARED)) return []
    const worker = partOf('workers/', from)
    if (worker !== null && TOOLS.includes(worker)) return []
    return worker === partOf('workers/', to) ? [] : [`${from} imports ${to}`]
  })

/** Names that can reach themselves, each with those it shares a circle with. */
const circlesOf = (edges: readonly (readonly [string, string])[]): string[] => {
  const next = new Map<string, Set<string>>()
  for (const [from, to] of edges) {
    const known = next.get(from) ?? new Set()
    next.set(from, known.add(to))
  }
  const reachable = (start: string): Set<string> => {
    const seen = new Set<string>()
    const open = [...(next.get(start) ?? [])]
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue
      seen.add(name)
      open.push(...(next.get(name) ?? []))
    }
    return seen
  }
  const reaches = new Map([...next.keys()].map((name) => [name, reachable(name)]))
  const circles = [...reaches].flatMap(([name, seen]) =>
    seen.has(name) ? [[...seen].filter((other) => reaches.get(other)?.has(name))] : [],
  )
  return [...new Set(circles.map((names) => names.sort().join(' ')))]
}

const fileCircles = (imports: readonly Import[]): string[] =>
  circlesOf(imports.filter(({ isType }) => !isType).map(({ from, to }) => [from, to]))

/** Circles among the folders of one folder, at every depth below `base`. */
const folderCircles = (base: string, imports: readonly Import[]): string[] => {
  const edges = imports.flatMap(({ from, to }): [string, string][] => {
    if (!from.startsWith(base) || !to.startsWith(base) || to === BINDINGS) return []
    const [source, target] = [posix.dirname(from).split('/'), posix.dirname(to).split('/')]
    const depth = source.findIndex((part, at) => part !== target[at])
    if (depth < 0 || depth >= target.length) return []
    return [[source.slice(0, depth + 1).join('/'), target.slice(0, depth + 1).join('/')]]
  })
  return circlesOf(edges)
}

const isSource = (file: string): boolean =>
  !/\.(test|fixture|d)\.tsx?$/.test(file) && !/\/(test|node_modules)\//.test(file)

const files = globSync(['workers/**/*.{ts,tsx}', 'web/src/**/*.{ts,tsx}'], { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(isSource)
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(ROOT, file), 'utf8')))

/** The page, shared code, and each Worker: `workers/gateway/`. */
const BASES = [...new Set(files.map((file) => `${file.split('/').slice(0, 2).join('/')}/`))]

describe('the floors', () => {
  it('reads the source of every Worker and of the page', () => {
    expect(new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))).toEqual(
      new Set([
        'workers/aggregator',
        'workers/analysis',
        'workers/config',
        'workers/dev',
        'workers/e2e',
        'workers/gateway',
        'workers/logs',
        'workers/orchestrator',
        'workers/shared',
        'web/src',
      ]),
    )
    expect(imports.length).toBeGreaterThan(files.length)
  })

  it('a folder of the aggregator imports only folders on floors below its own', () => {
    expect(offTheFloors(imports)).toEqual([])
  })

  it('no Worker imports another, the page none, and shared code neither', () => {
    expect(acrossWorkers(imports)).toEqual([])
  })

  it('no files import values of each other in a circle', () => {
    expect(fileCircles(imports)).toEqual([])
  })

  it('no folders of a Worker, of the page or of shared code take values in a circle', () => {
    const values = imports.filter(({ isType }) => !isType)
    expect(BASES.flatMap((base) => folderCircles(base, values))).toEqual([])
  })

  it('nor types, but for shared code, where a contract and what it describes name each other', () => {
    const bases = BASES.filter((base) => base !== SHARED)
    expect(bases.flatMap((base) => folderCircles(base, imports))).toEqual([])
  })
})

describe('the rules find what they forbid', () => {
  const of = (from: string, source: string) => importsOf(from, source)

  it.each([
    ['an import from the floor above', 'time/a.ts', "import { x } from '../chain/b.ts'"],
    ['a type from the floor above', 'time/a.ts', "import type { X } from '../chain/b.ts'"],
    ['an export from the floor above', 'time/a.ts', "export * from '../chain/b.ts'"],
    ['a folder of the same floor', 'items/a.ts', "import { x } from '../facts/b.ts'"],
    ['a value of the bindings', 'chain/a.ts', "import { x } from '../env.ts'"],
    ['a folder that no floor names', 'attic/a.ts', "import { x } from '../model/b.ts'"],
  ])('%s', (_, file, source) => {
    expect(offTheFloors(of(AGGREGATOR + file, source))).toHaveLength(1)
  })

  it.each([
    ['a floor below', 'chain/a.ts', "import { x } from '../time/b.ts'"],
    ['its own folder', 'chain/a.ts', "import { x } from './b.ts'"],
    ['shared code', 'model/a.ts', "import { x } from '#shared/b.ts'"],
    ['the type of the bindings', 'limits/a.ts', "import type { Env } from '../env.ts'"],
  ])('but let pass %s', (_, file, source) => {
    expect(offTheFloors(of(AGGREGATOR + file, source))).toEqual([])
  })

  it.each([
    ['workers/analysis/a.ts', "import { x } from '../aggregator/b.ts'"],
    ['workers/shared/a.ts', "import type { X } from '../aggregator/b.ts'"],
    ['web/src/a.ts', "import { x } from '../../workers/aggregator/b.ts'"],
  ])('another Worker, in %s', (file, source) => {
    expect(acrossWorkers(of(file, source))).toHaveLength(1)
  })

  it('a circle of values, and none where one side takes types alone', () => {
    const one = of('workers/shared/a.ts', "import { b } from './b.ts'")
    const back = of('workers/shared/b.ts', "import { c } from './c.ts'\nimport './a.ts'")
    const types = of('workers/shared/b.ts', "import type { A } from './a.ts'")
    expect(fileCircles([...one, ...back])).toEqual(['workers/shared/a.ts workers/shared/b.ts'])
    expect(fileCircles([...one, ...types])).toEqual([])
  })

  it('a circle of folders, of types too', () => {
    const down = of(`${AGGREGATOR}quotes/cell/a.ts`, "import { b } from '../store/b.ts'")
    const up = of(`${AGGREGATOR}quotes/store/b.ts`, "import type { A } from '../cell/c.ts'")
    expect(folderCircles(AGGREGATOR, [...down, ...up])).toEqual([
      `${AGGREGATOR}quotes/cell ${AGGREGATOR}quotes/store`,
    ])
    expect(folderCircles(AGGREGATOR, down)).toEqual([])
    const shared = [
      ...of(`${SHARED}contracts/a.ts`, "import { b } from '../datasets/b.ts'"),
      ...of(`${SHARED}datasets/b.ts`, "import { c } from '../contracts/c.ts'"),
    ]
    expect(folderCircles(SHARED, shared)).toEqual([`${SHARED}contracts ${SHARED}datasets`])
  })
})
