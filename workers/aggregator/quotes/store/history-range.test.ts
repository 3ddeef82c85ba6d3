import { expect, it } from 'vitest'
import type { Market } from '#shared/names.ts'
import { historyRange } from './history-range.ts'

const NOW = new Date('2026-03-09T15:00:00Z')

it.each([
  [
    'nothing: since the beginning of yesterday, which had 23 hours',
    'US',
    {},
    '2026-03-08T05:00:00.000Z',
    '2026-03-09T15:00:00.000Z',
  ],
  [
    "nothing: the day is the market's",
    'CN',
    {},
    '2026-03-07T16:00:00.000Z',
    '2026-03-09T15:00:00.000Z',
  ],
  [
    'the last day: since the beginning of the day before',
    'JP',
    { to: '2026-03-05' },
    '2026-03-03T15:00:00.000Z',
    '2026-03-05T14:59:59.999Z',
  ],
  [
    'one day',
    'HK',
    { from: '2026-03-05', to: '2026-03-05' },
    '2026-03-04T16:00:00.000Z',
    '2026-03-05T15:59:59.999Z',
  ],
  [
    'the first day',
    'US',
    { from: '2026-03-09' },
    '2026-03-09T04:00:00.000Z',
    '2026-03-09T15:00:00.000Z',
  ],
] as [string, Market, { from?: string; to?: string }, string, string][])(
  'given %s',
  (_, market, days, from, to) => {
    expect(historyRange(days, market, NOW)).toEqual({ from: new Date(from), to: new Date(to) })
  },
)
