import { describe, expect, it, test } from 'vitest'
import { parseMutateArguments, sampleOf } from './arguments.ts'
import { importsOf, testsOf } from './imports.ts'
import { mutantsOf } from './mutants.ts'
import { scoreLines } from './score.ts'

const changesOf = (source: string): string[] =>
  mutantsOf('a.ts', source).map(({ text }) => text.trim())

describe('the mutants of a text', () => {
  it.each([
    ['f(a < b)', ['f((a <= b))']],
    ['f(a <= b)', ['f((a < b))']],
    ['f(a > b)', ['f((a >= b))']],
    ['f(a >= b)', ['f((a > b))']],
    ['f(a === b)', ['f((a !== b))']],
    ['f(a !== b)', ['f((a === b))']],
    ['f(a && b)', ['f((a || b))']],
    ['f(a || b)', ['f((a && b))']],
    ['f(!a)', ['f(a)']],
    ['f(7)', ['f((7 * 2))']],
    ['f(0)', ['f(1)']],
    ['f(60_000)', ['f((60_000 * 2))']],
    ['if (a) f()', ['if (true) f()', 'if (false) f()']],
    ['f(a ? b : c)', ['f(true ? b : c)', 'f(false ? b : c)']],
    ['throw f()', [';']],
  ])('%s', (source, changes) => {
    expect(changesOf(source)).toEqual(changes)
  })

  it('keeps what binds more strongly together', () => {
    expect(changesOf('f(a && b && c)')).toEqual(['f((a && b || c))', 'f((a || b) && c)'])
  })

  it.each([
    "return fail('not_found', a)",
    'return { ok: false, why }',
    "return { reason: 'empty' }",
    'return null',
    'return undefined',
    'return []',
  ])('leaves out a refusal: %s', (refusal) => {
    expect(changesOf(`const g = () => { f(); ${refusal} }`)).toEqual(['const g = () => { f(); ; }'])
  })

  it('keeps the return of a result', () => {
    expect(changesOf('const g = () => { f(); return h(a) }')).toEqual([])
  })

  it('makes the same fault once: a refusal that is all of a branch goes with its condition', () => {
    expect(changesOf('const g = () => { if (a) return null; f() }')).toHaveLength(2)
    expect(changesOf('const g = () => { if (a) { return null }; f() }')).toHaveLength(2)
  })

  it('passes over types and texts', () => {
    expect(changesOf("type A = 1 | -2 | 'x < y'; const a: 3 = f('a && b')")).toEqual([])
  })

  it('tells the line and what was changed', () => {
    const [mutant] = mutantsOf('a.ts', 'f()\ng(\n  a <\n  b)')
    expect(mutant).toMatchObject({ line: 3, change: 'a < b → (a <= b)' })
  })

  it('can each be parsed', () => {
    const source = `
      const a = (x: number | null): { ok: false } | null => {
        if (x === null || (x < 3 && !(x > 1))) return null
        const y = x >= 2 ? -x : (x ?? 0) <= 1 && x !== 5
        if (!y) { f(); return { ok: false } } else throw new Error(\`\${x < 2}\`)
      }`
    const mutants = mutantsOf('a.ts', source)
    expect(mutants.length).toBeGreaterThan(20)
    for (const { text } of mutants) expect(() => mutantsOf('a.ts', text)).not.toThrow()
    expect(new Set(mutants.map(({ text }) => text)).size).toBe(mutants.length)
  })
})

test('the tests of a file are those that come to it by imports of values, the nearest first', () => {
  const imports = [
    ['a/far.test.ts', "import './middle.ts'"],
    ['a/middle.ts', "import { x } from './it.ts'"],
    ['b/near.test.ts', "import { x } from '../a/it.ts'"],
    ['a/it.test.ts', "import { x } from './it.ts'"],
    ['a/types.test.ts', "import type { X } from './it.ts'"],
    ['a/other.test.ts', "import './other.ts'"],
  ].flatMap(([file = '', source = '']) => importsOf(file, source))
  expect(testsOf('a/it.ts', imports)).toEqual(['a/it.test.ts', 'b/near.test.ts', 'a/far.test.ts'])
})

test('a sample is the same for a seed and another for another, in the order of the files', () => {
  const things = Array.from({ length: 200 }, (_, at) => at)
  const first = sampleOf(things, 20, 1)
  expect(first).toHaveLength(20)
  expect(first).toEqual(first.toSorted((a, b) => a - b))
  expect(sampleOf(things, 20, 1)).toEqual(first)
  expect(sampleOf(things, 20, 2)).not.toEqual(first)
  expect(sampleOf(things, 500, 1)).toEqual(things)
})

test('arguments: files by name or position, numbers from 1, all else refused', () => {
  expect(parseMutateArguments(['--files', 'a.ts', 'b.ts', '--sample', '5', '--seed', '7'])).toEqual(
    { files: ['a.ts', 'b.ts'], sample: 5, seed: 7 },
  )
  expect(parseMutateArguments([])).toMatchObject({ seed: 1, files: expect.arrayContaining([]) })
  for (const argv of [['--sample', '0'], ['--tests', 'x'], ['--seed', '-1'], ['--all']])
    expect(parseMutateArguments(argv)).toEqual({ wrong: expect.any(String) })
})

test('the score counts what ended late as noticed, and names what was not', () => {
  const of = (line: number, fate: 'killed' | 'timeout' | 'survived' | 'untested') => ({
    file: 'a.ts',
    line,
    change: 'x → y',
    fate,
  })
  expect(
    scoreLines([of(1, 'killed'), of(2, 'timeout'), of(3, 'survived'), of(4, 'untested')]),
  ).toEqual([
    expect.stringMatching(/^ *50 % +2 of 4 +a\.ts$/),
    expect.stringMatching(/^ *50 % +2 of 4 +all$/),
    'survived  a.ts:3  x → y',
    'untested  a.ts:4  x → y',
  ])
})
