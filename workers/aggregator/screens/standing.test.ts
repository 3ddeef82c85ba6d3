/** Who can be held against his peers on a day, and why nobody can. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LEAST_PEERS } from '#shared/screen/limits.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { batchesOf } from '../frames/store.ts'
import { dayFor } from './day.ts'
import { dayFault, groupFault, isPriceOfDay, marketFault } from './standing.ts'

const DAY = '2026-11-30'

test.each<[string, string | null, number, string | null]>([
  ['batches of the day', '2026-11-29', 0, null],
  ['batches of just half a year ago', '2026-05-31', 0, null],
  ['batches of a day more', '2026-05-30', 0, 'market_outdated'],
  ['those beside companies of today', '2026-05-30', 500, 'market_outdated'],
  ['batches of a year and a half ago beside them', '2025-05-29', 500, 'market_outdated'],
  ['batches so old that nobody of them is there', '2010-06-30', 500, null],
  ['those and too few of today', '2010-06-30', LEAST_PEERS, 'market_outdated'],
  ['companies read one by one', null, LEAST_PEERS + 1, null],
  ['as many as the peers alone must be', null, LEAST_PEERS, 'too_few_peers'],
  ['nothing', null, 0, 'too_few_peers'],
])('of %s', (_title, newest, companies, reason) => {
  expect(dayFault(DAY, { newest, companies })?.reason ?? null).toBe(reason)
})

test.each<[string, { unit: string; median: number | null }[], string | null]>([
  ['one figure that can be compared', [{ unit: 'ratio', median: 0.1 }], null],
  ['a middle of nothing but zero', [{ unit: 'x', median: 0 }], null],
  ['amounts of money alone', [{ unit: 'money', median: 1e9 }], 'too_few_peers'],
  ['names alone', [{ unit: 'ratio', median: null }], 'too_few_peers'],
  ['no columns', [], 'too_few_peers'],
])('a group with %s', (_title, columns, reason) => {
  expect(groupFault(columns)?.reason ?? null).toBe(reason)
})

test.each([
  ['2026-11-30', true],
  ['2026-10-30', true],
  ['2026-10-29', false],
  [undefined, false],
])('a price of %s is one of the day: %s', (priceDay, isOne) => {
  expect(isPriceOfDay(priceDay, DAY)).toBe(isOne)
})

describe.each(testDatabases())('a market of which nothing was read (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  test('has no standing today, and what ships is loaded for a day that it reaches', async () => {
    const now = new Date('2026-11-30T12:00:00.000Z')
    const faultOn = async (day: string, market: 'US' | 'HK' = 'US') =>
      (await marketFault(database.db, market, dayFor(market, day, now), now))?.reason ?? null
    expect(await faultOn(DAY)).toBe('too_few_peers')
    expect(await faultOn(DAY, 'HK')).toBe('too_few_peers')
    expect(await batchesOf(database.db, 'US')).toEqual([])
    expect(await faultOn('2010-12-30')).toBeNull()
    expect(await batchesOf(database.db, 'US')).not.toEqual([])
    expect(await faultOn('2010-06-30')).toBeNull()
    expect(await faultOn('2011-01-31')).toBe('market_outdated')
    expect(await faultOn(DAY)).toBe('market_outdated')
    expect(await faultOn('2009-01-31')).toBe('too_few_peers')
  }, 120_000)
})
