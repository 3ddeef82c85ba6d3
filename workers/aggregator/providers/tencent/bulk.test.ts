/** Closes of a market in batch calls: lines of other days and of other shares are left out. */
import { expect, test } from 'vitest'
import type { MarketDayRow } from '../../model/bulk.ts'
import { caseContext } from '../test/case.ts'
import { type BulkCase, bulkOf, crawl } from '../test/bulk-case.ts'
import { tencentBulk } from './bulk-cases.fixture.ts'

const [given] = tencentBulk as [BulkCase]

test('a close with its currency, shares and market value', async () => {
  const { result } = await crawl(given, caseContext(given).context)
  if (!result.ok) throw new Error(result.detail)
  const rows = [...result.rows] as MarketDayRow[]
  expect(rows).toMatchObject([
    { instrument: 'HK:00700', close: '478.8', currency: 'HKD', cap_factor: null, flags: [] },
  ])
  const [row] = rows
  expect(Number(row?.market_cap) / (Number(row?.shares) * 478.8)).toBeCloseTo(1, 2)
  expect(result.unread).toEqual([
    '00001: its price is of 2026-08-06',
    '09999: no price',
    '09988: no price',
  ])
})

test('sixty shares are asked for in a call, and a part names them', () => {
  const symbols = Array.from({ length: 150 }, (_, at) => String(at + 1).padStart(5, '0'))
  const query = { market: 'HK', target: given.target, symbols, now: new Date() } as const
  const parts = bulkOf(given).capability.parts(query)
  expect(parts.map((part) => part.split(',').length)).toEqual([60, 60, 30])
  expect(parts[2]?.startsWith('00121,')).toBe(true)
})
