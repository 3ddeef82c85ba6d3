/**
 * No text of the repository names a Markdown document that is not in it: who reads it could not
 * look it up. Tests over recordings are left out, since they read a folder outside.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const LEFT_OUT =
  /(^|\/)(node_modules|dist|\.wrangler)\/|package(-lock)?\.json$|\.recordings\.test\.ts$/
const files = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT, exclude: (name) => /(^|\/)node_modules$/.test(name) }).filter(
    (file) => !LEFT_OUT.test(file),
  )

/** A name ends in `.md` and begins with a letter, a digit or a step up; `${id}.md` is none. */
const NAMED = /(?<![\w./}-])(?:\.{1,2}\/)*\w[\w.-]*(?:\/[\w.-]+)*\.md(?!\w)/g

/** The documents that a text names and the tree does not hold, by path from the file or its end. */
const missingDocuments = (file: string, text: string, documents: readonly string[]): string[] =>
  [...text.matchAll(NAMED)]
    .map(([name]) => name)
    .filter((name) => {
      const from = posix.join(posix.dirname(file), name)
      const plain = name.replace(/^(\.{1,2}\/)+/, '')
      return !documents.some((known) => known === from || `/${known}`.endsWith(`/${plain}`))
    })

it('names only documents that are in the tree', () => {
  const documents = files('**/*.md')
  expect(documents).toContain('workers/README.md')
  const texts = files('{.ci,config,migrations,web,workers}/**/*.{ts,tsx,md,json,css,html,toml}')
  expect(texts.length).toBeGreaterThan(900)
  expect(
    [...texts, 'README.md'].flatMap((file) =>
      missingDocuments(file, readFileSync(join(ROOT, file), 'utf8'), documents).map(
        (name) => `${file} names ${name}`,
      ),
    ),
  ).toEqual([])
})

it('finds a document that is not there, in every form of its name', () => {
  const documents = ['workers/README.md', 'config/prompts/profile.md']
  const missing = (text: string) => missingDocuments('workers/config/defaults.ts', text, documents)
  const gone = ['guide', 'reference/guide', '../guide'].map((name) => `${name}.${'md'}`)
  expect(missing(`see ${gone[0]}, (${gone[1]}) and '${gone[2]}'.`)).toEqual(gone)
  expect(missing("README.md, workers/README.md, '../../config/prompts/profile.md'")).toEqual([])
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a name made at run time
  expect(missing('`${id}.md` and *.md and file.mdx')).toEqual([])
})
