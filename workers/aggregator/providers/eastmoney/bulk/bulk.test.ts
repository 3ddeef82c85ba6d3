/**
 * Whole markets of Eastmoney: pages and their count, dates, shares that are none of the mainland.
 */
import { describe, expect, test } from 'vitest'
import type { FrameFact, MarketDayRow, UniverseMember } from '../../../model/bulk.ts'
import { caseContext } from '../../test/case.ts'
import { type BulkCase, crawl, reasonOf } from '../../test/bulk-case.ts'
import { eastmoneyBulk, NOTHING, pagesOf, valuations, WRONG_REPORT } from './cases.fixture.ts'

const [day, mainland, hongKong, frames] = eastmoneyBulk as [BulkCase, BulkCase, BulkCase, BulkCase]
const DAY = day.target
const withRows = (rows: Record<string, unknown>[]): BulkCase => ({
  ...day,
  answers: pagesOf('RPT_VALUEANALYSIS_DET', DAY, rows, 3),
})
const rowsOf = async <T>(given: BulkCase): Promise<{ rows: T[]; unread: readonly string[] }> => {
  const { result } = await crawl(given, caseContext(given).context)
  if (!result.ok) throw new Error(result.detail)
  return { rows: [...result.rows] as T[], unread: result.unread }
}
const reason = async (given: BulkCase): Promise<string> =>
  reasonOf(await crawl(given, caseContext(given).context))

describe('a day of prices', () => {
  test('has every share once, with its figures as they were written', async () => {
    const { rows } = await rowsOf<MarketDayRow>(day)
    expect(rows).toHaveLength(7)
    expect(rows[0]).toEqual({
      instrument: 'CN:600001.SH',
      close: '10.5',
      currency: 'CNY',
      shares: '1000000000',
      market_cap: '10500000000',
      checks: { pe_ttm: '12.34567', pe_static: '-3.5', pb: '1.5', ps_ttm: '2.25' },
      flags: [],
      cap_factor: null,
    })
  })

  test('asks page after page, each once', async () => {
    const { sent } = caseContext(day)
    const context = caseContext(day)
    const crawled = await crawl(day, context.context)
    expect(sent).toEqual([])
    expect(crawled.parts).toEqual([1, 2, 3].map((page) => `RPT_VALUEANALYSIS_DET:${page}`))
    const pages = context.sent.map(({ url }) => new URL(url).searchParams.get('pageNumber'))
    expect(pages).toEqual(['1', '2', '3'])
    expect(context.sent[0]?.headers.get('referer')).toBe('https://data.eastmoney.com/')
  })

  test('a market value that is a thousandfold of price by shares is flagged', async () => {
    const rows = valuations(DAY)
    rows[0] = { ...rows[0], TOTAL_MARKET_CAP: 10.5e12 }
    const { rows: read } = await rowsOf<MarketDayRow>(withRows(rows))
    expect(read[0]).toMatchObject({ flags: ['cap_factor'], cap_factor: 1000 })
  })

  test('a share without a price and a code of another kind are left out and named', async () => {
    const rows = valuations(DAY)
    rows[0] = { ...rows[0], CLOSE_PRICE: null }
    rows[1] = { ...rows[1], SECURITY_CODE: 'A20211' }
    const { rows: read, unread } = await rowsOf<MarketDayRow>(withRows(rows))
    expect(read).toHaveLength(5)
    expect(unread).toEqual(['600001: no price', 'A20211: no share of the mainland'])
  })

  test('rows of another day are refused', async () => {
    expect(await reason(withRows(valuations('2026-11-19')))).toBe('malformed')
  })
})

