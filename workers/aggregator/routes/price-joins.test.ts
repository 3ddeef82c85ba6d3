import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Market } from '#shared/names.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { dataSources, openDeps, providerNamed } from '../chain/deps.fixture.ts'
import type {
  NewFact,
  ProviderFailureReason,
  ProviderResult,
  StatementsAnswer,
} from '../model/provider.ts'
import type { StoredItem } from '../items/read.ts'
import { refuseJoins } from './price-joins.ts'

const NOW = new Date('2026-11-22T12:00:00.000Z')

const SOURCES = dataSources({ US: { statements: ['sec'] } })

const totalAssets = (form: string, unit: string): NewFact => ({
  concept: 'total_assets',
  period: 'FY2025',
  period_label: null,
  start: null,
  end: '2025-12-31',
  value: '1000',
  unit,
  basis: { consolidation: 'consolidated', standard: 'IFRS' },
  provider: 'sec',
  provider_field: 'ifrs-full:Assets',
  provider_record: '0000000001-26-000001',
  form,
  source_url: 'https://example.com/filing',
  filed_at: '2026-03-02',
  known_at: '2026-03-03T04:59:59.999Z',
  quality: 'ok',
  source: null,
})
const answer = (symbol: string, facts: NewFact[]): ProviderResult<StatementsAnswer> => ({
  ok: true,
  data: {
    instrument: {
      id: `US:${symbol}`,
      market: 'US',
      symbol,
      name: 'Example Group',
      names: { en: 'Example Group' },
      exchange: null,
      industry: null,
      fiscal_year_end: '12-31',
      identifiers: {},
    },
    facts,
    sources: [],
    recorded: null,
  },
})

const stated = (provider: string, currency: string): StoredItem<'multiples'> => ({
  id: 'a',
  key: '2026-11-20',
  provider,
  item: {
    at: '2026-11-20T21:00:00.000Z',
    figures: [
      { concept: 'price', value: '10', unit: `${currency}/share`, provider_field: 'price' },
      { concept: 'market_cap', value: '1000', unit: currency, provider_field: 'cap' },
      { concept: 'pe_ttm', value: '12', unit: 'x', provider_field: 'pe' },
      { concept: 'beta', value: '1.1', unit: 'x', provider_field: 'beta' },
    ],
  },
  known_at: '2026-11-20T21:00:00.000Z',
  retrieved_at: '2026-11-20T21:00:00.000Z',
  source_url: 'https://example.com/',
})

