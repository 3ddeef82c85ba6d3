/**
 * One word a thing, and one thing a word: no type name is declared in two files, no word of the
 * former machinery comes back, and no object or list is packed into a spread to dodge the
 * formatter.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

const read = (globs: string[]): Map<string, string> =>
  new Map(
    globSync(globs, { cwd: ROOT })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.includes('node_modules/'))
      .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
  )

const code = read(['workers/**/*.{ts,tsx}', 'web/src/**/*.{ts,tsx}'])

/** Tests and their fixtures declare what they need beside them. */
const isSource = (file: string): boolean => !/\.(test|fixture|d)\.tsx?$/.test(file)

/** The types that a file declares at its top level. */
const typesIn = (source: string): string[] =>
  [...source.matchAll(/^(?:export )?(?:abstract )?(?:interface|type|class) (\w+)/gm)].map(
    ([, name = '']) => name,
  )

/** Where a literal is spread into another one, or into the arguments of a call. */
const packedIn = (file: string, source: string): string[] => {
  if (!/\.\.\.\s*[[{]/.test(source)) return []
  const found: string[] = []
  new Visitor({
    SpreadElement: ({ argument, start }) => {
      if (argument.type === 'ObjectExpression' || argument.type === 'ArrayExpression')
        found.push(`${file}:${source.slice(0, start).split('\n').length}`)
    },
  }).visit(parseSync(file, source).program)
  return found
}

/** Types that several files declare. Each Worker has its own `Env`, as the platform calls it. */
const declaredTwice = (files: ReadonlyMap<string, string>): string[] => {
  const homes = new Map<string, string[]>()
  for (const [file, source] of files)
    for (const name of new Set(typesIn(source))) homes.set(name, [...(homes.get(name) ?? []), file])
  return [...homes]
    .filter(([name, at]) => at.length > 1 && name !== 'Env')
    .map(([name, at]) => `${name}: ${at.join(', ')}`)
}

/** Types of any file, tests among them, that have the name of a type that `shared/` exports. */
const shadowing = (files: ReadonlyMap<string, string>): string[] => {
  const shared = new Map<string, string>()
  for (const [file, source] of files)
    if (file.startsWith('workers/shared/') && isSource(file))
      for (const [, name = ''] of source.matchAll(
        /^export (?:abstract )?(?:interface|type|class) (\w+)/gm,
      ))
        shared.set(name, file)
  return [...files].flatMap(([file, source]) =>
    file.endsWith('.d.ts')
      ? []
      : typesIn(source)
          .filter((name) => shared.has(name) && shared.get(name) !== file)
          .map((name) => `${file}: ${name} is of ${shared.get(name)}`),
  )
}

const FORMER_WORDS =
  /\b(turnstile|in_?turn|shel(?:f|ves)|(?:quote|market)_?desk|desk_?book|figure_?book|keep_?quotes|misfits?|fate_?of|gather(?:er|ed|ing|s)?|roads?)\b/i
/** The engine knows a step of running reports by this name, so it cannot get another. */
const KEPT_WORD = /\bstep\.do\('gather'|steps `snapshot` and `gather`|keeps the name `gather`/

/** Words that name no thing: as the name of a type or of a function they say nothing. */
const BARE_TYPES =
  /^\s*(?:export )?(?:abstract )?(?:interface|type|class) (Taking|Taken|Told|Asked|Tools|Roads?|Slots?|Readers?|Put|Look|Fault|Refusal|Whom|About|Wanted|Way|Beside|Given|Known|Heard|Held|Kept|Stated|Remaking|Judged|Entered)\b/
const BARE_FUNCTIONS =
  /^\s*(?:export )?(?:(?:async )?function|const) (Told|told|asked|taken|taking|put|look|fault|refusal|reader|readers|slots|roads?|misfit)\b(?:\s*[(<]|\s*=\s*(?:async )?(?:\(.*=>|\($|<|\w+ =>))/
/** In tests a function may be named as its test reads best, a type may not. */
const bareNames = (file: string, source: string): string[] =>
  source.split('\n').flatMap((line, at) => {
    const found = BARE_TYPES.exec(line) ?? (isSource(file) ? BARE_FUNCTIONS.exec(line) : null)
    return found ? [`${file}:${at + 1} ${found[1]}`] : []
  })

const formerWords = (file: string, source: string): string[] =>
  source
    .split('\n')
    .flatMap((line, at) =>
      FORMER_WORDS.test(line) && !KEPT_WORD.test(line)
        ? [`${file}:${at + 1} ${FORMER_WORDS.exec(line)?.[0]}`]
        : [],
    )

const COLUMNS = 100

/** Lines of comments that are too long, which the formatter leaves as they are. */
const wideComments = (file: string, source: string): string[] =>
  source
    .split('\n')
    .flatMap((line, at) =>
      /^\s*(\/\*|\*|\/\/)|\s\/\/ /.test(line) && [...line].length > COLUMNS && !line.includes('://')
        ? [`${file}:${at + 1}`]
        : [],
    )

describe('the words', () => {
  it('name one type each', () => {
    expect(declaredTwice(new Map([...code].filter(([file]) => isSource(file))))).toEqual([])
  })

  it('of what shared code exports name nothing else, in tests too', () => {
    expect(shadowing(code)).toEqual([])
  })

  it('of the former machinery are gone from code, page, configuration and documents', () => {
    const all = new Map([
      ...code,
      ...read(['README.md', 'web/*.md', 'workers/**/*.md', 'config/*.json', 'web/src/**/*.css']),
    ])
    const own = `workers/${import.meta.filename.split(/[\\/]/).at(-1)}`
    expect([...all].filter(([file]) => file !== own).flatMap((of) => formerWords(...of))).toEqual(
      [],
    )
  })

  it('name what a type is and what a function does', () => {
    expect([...code].flatMap((of) => bareNames(...of))).toEqual([])
  })

  it('are not packed to dodge the formatter', () => {
    expect([...code].flatMap((of) => packedIn(...of))).toEqual([])
  })
})

describe('the comments', () => {
  it('keep to 100 columns', () => {
    const all = new Map([
      ...code,
      ...read(['{.ci,config,migrations,web}/**/*.{ts,tsx}', '{web,workers}/**/*.css']),
    ])
    expect([...all].flatMap((of) => wideComments(...of))).toEqual([])
  })
})

describe('the rules find what they forbid', () => {
  it('a second meaning of a name of shared code, in a test', () => {
    const files = (test: string) =>
      new Map([
        ['workers/shared/names.ts', 'export type Market = 1\ntype Own = 1'],
        ['workers/a/b.test.ts', test],
      ])
    expect(shadowing(files('interface Market {}'))).toEqual([
      'workers/a/b.test.ts: Market is of workers/shared/names.ts',
    ])
    expect(shadowing(files('interface Own {}'))).toEqual([])
  })

  it.each(['// x', ' * x', '/* x', 'const a = 1 // x'])(
    'a comment that is too long: %s',
    (line) => {
      const fits = line.padEnd(COLUMNS, 'x')
      expect(wideComments('a.ts', `${fits}\n${fits}x`)).toEqual(['a.ts:2'])
    },
  )

  it.each(['interface A {}', 'type A = 1', 'export class A {}'])('a second A: %s', (source) => {
    const files = [
      ['a.ts', 'export interface A { b: 1 }'],
      ['b.ts', source],
    ] as const
    expect(declaredTwice(new Map(files))).toEqual(['A: a.ts, b.ts'])
    expect(declaredTwice(new Map([...files.slice(0, 1), ['b.ts', 'type B = 1']]))).toEqual([])
  })

  it.each([
    'const inTurn = 1',
    'class QuoteDesk {}',
    '// the shelves',
    '// by this road',
    'misfit()',
    'gather()',
  ])('a former word: %s', (source) => {
    expect(formerWords('a.ts', source)).toHaveLength(1)
  })

  it.each([
    'interface Told {',
    'export type Wanted = 1',
    'const put = (a: string) => a',
    'const look = () => {',
    'export const fault = <T>(of: T) => of',
    'async function refusal(a: string) {',
  ])('a name that says nothing: %s', (source) => {
    expect(bareNames('a.ts', source)).toHaveLength(1)
  })

  it.each(['const told = [1]', 'const fault = check(a)', 'interface ToldExhibit {'])(
    'but lets pass the value or the name %s',
    (source) => {
      expect(bareNames('a.ts', source)).toEqual([])
    },
  )

  it.each(['f({ ...{ a, b }, c })', 'f([...[a, b], c])', 'f(...[a, b])'])(
    'a packed one: %s',
    (source) => {
      expect(packedIn('a.ts', source)).toEqual(['a.ts:1'])
    },
  )

  it.each(['f({ ...a, ...(b && { c }) })', 'f([...[a, b].map(g)])'])(
    'but lets pass %s',
    (source) => {
      expect(packedIn('a.ts', source)).toEqual([])
    },
  )
})
