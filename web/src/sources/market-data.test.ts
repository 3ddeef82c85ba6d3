import { expect, test } from 'vitest'
import { coverageRows } from './market-data.ts'

test('lists, prices and figures stand with their day, age and coverage', () => {
  const rows = coverageRows(
    {
      market: 'CN',
      universe: [{ source: 'tushare', day: '2026-03-04', rows: 5_806 }],
      market_day: {
        provider: 'eastmoney',
        day: '2026-11-27',
        rows: 5_480,
        retrieved_at: '2026-11-27T10:00:00.000Z',
      },
      frames: [
        {
          provider: 'eastmoney',
          batches: 2,
          filings: 9_000,
          newest_known_at: '2026-11-29T15:59:59.999Z',
          recorded: null,
          newest_only: false,
        },
      ],
    },
    new Date('2026-11-30T12:00:00Z'),
  )
  expect(rows.map(({ kind, age, rows: count }) => `${kind} ${age} ${count}`)).toEqual([
    'universe 271 5806',
    'market_day 3 5480',
    'frames 1 9000',
  ])
})

test('an empty market has no row', () => {
  const nothing = { market: 'HK', universe: [], market_day: null, frames: [] } as const
  expect(coverageRows({ ...nothing, universe: [], frames: [] }, new Date())).toEqual([])
})
