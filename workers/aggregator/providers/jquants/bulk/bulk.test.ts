/** Whole days of J-Quants: pages by key, shares that are none, and what the plan covers. */
import { expect, test } from 'vitest'
import type { FrameFact, MarketDayRow, UniverseMember } from '../../../model/bulk.ts'
import { caseContext } from '../../test/case.ts'
import { type BulkCase, bulkOf, crawl, reasonOf } from '../../test/bulk-case.ts'
import { jquantsBulk } from './cases.fixture.ts'

const [universe, marketDay, frames] = jquantsBulk as [BulkCase, BulkCase, BulkCase]
const rowsOf = async <T>(given: BulkCase): Promise<{ rows: T[]; unread: readonly string[] }> => {
  const { result } = await crawl(given, caseContext(given).context)
  if (!result.ok) throw new Error(result.detail)
  return { rows: [...result.rows] as T[], unread: result.unread }
}

test('a page leads to the next; classes and funds are no companies', async () => {
  const { rows, unread } = await rowsOf<UniverseMember>(universe)
  expect(rows.map(({ instrument, kind }) => `${instrument} ${kind}`)).toEqual([
    'JP:1301 share',
    'JP:130A share',
    'JP:25935 preferred',
    'JP:1306 other',
  ])
  expect(rows[0]).toMatchObject({
    names: { ja: '例 株式会社', en: 'Example Corporation' },
    industry: { scheme: 'tse33', name: '情報・通信業' },
  })
  expect(rows[3]?.industry).toBeNull()
  expect(unread).toEqual(['ABCDE: no share of Tokyo'])
})

test('closes of a day, without those of shares that were not traded', async () => {
  const { rows, unread } = await rowsOf<MarketDayRow>(marketDay)
  expect(rows).toMatchObject([{ instrument: 'JP:1301', close: '1005.5', currency: 'JPY' }])
  expect(unread).toEqual(['130A0: not traded'])
})

test('what many companies disclosed on a day is each company by itself', async () => {
  const { rows } = await rowsOf<FrameFact>(frames)
  const revenue = rows.filter(({ fact }) => fact.concept === 'revenue')
  expect(revenue.map(({ company, fact }) => `${company} ${fact.period} ${fact.value}`)).toEqual([
    '1301 FY2026 100529000000',
    '130A FY2026 7',
  ])
  expect(revenue[0]?.fact.known_at).toBe('2026-11-20T06:00:00.000Z')
})

test('a day that the plan does not cover is refused, and not asked for a second time', async () => {
  const refused: BulkCase = {
    ...frames,
    answers: [
      {
        match: '/v2/fins/summary',
        status: 400,
        body: () =>
          JSON.stringify({
            message:
              'Your subscription covers the following dates: 2024-08-28 ~ 2026-08-28. If you want more data, please check other plans',
          }),
      },
    ],
  }
  const { context, sent } = caseContext(refused)
  for (const _ of [1, 2]) expect(reasonOf(await crawl(refused, context))).toBe('plan')
  expect(sent).toHaveLength(1)
})

test('the targets are days of trading, the newest first', () => {
  const { capability } = bulkOf(frames)
  // Monday 2026-11-23 is a holiday in Tokyo.
  expect(capability.targets?.(new Date('2026-11-24T12:00:00Z'), false)).toEqual([
    '2026-11-20',
    '2026-11-19',
  ])
  const all = capability.targets?.(new Date('2026-11-24T12:00:00Z'), true) ?? []
  expect(all.length).toBeGreaterThan(250)
})
