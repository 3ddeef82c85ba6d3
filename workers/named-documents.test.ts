/**
 * No text of the repository names a Markdown document that is not in it, and no comment and no
 * document a source file that is not in it: who reads it could not look it up. Tests over
 * recordings are left out, since they read a folder outside.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const LEFT_OUT =
  /(^|\/)(node_modules|dist|\.wrangler)\/|package(-lock)?\.json$|\.recordings\.test\.ts$/
const allFiles = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT, exclude: (name) => /(^|\/)node_modules$/.test(name) })
const files = (pattern: string): string[] =>
  allFiles(pattern).filter((file) => !LEFT_OUT.test(file))

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

/** A source file as comments name one: `#shared/days.ts`, `forms.ts`, `ui/Tabs.tsx`. */
const SOURCE = /(?<![\w./}*-])(?:\.{1,2}\/)*\w[\w.-]*(?:\/[\w.-]+)*\.(?:tsx?|mjs)(?!\w)/g

const COMMENT = /^\s*(?:\/\*|\*|\/\/).*|\/\*.*\*\/|\s\/\/ .*/gm

/** What a file says to its readers: a document whole, of code the comments. */
const saidIn = (file: string, text: string): string =>
  file.endsWith('.md') ? text : [...text.matchAll(COMMENT)].map(([line]) => line).join('\n')

/** The source files that a text names and no path of the tree ends in. */
const missingSources = (file: string, text: string, ends: ReadonlySet<string>): string[] =>
  [...saidIn(file, text).matchAll(SOURCE)]
    .map(([name]) => name)
    .filter((name) => !ends.has(name.replace(/^(\.{1,2}\/)+/, '')))

/** Each path with every shorter one that a reader beside it may be given. */
const endsOf = (paths: readonly string[]): Set<string> =>
  new Set(
    paths.flatMap((path) => {
      const parts = path.replaceAll('\\', '/').split('/')
      return parts.map((_, at) => parts.slice(at).join('/'))
    }),
  )

const TEXTS = '{.ci,config,migrations,web,workers}/**/*.{ts,tsx,md,json,css,html,toml}'

it('names only documents that are in the tree', () => {
  const documents = files('**/*.md')
  expect(documents).toContain('workers/README.md')
  const texts = files(TEXTS)
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

it('names only source files that are in the tree, in comments and documents', () => {
  const ends = endsOf(allFiles('{.ci,config,migrations,web,workers}/**/*.{ts,tsx,mjs}'))
  const texts = [...files(TEXTS).filter((file) => /\.(tsx?|md|css)$/.test(file)), 'README.md']
  expect(
    texts.flatMap((file) =>
      missingSources(file, readFileSync(join(ROOT, file), 'utf8'), ends).map(
        (name) => `${file} names ${name}`,
      ),
    ),
  ).toEqual([])
})

it('finds a source file that is not there, in comments alone', () => {
  const ends = endsOf(['workers/shared/days.ts', 'web/src/ui/Tabs.tsx'])
  const missing = (text: string) => missingSources('workers/a.ts', text, ends)
  const gone = ['shared/day', '../ui/Gates'].map((name) => `${name}.${'ts'}`)
  expect(missing(`/** As in ${gone[0]}. */\nconst a = 1 // ${gone[1]}`)).toEqual(gone)
  expect(missing('// days.ts, ui/Tabs.tsx, #shared/days.ts and *.ts')).toEqual([])
  expect(missing(`const a = '${gone[0]}'`)).toEqual([])
})
