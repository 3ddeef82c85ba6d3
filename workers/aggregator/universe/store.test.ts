import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { Listing } from './listing.ts'
import { type MarketPrice, newestMarketDay, readMarketDay, storeMarketDay } from './market-days.ts'
import { readUniverses, SEC_DATA_SETS, storeUniverse, universesOf } from './store.ts'

const listing = (change: Partial<Listing> = {}): Listing => ({
  company: 'CIK0000000011',
  symbol: null,
  kind: 'share',
  names: { en: 'ÜBER CO' },
  exchange: null,
  scheme: 'SIC',
  industry_code: '3711',
  industry: 'Transportation equipment',
  listed_on: null,
  delisted_on: null,
  former_name: 'UEBER INC',
  fiscal_year_end: '12-31',
  receipt_ratio: null,
  known_at: '2010-02-10T21:35:00.000Z',
  ...change,
})
const price: MarketPrice = {
  instrument: 'US:AAPL',
  close: '187.989999999991',
  currency: 'USD',
  shares: '15000000000',
  market_cap: null,
  checks: { pb: '40.1' },
  flags: ['cap_of_company'],
  cap_factor: 10,
}

describe.each(testDatabases())('universes and market days (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  const store = (source: string, batch: string, day: string, listings: Listing[]) =>
    storeUniverse(database.db, { market: 'US', source, batch, day }, listings)

  it('a list comes back whole, and one of the same batch takes its place', async () => {
    const listings = [
      listing(),
      listing({ company: 'CIK0000000012', names: { zh: '一', ja: '二' } }),
    ]
    await store('nasdaq', '2026-02-13', '2026-02-13', [listing()])
    const [before] = await readUniverses(database.db, 'US', '2026-02-13')
    await store('nasdaq', '2026-02-13', '2026-02-13', listings)
    const [read] = await readUniverses(database.db, 'US', '2026-02-13')
    // Other rows of the same batch are told by another mark.
    expect(read?.mark).toMatch(/^[0-9a-f]{64}$/)
    expect(read?.mark).not.toBe(before?.mark)
    expect(read).toEqual({
      mark: read?.mark,
      market: 'US',
      source: 'nasdaq',
      batch: '2026-02-13',
      day: '2026-02-13',
      rows: 2,
      listings,
    })
  })

  it('no list of a later day counts, and of a source only its newest', async () => {
    await store('nasdaq', '2026-03-13', '2026-03-13', [listing({ symbol: 'NEW' })])
    await store(SEC_DATA_SETS, '2010q1', '2010-03-31', [listing()])
    await store(SEC_DATA_SETS, '2010q2', '2010-06-30', [listing()])
    const sources = async (day: string) =>
      (await readUniverses(database.db, 'US', day)).map(({ source, batch }) => `${source} ${batch}`)
    const sets = ['sec_data_sets 2010q1', 'sec_data_sets 2010q2']
    expect(await sources('2010-03-31')).toEqual(sets)
    expect(await sources('2026-03-12')).toEqual([...sets, 'nasdaq 2026-02-13'])
    expect(await sources('2026-03-13')).toEqual([...sets, 'nasdaq 2026-03-13'])
    expect(await universesOf(database.db, 'CN')).toEqual([])
  })

  it('prices come back as they were written, by the newest day up to the one asked for', async () => {
    const about = { market: 'US' as const, provider: 'nasdaq', retrievedAt: new Date(0) }
    await storeMarketDay(database.db, { ...about, day: '2026-02-13' }, [price])
    await storeMarketDay(database.db, { ...about, day: '2026-02-20' }, [price, price])
    const day = await newestMarketDay(database.db, 'US', '2026-02-19')
    expect(day).toMatchObject({ day: '2026-02-13', rows: 1 })
    expect(day && (await readMarketDay(database.db, day))).toEqual([price])
    expect(await newestMarketDay(database.db, 'US', '2026-02-12')).toBeNull()
  })
})
