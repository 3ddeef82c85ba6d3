/** The imports between the files of this repository, and which files reach another through them. */
import { posix } from 'node:path'
import { parseSync } from 'vite'

export interface Import {
  from: string
  to: string
  /** It takes types alone, and nothing of it is left when the program runs. */
  isType: boolean
}

const SHARED = 'workers/shared/'

const resolved = (from: string, specifier: string): string | null => {
  if (specifier.startsWith('#shared/')) return SHARED + specifier.slice('#shared/'.length)
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null
}

/** The imports of one file from files of this repository. */
export const importsOf = (from: string, source: string): Import[] => {
  const { module, errors } = parseSync(from, source)
  if (errors.length > 0) throw new Error(`${from} cannot be parsed: ${errors[0]?.message}`)
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ specifier: moduleRequest.value, isType }] : [],
      ),
    ),
  ]
  return found.flatMap(({ specifier, isType }) => {
    const to = resolved(from, specifier)
    return to === null ? [] : [{ from, to, isType }]
  })
}

/**
 * The test files that load `file`, those first that import it themselves, then those that come to
 * it through one other file, and so on; of equally near ones, those of its own folder first.
 */
export const testsOf = (file: string, imports: readonly Import[]): string[] => {
  const importers = new Map<string, string[]>()
  for (const { from, to, isType } of imports)
    if (!isType) importers.set(to, [...(importers.get(to) ?? []), from])
  const reached = new Set([file])
  for (const name of reached) for (const from of importers.get(name) ?? []) reached.add(from)
  const folder = posix.dirname(file)
  const distance = new Map<string, number>([[file, 0]])
  for (const name of reached)
    for (const from of importers.get(name) ?? [])
      if (!distance.has(from)) distance.set(from, (distance.get(name) ?? 0) + 1)
  const isFar = (test: string): number => (test.startsWith(`${folder}/`) ? 0 : 1)
  return [...reached]
    .filter((name) => /\.test\.tsx?$/.test(name))
    .sort((a, b) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0) || isFar(a) - isFar(b))
}