describe.each(testDatabases())('market figures beside what is filed (%s)', (_, open) => {
  let database: TestDatabase
  let says: NewFact[] | ProviderFailureReason = []
  let now = NOW
  let asked = 0
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    asked = 0
    now = NOW
    await database.db.execute(sql`truncate instruments, facts, filings, fetches, sources cascade`)
  })

  const sec = (symbol: string) =>
    providerNamed('sec', {
      statements: {
        markets: ['US'],
        calls: 1,
        parts: { US: ['income', 'balance', 'cash_flow'] },
        fetch: async () => {
          asked++
          return typeof says === 'string'
            ? { ok: false, reason: says, detail: 'no statements' }
            : answer(symbol, says)
        },
      },
    })
  const read = async (
    symbol: string,
    { market = 'US', provider = 'fmp', currency = 'USD', asOf = NOW, isNow = true } = {} as {
      market?: Market
      provider?: string
      currency?: string
      asOf?: Date
      isNow?: boolean
    },
  ) => {
    const [row] = await refuseJoins([stated(provider, currency)], {
      db: database.db,
      market,
      symbol,
      asOf,
      isNow,
      sources: SOURCES,
      deps: { ...openDeps(() => now), providers: [sec(symbol)] },
    })
    return {
      left: row?.item.figures.map(({ concept }) => concept),
      why: row?.item.refused?.map(({ concept, detail }) => `${concept}: ${detail}`),
    }
  }

  it.each(['20-F', '40-F'])('a filer of %s: its statements are read to know it', async (form) => {
    says = [totalAssets(form, 'USD')]
    const { left, why } = await read('TM')
    expect(left).toEqual(['price', 'beta'])
    expect(why?.[0]).toMatch(new RegExp(`^market_cap: the company files ${form}`))
    expect(asked).toBe(1)
    // What is stored is not asked for again.
    expect((await read('TM')).left).toEqual(['price', 'beta'])
    expect(asked).toBe(1)
  })
  it('a filer of 10-K has all of them', async () => {
    says = [totalAssets('10-K', 'USD')]
    expect(await read('AAPL')).toEqual({
      left: ['price', 'market_cap', 'pe_ttm', 'beta'],
      why: undefined,
    })
  })
  it('a filer of 10-K that reports in yuan has what the company costs, and no ratio', async () => {
    says = [totalAssets('10-K', 'CNY')]
    const { left, why } = await read('AAPL')
    expect(left).toEqual(['price', 'market_cap', 'beta'])
    expect(why).toEqual([
      'pe_ttm: the price is in USD and the statements are in CNY, and it is not known that fmp converts one into the other',
    ])
  })
  it('ordinary shares of a filer of 20-F, as the list names them, have all', async () => {
    says = [totalAssets('20-F', 'USD')]
    expect((await read('CHKP')).left).toHaveLength(4)
  })
  it('a receipt whose ratio the list states has what fits, from the day of the list on', async () => {
    says = [{ ...totalAssets('20-F', 'CNY'), known_at: '2026-01-05T04:59:59.999Z' }]
    const { left, why } = await read('BABA')
    expect(left).toEqual(['price', 'market_cap', 'beta'])
    expect(why?.[0]).toMatch(/^pe_ttm: the price is in USD and the statements are in CNY/)
    const before = { asOf: new Date('2026-01-30T12:00:00.000Z'), isNow: false }
    expect((await read('BABA', before)).left).toEqual(['price', 'beta'])
  })
  it('before its filing was known nothing tells that it is one of 20-F', async () => {
    says = [totalAssets('20-F', 'USD')]
    expect((await read('TM')).left).toEqual(['price', 'beta'])
    const before = { asOf: new Date('2026-01-30T12:00:00.000Z'), isNow: false }
    expect((await read('TM', before)).left).toHaveLength(4)
  })
  describe('that no provider has statements', () => {
    const { freshness_seconds: fresh, retry_failed_after_seconds: retry } = SOURCES
    const askedAfter = async (seconds: number): Promise<number> => {
      now = new Date(NOW.getTime() + seconds * 1_000)
      expect((await read('TM')).left).toHaveLength(4)
      return asked
    }
    it.each(['empty', 'not_found', 'plan'] as const)(
      '%s is remembered while statements would be fresh, and asked once after that',
      async (reason) => {
        says = reason
        expect(fresh.statements).toBeGreaterThan(2 * retry)
        expect(await askedAfter(0)).toBe(1)
        for (const seconds of [0, 1, retry, 2 * retry, fresh.statements - 1])
          expect([seconds, await askedAfter(seconds)]).toEqual([seconds, 1])
        expect(await askedAfter(fresh.statements)).toBe(2)
        expect(await askedAfter(fresh.statements + retry)).toBe(2)
      },
    )
    it('a failure that passes is no absence: it is asked again after the usual time', async () => {
      says = 'unreachable'
      expect(await askedAfter(0)).toBe(1)
      expect(await askedAfter(retry - 1)).toBe(1)
      expect(await askedAfter(retry)).toBe(2)
      says = [totalAssets('20-F', 'USD')]
      now = new Date(NOW.getTime() + 2 * retry * 1_000)
      expect((await read('TM', { asOf: now })).left).toEqual(['price', 'beta'])
      expect(asked).toBe(3)
    })
  })
  it('a fund is not asked for statements', async () => {
    says = [totalAssets('20-F', 'USD')]
    expect((await read('SPY')).left).toHaveLength(4)
    expect(asked).toBe(0)
  })
  it('a B share has no ratio of its price to statements in yuan', async () => {
    const given = { market: 'CN', provider: 'tencent', currency: 'HKD' } as const
    expect((await read('200002.SZ', given)).left).toEqual(['price', 'market_cap', 'beta'])
    const yuan = { ...given, currency: 'CNY' }
    expect((await read('000002.SZ', yuan)).left).toHaveLength(4)
  })
})
