/**
 * No regular expression of the source takes more than in proportion to the length of a text that is
 * made to make it backtrack. Literals are read from the source; what is composed when a module is
 * loaded is tested as it was composed.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'
import { describe, expect, test } from 'vitest'
import { hostileTextsFor, superlinearText } from './hostile-patterns.fixture.ts'

const ROOT = join(import.meta.dirname, '..')
const NO_SOURCE = /\.(test|fixture|d)\.tsx?$|\/(test|node_modules)\/|^workers\/e2e\//

interface Found {
  file: string
  line: number
  pattern: RegExp
}
interface Composed {
  file: string
  line: number
  /** It is made each time a function runs. */
  isInside: boolean
}

/** The patterns that stand in a source text, and where others are composed. */
const patternsIn = (file: string, source: string): { literals: Found[]; composed: Composed[] } => {
  const literals: Found[] = []
  const composed: Composed[] = []
  const lineAt = (at: number): number => source.slice(0, at).split('\n').length
  let depth = 0
  const enter = () => {
    depth += 1
  }
  const leave = () => {
    depth -= 1
  }
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const constructed = ({ callee, start }: ESTree.NewExpression | ESTree.CallExpression) => {
    if (callee.type === 'Identifier' && callee.name === 'RegExp')
      composed.push({ file, line: lineAt(start), isInside: depth > 0 })
  }
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    NewExpression: constructed,
    CallExpression: constructed,
    Literal(node) {
      if (!('regex' in node)) return
      const { pattern, flags } = node.regex
      literals.push({ file, line: lineAt(node.start), pattern: new RegExp(pattern, flags) })
    },
  }).visit(program)
  return { literals, composed }
}

