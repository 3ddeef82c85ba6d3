import { expect, test } from 'vitest'
import { sessionAt } from './session.ts'

test.each([
  ['CN', '2026-11-24T09:29:59+08:00', 'closed'],
  ['CN', '2026-11-24T09:30:00+08:00', 'open'],
  ['CN', '2026-11-24T11:30:00+08:00', 'break'],
  ['CN', '2026-11-24T15:00:00+08:00', 'closed'],
  ['HK', '2026-11-24T12:30:00+08:00', 'break'],
  ['JP', '2026-11-24T15:29:00+09:00', 'open'],
  ['US', '2026-11-24T09:30:00-05:00', 'open'],
  ['US', '2026-07-01T15:59:59-04:00', 'open'],
  ['US', '2026-11-22T12:00:00-05:00', 'closed'],
] as const)('%s at %s is %s', (market, at, session) => {
  expect(sessionAt(market, new Date(at))).toBe(session)
})
