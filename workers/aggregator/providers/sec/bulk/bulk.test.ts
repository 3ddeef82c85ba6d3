/**
 * Whole markets of the SEC: frames through the chains, the filing index, an address that is
 * refused.
 */
import { describe, expect, test } from 'vitest'
import type { FrameFact, UniverseMember } from '../../../model/bulk.ts'
import { FIGURE_TAGS, TAGS } from '../chains.ts'
import { caseContext } from '../../test/case.ts'
import { type BulkCase, bulkOf, crawl } from '../../test/bulk-case.ts'
import { A_10Q, B_10Q, frame, secBulk, TARGET } from './cases.fixture.ts'
import { FRAME_TAGS } from './frame-tags.ts'
import { frameUrl } from './frame.ts'
import { frameTargets, framesOf, quartersOfFilings } from './periods.ts'

const [frames, index, universe] = secBulk as [BulkCase, BulkCase, BulkCase]
const rowsOf = async <T>(given: BulkCase): Promise<{ rows: T[]; unread: readonly string[] }> => {
  const { result } = await crawl(given, caseContext(given, { key: null }).context)
  if (!result.ok) throw new Error(result.detail)
  return { rows: [...result.rows] as T[], unread: result.unread }
}

describe('frames', () => {
  test('go through the chains of tags: the total before its part', async () => {
    const { rows, unread } = await rowsOf<FrameFact>(frames)
    const revenue = rows.filter(({ fact }) => fact.concept === 'revenue')
    expect(revenue).toMatchObject([
      {
        company: 'CIK0000111111',
        fact: { value: '900', unit: 'USD', provider_field: 'us-gaap:Revenues', form: '10-Q' },
      },
      // What it stated in a current report is no figure of a periodic report.
      { company: 'CIK0000222222', fact: { value: '700' } },
    ])
    expect(unread).toEqual(['1 figures of filings that no index has as periodic reports'])
  })
  test('the end is that of the row, not of the calendar quarter', async () => {
    const { rows } = await rowsOf<FrameFact>(frames)
    const assets = rows.filter(({ fact }) => fact.concept === 'total_assets')
    expect(assets.map(({ fact }) => fact.end)).toEqual(['2026-06-30', '2026-07-31'])
  })
  test('record and day come from the filing index', async () => {
    const { rows } = await rowsOf<FrameFact>(frames)
    expect(rows.find(({ company }) => company === 'CIK0000222222')?.fact).toMatchObject({
      provider_record: B_10Q,
      filed_at: '2026-08-30',
      known_at: '2026-08-31T03:59:59.999Z',
    })
  })
  test('an outflow has its sign, and a figure per share its unit', async () => {
    const { rows } = await rowsOf<FrameFact>(frames)
    const of = (concept: string) => rows.find(({ fact }) => fact.concept === concept)?.fact
    expect(of('capex')).toMatchObject({ value: '-42' })
    expect(of('eps_diluted')).toMatchObject({ value: '1.25', unit: 'USD/share' })
  })
  test('without the index of a quarter nothing of it is taken', async () => {
    const { rows, unread } = await rowsOf<FrameFact>({ ...frames, kept: {} })
    expect(rows).toEqual([])
    expect(unread).toEqual(['8 figures of filings that no index has as periodic reports'])
  })
  test('a tag that is 404 is one that nobody used', async () => {
    const { parts } = await crawl(frames, caseContext(frames, { key: null }).context)
    expect(parts).toHaveLength(FRAME_TAGS.length)
  })
  test.each<[string, string]>([
    [
      'fewer rows than it counts',
      frame('Assets', 'USD', `${TARGET}I`, []).replace('"pts":0', '"pts":6'),
    ],
    ['another tag', frame('Liabilities', 'USD', `${TARGET}I`, [])],
    ['another period', frame('Assets', 'USD', 'CY2025Q4I', [])],
  ])('%s is refused', async (_, body) => {
    const answers = [{ ...frames.answers[0], match: '/Assets/USD/', body: () => body }]
    const { result } = await crawl(frames, caseContext({ answers }, { key: null }).context)
    expect(result).toMatchObject({ ok: false, reason: 'malformed' })
  })
  test('an address that the SEC refuses is told as that', async () => {
    const answers = [{ match: 'sec.gov', status: 403, body: () => '<html>denied</html>' }]
    const { result } = await crawl(frames, caseContext({ answers }, { key: null }).context)
    expect(result).toMatchObject({ ok: false, reason: 'rate_limit' })
    expect(!result.ok && result.detail).toContain('SEC refused this address')
  })
  test('are of the newest filing only, so no screen of a past day uses them', () => {
    expect(bulkOf(frames).capability.newest_only).toBe(true)
  })
})

