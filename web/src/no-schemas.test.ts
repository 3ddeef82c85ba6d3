/**
 * No file of the page imports values that bring in the schema library: the library is large, and it
 * uses `eval`, which the content policy forbids. Imports of types are allowed, because they are
 * removed before the page runs.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const SHARED = join(import.meta.dirname, '../../workers/shared')
const LIBRARY = 'zod'

/** What a file imports that is left when the program runs. */
const valuesOf = (file: string): string[] => {
  const { module } = parseSync(file, readFileSync(file, 'utf8'))
  const entries = [
    ...module.staticImports.flatMap(({ moduleRequest, entries: names }) =>
      names.length > 0 && names.every(({ isType }) => isType) ? [] : [moduleRequest.value],
    ),
    ...module.staticExports.flatMap(({ entries: names }) =>
      names.flatMap(({ moduleRequest, isType }) =>
        moduleRequest && !isType ? [moduleRequest.value] : [],
      ),
    ),
  ]
  const source = readFileSync(file, 'utf8')
  const lazy = module.dynamicImports.map(({ moduleRequest }) =>
    source.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  )
  return [...entries, ...lazy]
}

const pathOf = (from: string, specifier: string): string | null => {
  if (specifier.startsWith('#shared/')) return join(SHARED, specifier.slice('#shared/'.length))
  return specifier.startsWith('.') ? join(dirname(from), specifier) : null
}

/** The way from each file to the library, by the files between; none when it does not reach it. */
const ways = (files: readonly string[]): string[] => {
  const found: string[] = []
  const seen = new Set(files)
  const open = files.map((file) => ({ file, way: [file] }))
  for (let next = open.pop(); next; next = open.pop()) {
    for (const specifier of valuesOf(next.file)) {
      const path = pathOf(next.file, specifier)
      if (specifier === LIBRARY || specifier.startsWith(`${LIBRARY}/`))
        found.push(next.way.map((file) => relative(import.meta.dirname, file)).join(' > '))
      if (path === null || seen.has(path) || !/\.tsx?$/.test(path) || !existsSync(path)) continue
      seen.add(path)
      open.push({ file: path, way: [...next.way, path] })
    }
  }
  return found
}

test('the page takes types from files with schemas, never values', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
    .filter((file) => !/\.(test|fixture)\.tsx?$/.test(file))
    .map((file) => join(import.meta.dirname, file))
  expect(files.length).toBeGreaterThan(100)
  expect(ways(files)).toEqual([])
})

test('a way to the library is found, also over other files', () => {
  expect(ways([join(SHARED, 'schemas/names.ts')])).not.toEqual([])
  expect(ways([join(SHARED, 'contracts/dataset-routes.ts')]).length).toBeGreaterThan(1)
})
