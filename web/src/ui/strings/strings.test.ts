/** The words of every folder: the same keys in both languages, and no key that hides another. */
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { fill } from './strings-of.ts'

type TextSet = Record<string, string>

const SRC = join(import.meta.dirname, '../..')
const FOLDERS = globSync('**/strings/en.ts', { cwd: SRC }).map(dirname).sort()

const places = (text: string): string[] =>
  [...text.matchAll(/\{[a-z_]+\}/g)].map(([place]) => place).sort()

const SETS = await Promise.all(
  FOLDERS.map(async (folder) => {
    const { en }: { en: TextSet } = await import(join(SRC, folder, 'en.ts'))
    const { zh }: { zh: TextSet } = await import(join(SRC, folder, 'zh.ts'))
    const { texts: all }: { texts: { en: TextSet } } = await import(join(SRC, folder, 'index.ts'))
    return { folder, english: en, chinese: zh, all: all.en }
  }),
)

test('every feature has its words', () => {
  expect(FOLDERS).toEqual(
    expect.arrayContaining(
      [
        'company',
        'figures',
        'live',
        'logs',
        'report',
        'screen',
        'search',
        'settings',
        'sources',
        'ui',
      ].map((folder) => `${folder}/strings`),
    ),
  )
})

test.each(SETS)('both languages of $folder have the same keys', ({ english, chinese }) => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort())
})

test.each(SETS)(
  'every string of $folder has words in both languages, and the same places to fill in',
  ({ english, chinese }) => {
    const words = new Map<string, string>(Object.entries(chinese))
    const differing = Object.entries<string>(english).filter(([key, text]) => {
      const other = words.get(key) ?? ''
      return text === '' || other === '' || places(text).join() !== places(other).join()
    })
    expect(differing).toEqual([])
  },
)

test.each(SETS)('$folder gives no other text to a key of the folders under it', ({ all }) => {
  const under = SETS.filter(({ english }) => Object.keys(english).every((key) => key in all))
  expect(under.length).toBeGreaterThan(0)
  const hidden = under.flatMap(({ english }) =>
    Object.keys(english).filter((key) => all[key] !== english[key]),
  )
  expect(hidden).toEqual([])
})

test('a place without a value stays visible', () => {
  expect(fill('{count} of {total}', { count: 3 })).toBe('3 of {total}')
})
