/** Whole markets of Tushare: pages, delisted shares, ten thousands, revisions. */
import { expect, test } from 'vitest'
import type { FrameFact, MarketDayRow, UniverseMember } from '../../../model/bulk.ts'
import { caseContext } from '../../test/case.ts'
import { type BulkCase, crawl, reasonOf } from '../../test/bulk-case.ts'
import { daily, tableAnswer, tushareBulk } from './cases.fixture.ts'

const [universe, marketDay, frames] = tushareBulk as [BulkCase, BulkCase, BulkCase]
const rowsOf = async <T>(given: BulkCase): Promise<{ rows: T[]; unread: readonly string[] }> => {
  const { result } = await crawl(given, caseContext(given).context)
  if (!result.ok) throw new Error(result.detail)
  return { rows: [...result.rows] as T[], unread: result.unread }
}

test('listed, delisted and paused shares are asked for, page after page', async () => {
  const { context, sent } = caseContext(universe)
  const { parts } = await crawl(universe, context)
  expect(parts).toEqual([
    'stock_basic/L:0',
    'stock_basic/D:0',
    'stock_basic/P:0',
    'stock_basic/L:2',
  ])
  expect(sent).toHaveLength(4)
  const { rows, unread } = await rowsOf<UniverseMember>(universe)
  expect(rows).toHaveLength(4)
  expect(rows[0]).toMatchObject({ instrument: 'CN:600001.SH', names: { zh: '例子A' } })
  expect(rows.find(({ delisted_on }) => delisted_on)).toMatchObject({
    instrument: 'CN:600005.SH',
    names: { zh: '例子' },
    industry: null,
    listed_on: '2001-08-27',
    delisted_on: '2024-05-21',
  })
  expect(unread).toEqual(['600001.XX: no share of the mainland'])
})

test('ten thousand shares and yuan are converted exactly', async () => {
  const { rows, unread } = await rowsOf<MarketDayRow>(marketDay)
  expect(rows).toEqual([
    {
      instrument: 'CN:600001.SH',
      close: '10.5',
      currency: 'CNY',
      shares: '1252270215',
      market_cap: '13148837257.5',
      checks: { pe_ttm: '12.5', pb: '1.5', ps_ttm: '2.25' },
      flags: [],
      cap_factor: null,
    },
  ])
  expect(unread).toEqual(['000003.SZ: no price', '1.X: no share of the mainland'])
})

test('a market value in the wrong unit is flagged', async () => {
  const { rows } = await rowsOf<MarketDayRow>({
    ...marketDay,
    answers: [
      {
        match: 'api.tushare.pro',
        body: () => tableAnswer([daily('600001.SH', { total_mv: 131.488372575 })]),
      },
    ],
  })
  expect(rows[0]).toMatchObject({ flags: ['cap_factor'], cap_factor: 1 / 10_000 })
})

test('figures keep their revisions, and outflows their sign', async () => {
  const { rows } = await rowsOf<FrameFact>(frames)
  const of = (concept: string) => rows.filter(({ fact }) => fact.concept === concept)
  expect(of('revenue').map(({ fact }) => `${fact.value} ${fact.known_at}`)).toEqual([
    '100 2026-04-03T15:59:59.999Z',
    '101 2026-05-01T15:59:59.999Z',
  ])
  expect(of('capex')[0]).toMatchObject({ company: '600001.SH', fact: { value: '-7' } })
})

test('a period of another day is refused', async () => {
  const given = { ...frames, target: '2025-09-30' }
  const answers = frames.answers.map((answer) => ({ ...answer, match: 'api.tushare.pro' }))
  const { context } = caseContext({ answers })
  expect(reasonOf(await crawl(given, context))).toBe('malformed')
})
