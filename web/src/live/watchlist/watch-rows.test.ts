import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { areRecorded, EXAMPLES, MOST_ROWS, watchRows } from './watch-rows.ts'

test('the examples are the shipped watchlist', () => {
  expect(EXAMPLES).toEqual(
    JSON.parse(readFileSync(new URL('../../../../config/watchlist.json', import.meta.url), 'utf8')),
  )
})

test('no more rows than one read asks for, each under its own name', () => {
  const rows = watchRows(
    Array.from({ length: 150 }, (_, i) => ({ market: 'JP' as const, symbol: String(1_000 + i) })),
  )
  expect(rows).toHaveLength(MOST_ROWS)
  expect(rows[3]).toEqual({ instrument: 'JP:1003', market: 'JP', symbol: '1003', names: {} })
})

test('a list of which one company is not recorded does not promise to work without a network', () => {
  expect(areRecorded(watchRows(EXAMPLES))).toBe(true)
  expect(areRecorded(watchRows([...EXAMPLES, { market: 'US', symbol: 'MSFT' }]))).toBe(false)
  expect(areRecorded([])).toBe(false)
})
