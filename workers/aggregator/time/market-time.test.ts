import { expect, it } from 'vitest'
import { endOfDay, MARKET_ZONES } from './market-time.ts'

it.each([
  ['2024-02-21', 'US', '2024-02-22T04:59:59.999Z'],
  ['2024-07-31', 'US', '2024-08-01T03:59:59.999Z'],
  // The days on which New York's clocks change, and their neighbours.
  ['2025-03-08', 'US', '2025-03-09T04:59:59.999Z'],
  ['2025-03-09', 'US', '2025-03-10T03:59:59.999Z'],
  ['2025-11-01', 'US', '2025-11-02T03:59:59.999Z'],
  ['2025-11-02', 'US', '2025-11-03T04:59:59.999Z'],
  ['2025-04-03', 'CN', '2025-04-03T15:59:59.999Z'],
  ['2025-04-03', 'HK', '2025-04-03T15:59:59.999Z'],
  ['2025-05-14', 'JP', '2025-05-14T14:59:59.999Z'],
] as const)('%s ends in %s at %s', (date, market, instant) => {
  expect(endOfDay(date, MARKET_ZONES[market])).toBe(instant)
})
