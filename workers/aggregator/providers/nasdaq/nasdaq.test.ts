/** Nasdaq's list and its traps: classes, preferred shares, warrants, one market value for all. */
import { expect, test } from 'vitest'
import type { MarketDayRow, UniverseMember } from '../../model/bulk.ts'
import { caseContext } from '../test/case.ts'
import { type BulkCase, crawl } from '../test/bulk-case.ts'
import { nasdaqBulk } from './cases.fixture.ts'

const [universe, marketDay] = nasdaqBulk as [BulkCase, BulkCase]
const rowsOf = async <T>(given: BulkCase): Promise<{ rows: T[]; unread: readonly string[] }> => {
  const { result } = await crawl(given, caseContext(given, { key: null }).context)
  if (!result.ok) throw new Error(result.detail)
  return { rows: [...result.rows] as T[], unread: result.unread }
}

test('classes are written with a dot; what is no share is no company', async () => {
  const { rows } = await rowsOf<UniverseMember>(universe)
  expect(rows.map(({ instrument, kind }) => `${instrument} ${kind}`)).toEqual([
    'US:EXA share',
    'US:EXB.A share',
    'US:EXB.B share',
    'US:EXF.PRA other',
    'US:EXW other',
    'US:EXP other',
    'US:EXN share',
    'US:EXS share',
  ])
  expect(rows[0]).toMatchObject({
    names: { en: 'Example Inc.' },
    industry: { scheme: 'nasdaq', name: 'Computer Software' },
  })
  expect(rows[6]?.industry).toBeNull()
})

test('prices are read as written, without the dollar sign', async () => {
  const { rows, unread } = await rowsOf<MarketDayRow>(marketDay)
  expect(rows.slice(0, 2).map(({ close, currency }) => `${close} ${currency}`)).toEqual([
    '1234.5 USD',
    '751424.99 USD',
  ])
  expect(unread).toEqual(['EXS: no price'])
})

test('the market value of the company is marked on each of its classes, and on nothing else kept', async () => {
  const { rows } = await rowsOf<MarketDayRow>(marketDay)
  const of = (symbol: string) => rows.find(({ instrument }) => instrument === `US:${symbol}`)
  expect(of('EXA')).toMatchObject({ market_cap: '1000000000', flags: [] })
  for (const symbol of ['EXB.A', 'EXB.B'])
    expect(of(symbol)).toMatchObject({ market_cap: '1084000000000', flags: ['cap_of_company'] })
  // A preferred share of 44 billion is the company's value beside it.
  for (const symbol of ['EXF.PRA', 'EXP'])
    expect(of(symbol)).toMatchObject({ market_cap: null, flags: ['cap_of_company'] })
  expect(of('EXW')).toMatchObject({ market_cap: null, flags: [] })
  // Nil is no value.
  expect(of('EXN')).toMatchObject({ market_cap: null })
})

test('the host is asked as a browser asks it, with one call', async () => {
  const { context, sent } = caseContext(marketDay, { key: null })
  await crawl(marketDay, context)
  expect(sent).toHaveLength(1)
  expect(sent[0]?.headers.get('user-agent')).toMatch(/^Mozilla/)
})
