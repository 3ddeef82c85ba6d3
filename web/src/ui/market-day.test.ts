import { expect, test } from 'vitest'
import { marketDay } from './market-day.ts'

test.each([
  ['2025-09-28T03:59:59.999Z', 'US', '2025-09-27'],
  ['2026-08-07T15:59:59.999Z', 'CN', '2026-08-07'],
  ['2026-08-06T16:00:00.000Z', 'HK', '2026-08-07'],
  ['2026-08-07T14:59:59.999Z', 'JP', '2026-08-07'],
] as const)('%s in %s is on %s', (instant, market, day) => {
  expect(marketDay(instant, market)).toBe(day)
})