const files = globSync(['workers/**/*.{ts,tsx}', 'web/src/**/*.{ts,tsx}'], { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !NO_SOURCE.test(file))
const found = files.map((file) => patternsIn(file, readFileSync(join(ROOT, file), 'utf8')))
const literals = found.flatMap((of) => of.literals)
const composed = found.flatMap((of) => of.composed)

/**
 * Patterns that may take long on a long text, by their file, with what keeps each text short. A
 * pattern that is not in its file any more is a fault too.
 */
const ALLOWED: Record<string, { patterns: string[]; because: string }> = {
  'workers/aggregator/identity/us-security.ts': {
    patterns: [
      '\\s+(\\(?(the )?',
      '\\s*(\\(Name to be changed',
      '[\\s,(–-]+$',
      '^(.+) \\1$',
      '\\s+(Common|New|NEW',
    ],
    because: 'names of an exchange, of at most 300 letters each (the schema of the list)',
  },
  'workers/dev/record/lists/xlsx-rows.ts': {
    patterns: ['\\d+$'],
    because: 'the address of a cell in a sheet, read when somebody records the lists anew',
  },
}
const isAllowed = ({ file, pattern }: Found): boolean =>
  ALLOWED[file]?.patterns.some((beginning) => pattern.source.startsWith(beginning)) ?? false

/**
 * What is made inside a function from patterns that are tested as they stand, or from the label of
 * one period between both ends.
 */
const MADE_OF_TESTED = [
  'workers/analysis/figures/clean.ts',
  'workers/analysis/models/builtin/evidence.ts',
]

/** Files whose composed patterns read short texts alone, and what keeps these short. */
const SHORT_TEXTS: Record<string, string> = {
  'workers/aggregator/providers/dividend-plan.ts': 'a text longer than any plan is unread at once',
}

/** The patterns that files compose when they are loaded, and those of the gateway's addresses. */
const composedAtLoad = async (wanted: readonly string[]): Promise<Found[]> => {
  const made: Found[] = []
  const Original = globalThis.RegExp
  globalThis.RegExp = new Proxy(Original, {
    construct(target, [pattern, flags]: [string, string?]) {
      const composedHere = new target(pattern, flags)
      const stack = new Error().stack ?? ''
      const file = wanted.find((name) => stack.includes(`/${name}`))
      if (file) made.push({ file, line: 0, pattern: composedHere })
      return composedHere
    },
  })
  try {
    for (const file of wanted) await import(/* @vite-ignore */ join(ROOT, file))
    // Loaded here and not before: what its contracts load is then composed under watch as well.
    const { pathMatcher, PUBLIC_ROUTES } = await import('./gateway/public-routes.ts')
    for (const route of PUBLIC_ROUTES) pathMatcher(route.public)
  } finally {
    globalThis.RegExp = Original
  }
  return made
}

test('the walk finds the literals and the composed patterns of every part of the source', () => {
  const parts = new Set(literals.map(({ file }) => file.split('/').slice(0, 2).join('/')))
  for (const part of ['aggregator', 'analysis', 'gateway', 'orchestrator', 'shared'])
    expect(parts).toContain(`workers/${part}`)
  expect(parts).toContain('web/src')
  const { literals: inText, composed: made } = patternsIn(
    'a.ts',
    "const a = /x(y)/u\nconst f = () => new RegExp('z')\nconst b = RegExp(`w`)",
  )
  expect(inText.map(({ pattern, line }) => [String(pattern), line])).toEqual([['/x(y)/u', 1]])
  expect(made.map(({ line, isInside }) => [line, isInside])).toEqual([
    [2, true],
    [3, false],
  ])
})

/** Each pattern is tried with many texts, a thousand patterns in one test. */
const ALL_MS = 180_000

describe('no pattern backtracks over a text that is made for it', () => {
  const byFile = Map.groupBy(literals, ({ file }) => file)
  test.each([...byFile])(
    'of %s',
    (file, patterns) => {
      const slow = patterns.filter((found) => !isAllowed(found) && superlinearText(found.pattern))
      expect(slow.map(({ line, pattern }) => `${file}:${line} ${pattern}`)).toEqual([])
    },
    ALL_MS,
  )

  test(
    'nor one that is composed when its file is loaded',
    async () => {
      const wanted = [...new Set(composed.map(({ file }) => file))]
      const made = await composedAtLoad(wanted)
      for (const file of wanted) {
        const places = composed.filter((place) => place.file === file).length
        const known = made.filter((found) => found.file === file).length
        if (!MADE_OF_TESTED.includes(file)) expect(known, file).toBeGreaterThanOrEqual(places)
      }
      const slow = made.filter(
        ({ file, pattern }) => !(file in SHORT_TEXTS) && superlinearText(pattern),
      )
      expect(slow.map(({ file, pattern }) => `${file} ${pattern}`)).toEqual([])
    },
    ALL_MS,
  )

  test('but for those that are listed, and each of these is there', () => {
    for (const [file, { patterns }] of Object.entries(ALLOWED))
      for (const beginning of patterns)
        expect(
          literals.some((l) => l.file === file && l.pattern.source.startsWith(beginning)),
          `${file} ${beginning}`,
        ).toBe(true)
  })
})

describe('the texts find a pattern that backtracks', () => {
  test.each([
    /(a+)+$/,
    /(x*)*y/,
    /\s+$/,
    /^(\d+,?)+$/,
    /<a[^>]*>x/,
    /.*foo.*bar/s,
    /\d+\s*\d+!/,
    /(?<word>\w+\s?)*$/u,
    /^key: (?:[a-z]+)*=/i,
    /(?:没有.*)权限/,
  ])('%s', (pattern) => {
    expect(superlinearText(pattern)).not.toBeNull()
  })
  test.each([
    /a+$/y,
    /^\s+/,
    /[^{}]{0,200}\}/,
    /(?:ab|cd)+e/y,
    /\{\{([^{}]*)\}\}/,
    /^\d+(\.\d+)?$/,
  ])('and not %s', (pattern) => {
    expect(superlinearText(pattern)).toBeNull()
  })
  test('its texts are led into by what stands before the repetition', () => {
    expect(hostileTextsFor(/^ab(?:c|[d-f])+$/)).toEqual(
      expect.arrayContaining([
        { before: 'ab', unit: 'c' },
        { before: 'ab', unit: 'e' },
        { before: '', unit: 'e' },
        { before: '', unit: 'abc' },
      ]),
    )
  })
})
