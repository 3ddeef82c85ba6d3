/** Every code of the exchanges' own lists is read as itself. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Market } from './names.ts'
import { parseSymbol } from './symbol.ts'

const columnOf = (file: string, at: number): string[] =>
  readFileSync(join(import.meta.dirname, '../../../shared/bulk/lists', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[at] ?? '')

/**
 * Three companies left Beijing for other exchanges before its codes changed, and one code is the
 * list's own name for a company that had left Shanghai.
 */
const LEFT = ['832317.BJ', '833874.BJ', '833994.BJ', 'TS0018.SH']

test.each([
  ['CN', 'tushare-stock_basic-2026-03-04.csv', 0, 5_000],
  ['JP', 'jpx-data_j-2026-01-31.csv', 1, 4_000],
] as const)('%s: %s', (market: Market, file, column, least) => {
  const codes = columnOf(file, column).map((code) => code.replaceAll('"', '').trim())
  expect(codes.length).toBeGreaterThan(least)
  const other = codes.filter((code) => {
    const read = parseSymbol(market, code)
    return !read.ok || read.data !== code
  })
  expect(other.filter((code) => !LEFT.includes(code))).toEqual([])
})