describe('a crawl that is not the whole report', () => {
  const twenty = Array.from({ length: 20 }, (_, at) => ({
    ...valuations(DAY)[0],
    SECURITY_CODE: String(600100 + at),
  }))
  const pages = pagesOf('RPT_VALUEANALYSIS_DET', DAY, twenty, 7)
  const replacing = (at: number, body: () => string): BulkCase => ({
    ...day,
    answers: pages.map((page, of) => (of === at ? { ...page, body } : page)),
  })
  const edited = (at: number, change: (result: { count: number; data: unknown[] }) => void) =>
    replacing(at, () => {
      const json = JSON.parse(pages[at]?.body() ?? '') as {
        result: { count: number; data: unknown[] }
      }
      change(json.result)
      return JSON.stringify(json)
    })

  test('a short page', async () => {
    const short = edited(1, (result) => {
      result.data = result.data.slice(0, 1)
    })
    expect(await reason(short)).toBe('crawl_short')
  })
  test('a page between that holds nothing', async () => {
    expect(await reason(replacing(1, () => NOTHING))).toBe('crawl_short')
  })
  test('a page that came twice', async () => {
    expect(await reason(replacing(1, () => pages[0]?.body() ?? ''))).toBe('crawl_doubled')
  })
  test('a count that is off by six, and one that is off by five', async () => {
    const off = (by: number): BulkCase => ({
      ...day,
      answers: pages.map((page) => ({
        ...page,
        body: () => page.body().replace('"count":20', `"count":${20 + by}`),
      })),
    })
    expect(await reason(off(6))).toBe('crawl_short')
    expect(await reason(off(-6))).toBe('crawl_off')
    expect(await reason(off(5))).toBe('served')
    expect(await reason(off(-5))).toBe('served')
  })
  test('a count that changes between pages', async () => {
    const changed = edited(2, (result) => {
      result.count = 30
    })
    expect(await reason(changed)).toBe('crawl_off')
  })
  test('no rows are told apart from a wrong report', async () => {
    expect(await reason(replacing(0, () => NOTHING))).toBe('empty')
    expect(await reason(replacing(0, () => WRONG_REPORT))).toBe('bad_request')
  })
})

describe('who is listed', () => {
  test('on the mainland, with plain names and levels of industry', async () => {
    const { rows } = await rowsOf<UniverseMember>(mainland)
    expect(rows).toHaveLength(7)
    expect(rows[0]).toEqual({
      instrument: 'CN:600001.SH',
      names: { zh: '例子A' },
      exchange: '上交所主板',
      industry: { scheme: 'eastmoney', name: '信息技术-软件-应用软件' },
      kind: 'share',
      listed_on: '2001-08-27',
      delisted_on: null,
      identifiers: {},
    })
  })
  test('in Hong Kong, a hundred a page', async () => {
    const { rows } = await rowsOf<UniverseMember>(hongKong)
    expect(rows.map(({ instrument }) => instrument)).toEqual([
      'HK:00001',
      'HK:00002',
      'HK:08003',
      'HK:02004',
    ])
    const { context, sent } = caseContext(hongKong)
    await crawl(hongKong, context)
    expect(new URL(sent[0]?.url ?? '').searchParams.get('pageSize')).toBe('100')
  })
})

describe('figures of a period', () => {
  const find = (rows: FrameFact[], company: string, concept: string) =>
    rows.find((row) => row.company === company && row.fact.concept === concept)?.fact

  test('come from the statements before the key figures', async () => {
    const { rows } = await rowsOf<FrameFact>(frames)
    expect(find(rows, '600001.SH', 'revenue')).toMatchObject({
      value: '174144069958.25',
      unit: 'CNY',
      start: '2025-01-01',
      end: '2025-12-31',
      period: 'FY2025',
      provider_record: 'RPT_DMSK_FN_INCOME 600001.SH 2025-12-31',
      known_at: '2026-04-03T15:59:59.999Z',
    })
    expect(find(rows, '000003.SZ', 'eps_basic')).toMatchObject({ value: '68.64' })
    expect(find(rows, '000003.SZ', 'total_assets')).toMatchObject({ start: null })
  })
  test('are known from the later of notice and update', async () => {
    const { rows } = await rowsOf<FrameFact>(frames)
    expect(find(rows, '600001.SH', 'eps_basic')?.known_at).toBe('2026-04-10T15:59:59.999Z')
  })
  test("a year's dividend is the sum of its plans, of ten shares each", async () => {
    const { rows } = await rowsOf<FrameFact>(frames)
    expect(find(rows, '600001.SH', 'dividends_per_share')).toMatchObject({
      value: '29.974',
      unit: 'CNY/share',
      period: 'FY2025',
    })
    // No plan names an amount: nothing is known, and nothing is nil.
    expect(find(rows, '000003.SZ', 'dividends_per_share')).toBeUndefined()
  })
  test('the two spellings of the period are asked for as each report has it', async () => {
    const { context, sent } = caseContext(frames)
    await crawl(frames, context)
    const filters = sent.map(({ url }) => {
      const { searchParams } = new URL(url)
      return `${searchParams.get('reportName')} ${searchParams.get('filter')}`
    })
    expect(filters).toContain("RPT_LICO_FN_CPD (REPORTDATE='2025-12-31')")
    expect(filters).toContain("RPT_DMSK_FN_CASHFLOW (REPORT_DATE='2025-12-31')")
  })
})
