/**
 * Every document that differs in one place from a shipped one is refused with a path, or a system
 * with it works.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  dataSourcesSchema,
  modulesSchema,
  systemSchema,
  watchlistSchema,
} from '#shared/contracts/config-documents.ts'
import modules from '../../config/analysis-modules.json' with { type: 'json' }
import dataSources from '../../config/data-sources.json' with { type: 'json' }
import system from '../../config/system.json' with { type: 'json' }
import watchlist from '../../config/watchlist.json' with { type: 'json' }
import type { Defaults } from './defaults.ts'
import { decideWrite, type DocumentKey, publishedOf } from './documents.ts'
import { type Json, type Mutation, mutationsOf } from './mutations.fixture.ts'
import { complaintsOf } from './works.fixture.ts'

const prompt = (id: string): string =>
  readFileSync(join(import.meta.dirname, `../../config/prompts/${id}.md`), 'utf8')
const PROMPT_IDS = modules.map((module) => module.prompt)
const DEFAULTS: Defaults = {
  system: systemSchema.parse(system),
  modules: modulesSchema.parse(modules),
  data_sources: dataSourcesSchema.parse(dataSources),
  watchlist: watchlistSchema.parse(watchlist),
  prompts: Object.fromEntries(PROMPT_IDS.map((id) => [id, prompt(id)])),
}

type SaveResult = { refused: string[] } | { complaints: string[] }

/** What becomes of a document that somebody saves in place of the shipped one. */
const resultOf = (key: DocumentKey, schema: z.ZodType | null, value: Json): SaveResult => {
  const parsed = schema?.safeParse(value)
  if (parsed && !parsed.success)
    return { refused: parsed.error.issues.map(({ path }) => `body.value.${path.join('.')}`) }
  const json = JSON.stringify(parsed ? parsed.data : value)
  const decided = decideWrite([], DEFAULTS, { key, expected_version: 0, json }, 'now')
  if (!decided.ok) return { refused: 'errors' in decided ? decided.errors.map((e) => e.path) : [] }
  const unread: string[] = []
  const published = publishedOf(1, [decided.document], DEFAULTS, (k) => unread.push(k))
  return { complaints: [...unread, ...complaintsOf(published)] }
}

const isRight = (result: SaveResult): boolean =>
  'refused' in result
    ? result.refused.length > 0 && result.refused.every((path) => path !== '')
    : result.complaints.length === 0

const DOCUMENTS: [DocumentKey, z.ZodType, Json][] = [
  ['system', systemSchema, system],
  ['analysis-modules', modulesSchema, modules],
  ['data-sources', dataSourcesSchema, dataSources],
  ['watchlist', watchlistSchema, watchlist],
]

test('what is shipped works', () => {
  expect(complaintsOf(publishedOf(0, [], DEFAULTS, () => {}))).toEqual([])
  for (const [key, schema, value] of DOCUMENTS)
    expect(resultOf(key, schema, value)).toEqual({ complaints: [] })
})

/** Some thousand documents are checked; a busy machine takes its time. */
const LONG_MS = 300_000

describe.each(DOCUMENTS)('%s', { timeout: LONG_MS }, (key, schema, value) => {
  const mutations = mutationsOf(value)

  test('changed in one place is refused with a path, or works', () => {
    expect(mutations.length).toBeGreaterThan(100)
    const results = mutations.map((mutation) => ({
      name: mutation.name,
      result: resultOf(key, schema, mutation.value),
    }))
    expect(results.filter(({ result }) => !isRight(result))).toEqual([])
    // Both kinds occur, so the rule has something to tell apart.
    expect(results.some(({ result }) => 'refused' in result)).toBe(true)
    expect(results.some(({ result }) => 'complaints' in result)).toBe(true)
  })

  test('changed in two places is refused with a path, or works', () => {
    const one = fc.nat({ max: mutations.length - 1 })
    fc.assert(
      fc.property(one, fc.nat(), (first, second) => {
        const again = mutationsOf(mutations[first]?.value ?? null)
        const mutation: Mutation | undefined = again[second % again.length]
        return mutation === undefined || isRight(resultOf(key, schema, mutation.value))
      }),
      { numRuns: 150, seed: 10 },
    )
  })
})

describe('a number of another unit', () => {
  /** Prices of models differ by more than a thousand times among each other. */
  const MAY_BE = ['models.list.0.prices_usd_per_million_tokens.0.input']
  const numbersOf = (value: Json, path = ''): string[] =>
    typeof value === 'number'
      ? value === 0
        ? []
        : [path]
      : value === null || typeof value !== 'object'
        ? []
        : Object.entries(value).flatMap(([key, part]) =>
            numbersOf(part, path ? `${path}.${key}` : key),
          )
  test.each(DOCUMENTS.slice(0, 3))(
    'a thousand times that of %s is refused',
    (key, schema, value) => {
      const thousandfold = (path: string): Json => {
        const copy = structuredClone(value)
        const keys = path.split('.')
        const last = keys.pop() ?? ''
        const holder = keys.reduce<Json>(
          (at, step) => (at as Record<string, Json>)[step] ?? null,
          copy,
        )
        const fields = holder as Record<string, Json>
        fields[last] = Number(fields[last]) * 1_000
        return copy
      }
      const taken = numbersOf(value).filter(
        (path) => !('refused' in resultOf(key, schema, thousandfold(path))),
      )
      expect(taken).toEqual(key === 'system' ? MAY_BE : [])
    },
  )
})

describe('a prompt', () => {
  const placeholders = ['{figures}', '{absences}', '{needs}', '{company}', '{language}']
  const changes: [string, (text: string) => string][] = [
    ['nothing', () => ''],
    ['blank', () => ' \n\t\u3000'],
    ['twice', (text) => text + text],
    ['another token', (text) => text.replace(/\{\{[a-z_0-9]+@/, '{{nonsense@')],
    ['another period', (text) => text.replace(/@[A-Z0-9]+\}\}/, '@nonsense}}')],
    ['a word in braces', (text) => `${text}\n{{nonsense}}`],
    ['a brace too many', (text) => `${text}{`],
    ...placeholders.flatMap((name): [string, (text: string) => string][] => {
      const bare = name.slice(1, -1)
      return [
        [`${name} deleted`, (text) => text.replaceAll(name, '')],
        [`${name} capital`, (text) => text.replaceAll(name, `{${bare.toUpperCase()}}`)],
        [`${name} spaced`, (text) => text.replaceAll(name, `{ ${bare} }`)],
        [`${name} misspelt`, (text) => text.replaceAll(name, `{${bare}s}`)],
        [`${name} open`, (text) => text.replaceAll(name, `{${bare}`)],
        [`${name} doubled`, (text) => text.replaceAll(name, `{${name}}`)],
      ]
    }),
  ]
  test.each(
    PROMPT_IDS.flatMap((id) => changes.map(([name, change]) => [id, name, change] as const)),
  )('%s with %s is refused with a path, or works', (id, _, change) => {
    const result = resultOf(`prompts/${id}`, null, change(prompt(id)))
    expect(isRight(result), JSON.stringify(result)).toBe(true)
  })
})
