import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { MARKETS } from '#shared/names.ts'
import { newestMarketDay } from '../universe/market-days.ts'
import { readUniverses } from '../universe/store.ts'
import { packBeside, symbolsCheck, unpackBeside } from './beside-format.ts'
import { loadShippedUniverse, shippedMarketDay, shippedUniverse } from './shipped-universes.ts'

const listing = (market: (typeof MARKETS)[number], symbol: string) =>
  shippedUniverse(market).listings.find((one) => one.symbol === symbol)

test.each([
  ['CN', 'tushare', '2026-03-04', 5_802],
  ['HK', 'hkex', '2026-03-23', 2_730],
  ['US', 'nasdaq', '2026-02-13', 5_520],
  ['JP', 'jpx', '2026-01-31', 3_998],
] as const)(
  'the companies of %s are those of the list of %s of %s',
  (market, source, day, rows) => {
    const { about, listings } = shippedUniverse(market)
    expect(about).toEqual({ market, source, day, batch: 'shipped' })
    expect(listings).toHaveLength(rows)
    const symbols = listings.map((one) => one.symbol)
    expect(new Set(symbols).size).toBe(symbols.length)
  },
)

test('a delisted A-share is in it with its dates; a listed one with its industry', () => {
  expect(listing('CN', '000003.SZ')).toMatchObject({
    listed_on: '1991-07-03',
    delisted_on: '2002-06-14',
    industry: null,
    exchange: 'SZSE',
  })
  expect(listing('CN', '000001.SZ')).toMatchObject({
    names: { zh: '平安银行' },
    listed_on: '1991-04-03',
    delisted_on: null,
    scheme: 'tushare',
    industry: '银行',
  })
})

test('boards of Hong Kong and Tokyo are exchanges, and Tokyo has its 33 industries', () => {
  expect(listing('HK', '00700')).toMatchObject({ exchange: 'Main Board', industry: null })
  expect(listing('JP', '7203')).toMatchObject({
    exchange: 'TSE Prime',
    scheme: 'TSE33',
    industry: '輸送用機器',
  })
})

test('classes are of one company, named as its filings are; preferreds and notes are none', () => {
  expect(listing('US', 'BRK.A')?.company).toBe('CIK0001067983')
  expect(listing('US', 'BRK.B')?.company).toBe('CIK0001067983')
  expect(listing('US', 'GOOG')?.company).toBe(listing('US', 'GOOGL')?.company)
  expect(listing('US', 'BFH.PRA')).toBeUndefined()
  expect(listing('US', 'SPY')).toBeUndefined()
})

test('the value of the whole company stands beside each class and is flagged', () => {
  const day = shippedMarketDay('US')
  expect(day?.about).toMatchObject({ provider: 'nasdaq', day: '2026-02-13' })
  const at = (symbol: string) => day?.prices.find((one) => one.instrument === `US:${symbol}`)
  expect(at('BRK.A')).toMatchObject({ close: '751424.99', flags: ['cap_of_company'] })
  expect(at('BRK.B')?.flags).toEqual(['cap_of_company'])
  expect(at('A')).toEqual({
    instrument: 'US:A',
    close: '125.81',
    currency: 'USD',
    shares: null,
    market_cap: '35584054731',
    checks: {},
    flags: [],
    cap_factor: null,
  })
  expect(at('BFH.PRA')).toBeUndefined()
  for (const market of MARKETS) if (market !== 'US') expect(shippedMarketDay(market)).toBeNull()
})

describe.each(testDatabases())('what ships, in a database (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  test('is stored once, and a day before the list does not see it', async () => {
    const { db } = database
    expect(await loadShippedUniverse(db, 'US')).toEqual(['universe', 'market_day'])
    expect(await loadShippedUniverse(db, 'US')).toEqual([])
    expect(await loadShippedUniverse(db, 'HK')).toEqual(['universe'])
    const seen = async (day: string) =>
      (await readUniverses(db, 'US', day)).map(({ source, rows }) => ({ source, rows }))
    expect(await seen('2026-02-12')).toEqual([])
    expect(await seen('2026-02-13')).toEqual([{ source: 'nasdaq', rows: 5_520 }])
    expect(await newestMarketDay(db, 'US', '2026-02-12')).toBeNull()
    expect(await newestMarketDay(db, 'US', '2026-06-30')).toMatchObject({ day: '2026-02-13' })
  })
})

test('what stands beside a list is read by its rows, and only beside the list it was made with', () => {
  const rows = [
    { industry: '银行', exchange: '', listed: '', price: '1.5', value: '' },
    { industry: '', exchange: 'X', listed: '', price: '', value: '' },
    { industry: '银行', exchange: 'X', listed: '', price: '', value: '7' },
  ]
  const cell = unpackBeside(packBeside(rows))
  for (const [at, row] of rows.entries())
    for (const column of ['industry', 'exchange', 'listed', 'price', 'value'] as const)
      expect(cell(column, at)).toBe(row[column] || null)
  expect(symbolsCheck(['A', 'B'])).not.toBe(symbolsCheck(['B', 'A']))
  expect(symbolsCheck(['AB'])).not.toBe(symbolsCheck(['A', 'B']))
})
