/**
 * Which folders of the page may import which others: `ui` imports only the root files, a feature
 * imports only `ui` and the features named here, and no folders import each other in a circle.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

interface Import {
  from: string
  to: string
  /** Fetched when it is first needed: `import('...')`. */
  lazy: boolean
}

/** Which features a feature may import. `figures` holds what a company and its report share. */
const FEATURES: Record<string, string[]> = {
  company: ['figures', 'live'],
  compare: ['figures'],
  docs: [],
  figures: [],
  live: [],
  logs: [],
  report: ['figures'],
  screen: ['company'],
  search: ['live'],
  settings: [],
  sources: ['live'],
}
/** What every folder may import. These files import no folder. */
const ROOT_FILES = ['api.ts', 'page-problem.ts', 'preferences.ts', 'router.ts']
/** What a first visit may load: the frame and the home page, and whether an origin is open. */
const FIRST_VISIT = /^[^/]+$|^(?:ui|search|settings)\/|^figures\/open-origin\.ts$/

const STATIC = /^(?:import|export) (?!type )(?:(?:\{[^}]*\}|[\w*, ]+) from )?'(\.[^']+)'/gm
const TYPES = /^(?:import|export) type (?:\{[^}]*\}|[\w*, ]+) from '(\.[^']+)'/gm
const LAZY = /\bimport\('(\.[^']+)'\)/g

const FILES = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).filter(
  (file) => !/\.test\.tsx?$/.test(file),
)

const importsOf = (from: string): Import[] => {
  const text = readFileSync(join(import.meta.dirname, from), 'utf8')
  const found = (pattern: RegExp, lazy: boolean): Import[] =>
    [...text.matchAll(pattern)].map((match) => ({
      from,
      to: normalize(join(dirname(from), match[1] ?? '')),
      lazy,
    }))
  return [...found(STATIC, false), ...found(TYPES, true), ...found(LAZY, true)]
}

const IMPORTS = FILES.flatMap(importsOf)

const topFolder = (file: string): string => file.split('/')[0] ?? file
const folder = (file: string): string => (file.includes('/') ? dirname(file) : file)

/** Every way along the imports that leads back to where it began, one for each start. */
const circles = (imports: readonly Import[], placeOf: (file: string) => string): string[] => {
  const next = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const places = { from: placeOf(from), to: placeOf(to) }
    if (places.from === places.to) continue
    next.set(places.from, (next.get(places.from) ?? new Set()).add(places.to))
  }
  const wayBack = (start: string): string | null => {
    const ways = [[start]]
    const seen = new Set<string>()
    for (let way = ways.shift(); way; way = ways.shift())
      for (const place of next.get(way.at(-1) ?? '') ?? []) {
        if (place === start) return [...way, place].join(' -> ')
        if (!seen.has(place)) ways.push([...way, place])
        seen.add(place)
      }
    return null
  }
  return [...next.keys()].flatMap((start) => wayBack(start) ?? [])
}

test('the files and their imports are found', () => {
  expect(FILES.length).toBeGreaterThan(150)
  expect(IMPORTS.length).toBeGreaterThan(500)
  const unknown = IMPORTS.filter(({ to }) => !FILES.includes(to) && !to.endsWith('.css'))
  expect(unknown).toEqual([])
})

test('a circle is seen, also one through a third folder', () => {
  const link = (from: string, to: string): Import => ({ from, to, lazy: false })
  const line = [link('a/x.ts', 'b/x.ts'), link('b/y.ts', 'c/x.ts')]
  expect(circles(line, topFolder)).toEqual([])
  expect(circles([...line, link('c/y.ts', 'a/y.ts')], topFolder)).toContain('a -> b -> c -> a')
})

test('no folders import each other in a circle, neither features nor the folders within them', () => {
  expect(circles(IMPORTS, topFolder)).toEqual([])
  expect(circles(IMPORTS, folder)).toEqual([])
})

test('ui imports no feature, the root files import no folder', () => {
  const above = IMPORTS.filter(
    ({ from, to }) => topFolder(from) === 'ui' && !['ui', ...ROOT_FILES].includes(topFolder(to)),
  )
  expect(above).toEqual([])
  expect(IMPORTS.filter(({ from, to }) => ROOT_FILES.includes(from) && to.includes('/'))).toEqual(
    [],
  )
})

test('a feature imports ui, the root files, and the features it is allowed', () => {
  const folders = new Set(FILES.filter((file) => file.includes('/')).map(topFolder))
  expect([...folders].sort()).toEqual([...Object.keys(FEATURES), 'ui'].sort())
  const wrong = IMPORTS.filter(({ from, to }) => {
    const feature = topFolder(from)
    const allowed = FEATURES[feature]
    return allowed && ![feature, 'ui', ...ROOT_FILES, ...allowed].includes(topFolder(to))
  })
  expect(wrong).toEqual([])
})

test('a first visit loads the frame and the home page, and no other feature', () => {
  const loaded = new Set(['main.tsx'])
  for (const file of loaded)
    for (const { from, to, lazy } of IMPORTS) if (from === file && !lazy) loaded.add(to)
  expect([...loaded].filter((file) => !FIRST_VISIT.test(file))).toEqual([])
  expect(loaded).toContain('search/HomePage.tsx')
})

test('only api.ts asks the network', () => {
  const ASKS = /\bfetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b|sendBeacon/
  const asking = FILES.filter((file) =>
    ASKS.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
  )
  expect(asking).toEqual(['api.ts'])
})
