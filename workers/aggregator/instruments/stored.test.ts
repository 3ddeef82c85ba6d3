import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instruments } from '#shared/db/schema/instruments.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { storedInstruments } from './stored.ts'

const row = (
  market: string,
  symbol: string,
  name: string,
  names: { zh?: string; ja?: string } = {},
) => ({
  id: `${market}:${symbol}`,
  market,
  symbol,
  name,
  names,
  exchange: null,
  industry: null,
  fiscalYearEnd: '12-31',
  identifiers: {},
  updatedAt: new Date('2026-11-22T12:00:00Z'),
})

describe.each(testDatabases())('searching stored instruments (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await database.db
      .insert(instruments)
      .values([
        row('CN', '600519.SH', '贵州茅台', { zh: '贵州茅台' }),
        row('JP', '7203', 'Toyota', { ja: 'トヨタ自動車' }),
        row('HK', '07203', 'Another'),
        row('US', 'NEWCO', '100% New_Co'),
      ])
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  it.each([
    ['sh600519', ['CN:600519.SH']],
    ['茅台', ['CN:600519.SH']],
    ['ﾄﾖﾀ', ['JP:7203']],
    ['TOYOTA', ['JP:7203']],
    ['7203', ['HK:07203', 'JP:7203']],
    ['newc', ['US:NEWCO']],
    ['100%', ['US:NEWCO']],
    ['w_c', ['US:NEWCO']],
    ['o_y', []],
    ["'; drop table instruments; --", []],
  ])('%s finds %j', async (text, ids) => {
    const found = await storedInstruments(database.db, text, undefined)
    expect(found.map((i) => i.id).sort()).toEqual(ids)
  })

  it('stays within the market, in one statement, and gives a whole instrument', async () => {
    database.statements()
    const [found, ...more] = await storedInstruments(database.db, '7203', 'JP')
    expect(found).toEqual({
      id: 'JP:7203',
      market: 'JP',
      symbol: '7203',
      name: 'Toyota',
      names: { ja: 'トヨタ自動車' },
      exchange: null,
      industry: null,
      fiscal_year_end: '12-31',
      identifiers: {},
    })
    expect(more).toEqual([])
    expect(database.statements()).toHaveLength(1)
  })
})
