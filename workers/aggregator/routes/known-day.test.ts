import { expect, test } from 'vitest'
import { knownDay } from './known-day.ts'
import { parseListed } from './listed-symbol.ts'

test.each([
  [undefined, '2026-11-30T12:00:00Z', true],
  ['2010-06-30', '2026-11-30T12:00:00Z', true],
  ['2026-11-30', '2026-11-30T00:00:00Z', true],
  // In the east the next day has begun.
  ['2026-12-01', '2026-11-30T12:00:00Z', true],
  ['2026-12-01', '2026-11-30T09:59:59Z', false],
  ['2026-12-02', '2026-11-30T12:00:00Z', false],
])('%s at %s has come: %s', (day, now, has) => {
  const answer = knownDay(day, 'body.as_of', new Date(now))
  expect(answer.ok).toBe(has)
  if (!has)
    expect(answer).toMatchObject({ reason: 'invalid_request', errors: [{ path: 'body.as_of' }] })
})

test.each([
  ['US', 'brk-b', 'BRK.B'],
  ['US', 'cik0000930835', 'CIK0000930835'],
  ['HK', '80700', '00700'],
  ['US', 'CIK93', null],
  ['US', 'CIK00009308351', null],
  ['CN', 'CIK0000930835', null],
] as const)('%s %s is %s', (market, text, symbol) => {
  const parsed = parseListed(market, text)
  expect(parsed.ok ? parsed.data : null).toBe(symbol)
})
