/**
 * The traps of providers, each with the test that is named after it. A title that no test file
 * contains is a failure, and so is a title that stands in a file but does not name a test. Each
 * test runs everywhere: none needs the full recorded answers, a browser or Workers.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tushare, finnhub, sec } from './traps-filings.fixture.ts'
import { yahoo, keyed } from './traps-west.fixture.ts'
import { eastmoney, keyless, japan, across } from './traps-asia.fixture.ts'

const TRAPS = 'providers/test/reference-traps.test.ts'

const AGGREGATOR = join(import.meta.dirname, '../..')
const texts = new Map<string, string>()
const textOf = (file: string): string => {
  const known = texts.get(file) ?? readFileSync(join(AGGREGATOR, file), 'utf8')
  texts.set(file, known)
  return known
}
/**
 * Whether the file has the title as a test's name: first in a call or in a row, or the name of a
 * row.
 */
const isTitle = (file: string, title: string): boolean => {
  const quoted = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``]
  return quoted.some((text) => {
    const at = textOf(file).indexOf(text)
    if (at < 0) return false
    const [before, after] = [
      textOf(file).slice(0, at).trimEnd(),
      textOf(file).slice(at + text.length),
    ]
    return /[([]$/.test(before) || /^: /.test(after)
  })
}

/** What a test file needs to run, judged by its name and text; null when it runs everywhere. */
const needs = (file: string, text: string): string | null => {
  if (/\.recordings\.test\.ts$/.test(file)) return 'the recorded answers'
  if (/\.workers\.test\.ts$/.test(file)) return 'Workers'
  return /\.(skip|skipIf|runIf|todo)\b/.test(text) ? 'a condition' : null
}

const ALL = { tushare, finnhub, sec, yahoo, keyed, eastmoney, keyless, japan, across }
describe.each(Object.entries(ALL))('%s', (_, traps) => {
  test.each(Object.entries(traps))('%s', (_trap, [file, title]) => {
    expect(file).toMatch(/\.test\.ts$/)
    expect([file, needs(file, textOf(file))]).toEqual([file, null])
    expect([file, title, isTitle(file, title)]).toEqual([file, title, true])
  })
})

test('a file that does not run everywhere is found out', () => {
  expect(needs('sec/company-data.recordings.test.ts', '')).toBe('the recorded answers')
  expect(needs('items/store.workers.test.ts', '')).toBe('Workers')
  expect(needs('sec/sec.test.ts', 'describe.skipIf(!here)(')).toBe('a condition')
  expect(needs('sec/sec.test.ts', 'describe(')).toBeNull()
})

test('a title that is no test’s is found out', () => {
  expect(isTitle(TRAPS, 'a CIK may come as text')).toBe(true)
  expect(isTitle(TRAPS, 'a CIK may come as a song')).toBe(false)
  expect(isTitle(TRAPS, '0000000001')).toBe(false)
})