describe('the tags', () => {
  test('are those that the mapping reads, each once', () => {
    const names = FRAME_TAGS.map(({ tag }) => tag)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((tag) => !TAGS.includes(tag))).toEqual([])
    expect(names.filter((tag) => FIGURE_TAGS.includes(tag)).length).toBeGreaterThan(200)
  })
  test('have units without a slash, which would break the path', () => {
    for (const of of FRAME_TAGS)
      expect(frameUrl(of, 'CY2025')).toMatch(/frames\/[\w-]+\/\w+\/[\w-]+\/CY2025\.json$/)
  })
})

describe('periods', () => {
  const now = new Date('2026-11-30T12:00:00Z')
  test('the index comes first, then the newest quarter and its year', () => {
    expect(frameTargets(now, false)).toEqual(['index 2026Q4', 'CY2026Q3', 'CY2026'])
    expect(frameTargets(new Date('2027-01-02T00:00:00Z'), false)).toEqual([
      'index 2027Q1',
      'CY2026Q4',
      'CY2026',
    ])
  })
  test('with the history: every index since the first year, years and quarters', () => {
    const all = frameTargets(now, true)
    expect(all.slice(0, 24).every((target) => target.startsWith('index '))).toBe(true)
    expect(all.slice(24).join(' ')).toBe(
      'CY2026 CY2025 CY2024 CY2023 CY2022 CY2021 CY2026Q3 CY2026Q2 CY2026Q1 CY2025Q4 CY2025Q3 ' +
        'CY2025Q2 CY2025Q1 CY2024Q4',
    )
  })
  test('a year has the balance dates of its four quarters, and none of a quarter to come', () => {
    expect(framesOf('CY2025', now).instants).toEqual([1, 2, 3, 4].map((q) => `CY2025Q${q}I`))
    expect(framesOf('CY2026', now).instants).toEqual(['CY2026Q1I', 'CY2026Q2I', 'CY2026Q3I'])
    expect(framesOf('CY2026Q3', now)).toEqual({ durations: 'CY2026Q3', instants: ['CY2026Q3I'] })
  })
  test('figures of a period are filed from its first quarter on', () => {
    expect(quartersOfFilings('CY2026Q2', now).map(({ quarter }) => quarter)).toEqual([4, 3, 2])
    expect(quartersOfFilings('CY2025', now)).toHaveLength(8)
  })
})

test('the filing index is read as a stream, and only periodic reports are kept', async () => {
  const { context } = caseContext(index, { key: null })
  const { capability } = bulkOf(index)
  const query = { market: index.market, target: index.target, symbols: [], now: context.now() }
  const part = await capability.fetch(query, index.target, context)
  expect(part).toMatchObject({
    ok: true,
    data: {
      rows: [
        [111111, A_10Q, '10-Q', '2026-08-01'],
        [222222, B_10Q, '10-Q', '2026-08-30'],
      ],
    },
  })
  expect(capability.keeps?.(index.target)).toBe(true)
  expect(capability.keeps?.(TARGET)).toBe(false)
})

test('tickers with their exchange: classes with a dot, preferred shares are no companies', async () => {
  const { rows } = await rowsOf<UniverseMember>(universe)
  expect(rows.map((row) => `${row.instrument} ${row.kind} ${row.exchange}`)).toEqual([
    'US:EXA share Nasdaq',
    'US:EXB.A share NYSE',
    'US:EXB.PB other NYSE',
    'US:EXOTC share null',
  ])
  expect(rows[0]).toMatchObject({
    names: { en: 'EXAMPLE INC' },
    identifiers: { cik: '0000111111' },
  })
})
