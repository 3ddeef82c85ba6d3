import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { checkStatements } from '../../chain/check.ts'
import { type Answering, caseContext, caseQuery, recordedBody } from '../test/case.ts'
import type { CompanyQuery, ProviderContext } from '../../model/provider.ts'
import { edinetCases, known, listOf, otherDays, tables } from './cases.fixture.ts'
import { edinetFailure } from './client.ts'
import { documentsOf } from './documents.ts'
import { edinet } from './index.ts'
import * as made from './made.fixture.ts'
import { annualReportDays, filingDays, isWorkingDay, MAX_LISTS } from './search-days.ts'
import { readTables } from './tables.ts'

const query = (changes: Partial<CompanyQuery> = {}): CompanyQuery =>
  caseQuery({ market: 'JP', symbol: '7203', query: { known, ...changes } })
const statements = async (context: ProviderContext, changes: Partial<CompanyQuery> = {}) => {
  const answer = await edinet.datasets.statements?.fetch(query(changes), context)
  return (
    answer &&
    checkStatements({ provider: 'edinet', market: 'JP', symbol: '7203', known: null }, answer)
  )
}
const daysAsked = (sent: readonly { url: string }[]): string[] =>
  sent.flatMap(({ url }) => /date=([\d-]+)/.exec(url)?.[1] ?? [])
const archive = (rows: Parameters<typeof made.tsv>[0]): Answering => ({
  ...tables,
  body: () => made.tsv(rows),
})
const annualDay = listOf('2026-06-26', made.annual)

describe('errors', () => {
  test('come with HTTP 200, of the gate or of the API', () => {
    expect(edinetFailure({ json: { StatusCode: 401, message: 'Access denied' } })).toMatchObject({
      reason: 'auth',
    })
    expect(
      edinetFailure({ json: { metadata: { status: '404', message: 'Not Found' } } }),
    ).toMatchObject({ reason: 'not_found' })
    expect(
      edinetFailure({ json: { metadata: { status: '400', message: 'Bad Request' } } }),
    ).toMatchObject({ reason: 'bad_request' })
    expect(
      edinetFailure({ json: { metadata: { status: '500', message: 'Internal Server Error' } } }),
    ).toMatchObject({ reason: 'transient' })
    expect(
      edinetFailure({ json: { metadata: { status: '200', message: 'OK' }, results: [] } }),
    ).toBeNull()
  })
  test.each([
    [
      'an error in place of the archive',
      JSON.stringify({ metadata: { status: '404', message: 'Not Found' } }),
      'not_found',
    ],
    [
      'a refused key in place of the archive',
      JSON.stringify({ StatusCode: 401, message: 'Access denied' }),
      'auth',
    ],
    ['markup in place of the archive', '<html></html>', 'transient'],
    ['half an archive', 'PK\u0003\u0004', 'malformed'],
  ])('%s', async (_, body, reason) => {
    const { context } = caseContext({
      answers: [annualDay, otherDays, { match: tables.match, body: () => body }],
    })
    expect(await statements(context)).toMatchObject({ ok: false, reason })
  })
})

describe('the search, for documents are listed by day alone', () => {
  const search = { from: '2015-01-01', last: '2026-11-23', searched: new Set<string>() }
  test('filings: working days backwards, so many a call', () => {
    expect(filingDays(search)).toHaveLength(MAX_LISTS)
    expect(filingDays(search).slice(0, 3)).toEqual(['2026-11-23', '2026-11-20', '2026-11-19'])
    expect(
      filingDays({ ...search, searched: new Set(['2026-11-20', '2026-11-19']) }).slice(0, 2),
    ).toEqual(['2026-11-23', '2026-11-18'])
    expect(filingDays({ ...search, from: '2026-11-20' })).toEqual(['2026-11-23', '2026-11-20'])
    expect(isWorkingDay('2026-11-22')).toBe(false)
  })
  test('annual reports: the weeks before they are due, three months after the year; the days to come are left out', () => {
    expect(annualReportDays('03-31', search).slice(0, 2)).toEqual(['2026-06-30', '2026-06-29'])
    expect(annualReportDays('09-30', search)[0]).toBe('2025-12-31')
    expect(annualReportDays('02-29', search)[0]).toBe('2026-05-29')
    expect(annualReportDays(null, search)[0]).toBe('2026-06-30')
  })
  test('goes on where it ended, and reads today’s list again', async () => {
    const { context, sent } = caseContext({ answers: [otherDays] })
    const ask = () => edinet.datasets.filings?.fetch(query(), context)
    await ask()
    await ask()
    const days = daysAsked(sent)
    expect([days.length, days[14], days[15], days[16]]).toEqual([
      30,
      '2026-11-03',
      '2026-11-23',
      '2026-11-02',
    ])
  })
  test('a report that was found is not looked for again', async () => {
    const { context, sent } = caseContext({ answers: [annualDay, otherDays, tables] })
    expect(await statements(context)).toMatchObject({ ok: true })
    expect(daysAsked(sent).slice(0, 3)).toEqual(['2026-06-30', '2026-06-29', '2026-06-26'])
    expect(daysAsked(sent)).toHaveLength(3)
    expect(await statements(context)).toMatchObject({ ok: true })
    expect(sent).toHaveLength(5)
  })
  test('a failed list is a failure, and what was found before it is kept', async () => {
    const { context, sent } = caseContext({
      answers: [
        listOf('2026-11-20', made.annual),
        { match: 'date=2026-11-17', body: () => '{}', status: 500 },
        otherDays,
      ],
    })
    expect(await edinet.datasets.filings?.fetch(query(), context)).toMatchObject({
      ok: false,
      reason: 'transient',
    })
    expect(daysAsked(sent)).toHaveLength(6)
    expect(await context.memory.get('documents:7203')).toContain('S100XXXX')
  })
  test('nothing found in the days looked through is empty, not a claim that there is nothing', async () => {
    const { context } = caseContext({ answers: [otherDays] })
    expect(await statements(context)).toMatchObject({
      ok: false,
      reason: 'empty',
      detail: expect.stringContaining('15 days'),
    })
  })
})

describe('filings', () => {
  test('withdrawn rows are left out, times are Tokyo’s, the page needs no key', async () => {
    const [given] = edinetCases
    if (!given) throw new Error('no case')
    const { context } = caseContext(given)
    const answer = await edinet.datasets.filings?.fetch(caseQuery(given), context)
    expect(answer?.ok && answer.data.items.map(({ item }) => item)).toEqual([
      {
        title: '有価証券報告書－第1期(2025/04/01－2026/03/31)',
        form: '有価証券報告書',
        filed_at: '2026-06-26',
        accepted_at: '2026-06-26T06:30:00.000Z',
        period_end: '2026-03-31',
        url: 'https://disclosure2.edinet-fsa.go.jp/WZEK0040.aspx?S100XXXX,,',
        document_id: 'S100XXXX',
      },
    ])
    expect(answer?.ok && answer.data.subject).toEqual({
      symbol: null,
      name: '見本自動車株式会社',
      currency: null,
    })
  })
  test('an amended report has no period', () => {
    const body = JSON.parse(
      made.list('2026-06-26', [
        { ...made.annual, docTypeCode: '130', periodStart: null, periodEnd: null },
      ]),
    )
    expect(documentsOf('7203', '2026-06-26', body)).toMatchObject({
      ok: true,
      data: [{ docTypeCode: '130', periodEnd: null }],
    })
  })
})

describe('the tables of an annual report', () => {
  const read = async (rows: Parameters<typeof made.tsv>[0]) => {
    const { context } = caseContext({ answers: [annualDay, otherDays, archive(rows)] })
    return statements(context)
  }
  const figuresOf = async (rows: Parameters<typeof made.tsv>[0]) => {
    const answer = await read(rows)
    if (!answer?.ok) throw new Error(answer?.detail)
    return Object.fromEntries(
      answer.data.facts.map(({ concept, period, value, unit }) => [
        `${concept} ${period}`,
        `${value} ${unit}`,
      ]),
    )
  }
  const dei = (name: string, value: string): made.MadeFigure[] =>
    made.entity.map(([element, context, unit, given]) => [
      element,
      context,
      unit,
      element === `jpdei_cor:${name}DEI` ? value : given,
    ])

  test('the group’s figures over the years, with standard and dates from the document itself', async () => {
    const answer = await read([...made.entity, ...made.figures])
    expect(answer).toMatchObject({
      ok: true,
      data: {
        instrument: {
          id: 'JP:7203',
          name: '見本自動車株式会社',
          fiscal_year_end: '03-31',
          names: { en: 'EXAMPLE MOTOR CORPORATION' },
        },
      },
    })
    expect(answer?.ok && answer.data.facts[0]).toMatchObject({
      concept: 'revenue',
      value: '111111000000',
      start: '2025-04-01',
      end: '2026-03-31',
      filed_at: '2026-06-26',
      known_at: '2026-06-26T06:30:00.000Z',
      form: '有価証券報告書',
      provider_record: 'S100XXXX',
      basis: { consolidation: 'consolidated', standard: 'IFRS' },
      source: 0,
    })
    expect(await figuresOf([...made.entity, ...made.figures])).toEqual({
      'revenue FY2026': '111111000000 JPY',
      'net_income FY2026': '11111000000 JPY',
      'eps_basic FY2026': '111.11 JPY/share',
      'total_assets @2026-03-31': '999999000000 JPY',
      'equity_parent @2026-03-31': '333333000000 JPY',
      'operating_cash_flow FY2026': '44444000000 JPY',
      'revenue FY2025': '99999000000 JPY',
      'equity_parent @2025-03-31': '300000000000 JPY',
    })
  })
  test('cash at the end is of the balance sheet as much as of the cash flow', async () => {
    const cash = [
      'jpcrp_cor:CashAndCashEquivalentsIFRSSummaryOfBusinessResults',
      'CurrentYearInstant',
      'JPY',
      '77777000000',
    ] as const
    expect(await figuresOf([...made.entity, cash])).toEqual({
      'cash @2026-03-31': '77777000000 JPY',
      'end_cash @2026-03-31': '77777000000 JPY',
    })
  })
  test('a company without subsidiaries reports its own', async () => {
    expect(
      await figuresOf([
        ...dei('WhetherConsolidatedFinancialStatementsArePrepared', 'false'),
        ...made.figures,
      ]),
    ).toEqual({
      'revenue FY2026': '55555000000 JPY',
      'total_equity @2026-03-31': '222222000000 JPY',
    })
  })
  test('half a year ends at the end of the period', async () => {
    const half = [
      ...dei('CurrentPeriodEndDate', '2025-09-30'),
      [
        'jpcrp_cor:NetSalesSummaryOfBusinessResults',
        'InterimDuration',
        'JPY',
        '44444000000',
      ] as const,
    ]
    expect(await figuresOf(half)).toEqual({ 'revenue 2026H1': '44444000000 JPY' })
  })
  test('a document of another company, a figure that is no number and a document without dates are refused', async () => {
    expect(await read([...dei('SecurityCode', '67580'), ...made.figures])).toMatchObject({
      ok: false,
      reason: 'wrong_instrument',
    })
    expect(
      await read([
        ...made.entity,
        ['jpcrp_cor:NetSalesSummaryOfBusinessResults', 'CurrentYearDuration', 'JPY', 'many'],
      ]),
    ).toMatchObject({
      reason: 'malformed',
    })
    expect(await read([...dei('CurrentFiscalYearEndDate', '－'), ...made.figures])).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('CurrentFiscalYearEndDateDEI'),
    })
  })
})

describe('an archive', () => {
  const CAP = 16 * 1024 * 1024
  const REPORT = 'XBRL_TO_CSV/jpcrp030000-asr-001_E99999-000_2026-03-31_01_2026-06-26.csv'
  const SECOND = 'XBRL_TO_CSV/jpcrp030000-asr-002_E99999-000_2026-03-31_01_2026-06-26.csv'
  /** The tables of a report as bytes, filled up with spaces to a size. */
  const table = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size)
    const text = `${made.tsv([...made.entity, ...made.figures])}\r\n`
    for (let at = 0; 2 * at < size; at++) bytes[2 * at] = text.charCodeAt(at) & 0xff || 0x20
    for (let at = 0; at < text.length; at++) bytes[2 * at + 1] = text.charCodeAt(at) >> 8
    return bytes
  }
  const read = (files: Record<string, Uint8Array>) => readTables('S100XXXX', zipSync(files))

  test('is read up to the most bytes of all its tables', () => {
    expect(read({ [REPORT]: table(CAP) })).toMatchObject({ ok: true })
    expect(read({ [REPORT]: table(CAP - 4_000), [SECOND]: new Uint8Array(4_000) })).toMatchObject({
      ok: true,
    })
  })
  test('that unpacks to more is refused, by the size that it states', () => {
    const archive = zipSync({ [REPORT]: table(CAP + 2) })
    expect(archive.byteLength).toBeLessThan(CAP / 100)
    expect(readTables('S100XXXX', archive)).toMatchObject({ ok: false, reason: 'malformed' })
  })
  test('that states a smaller size than it unpacks to is never unpacked beyond it', () => {
    const archive = zipSync({ [REPORT]: table(CAP + 2) })
    const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
    for (let at = 0; at + 28 < archive.byteLength; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 4_000, true)
    const before = process.memoryUsage().arrayBuffers
    const answer = readTables('S100XXXX', archive)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(CAP / 4)
    expect(answer.ok ? answer.data.length : 0).toBeLessThan(100)
  })
  test('of two reports that unpack to more together gives the first alone', () => {
    const half = table(CAP / 2 + 2)
    const blank = new Uint8Array(CAP / 2 + 2)
    expect(read({ [REPORT]: half, [SECOND]: blank })).toMatchObject({ ok: true })
    expect(read({ [REPORT]: table(CAP + 2), [SECOND]: half })).toMatchObject({ ok: true })
  })
})

describe('as recorded', () => {
  test('the body of a bad key', () => {
    expect(
      edinetFailure({ json: JSON.parse(recordedBody('edinet/error_401_bad_key.json')) }),
    ).toMatchObject({ reason: 'auth' })
  })
  test('Toyota’s annual report of 2025 in the list of its day', async () => {
    const { context } = caseContext({
      answers: [
        {
          match: 'date=2025-06-18',
          body: () => recordedBody('edinet/documents_row_7203_2025-06-18.json'),
        },
        otherDays,
      ],
    })
    const answer = await edinet.datasets.filings?.fetch(
      caseQuery({ market: 'JP', symbol: '7203', query: { to: '2025-06-18', from: '2025-06-16' } }),
      context,
    )
    expect(answer).toMatchObject({
      data: {
        subject: { name: 'トヨタ自動車株式会社' },
        items: [
          {
            key: 'S100VWVY',
            item: {
              form: '有価証券報告書',
              period_end: '2025-03-31',
              accepted_at: '2025-06-18T00:00:00.000Z',
            },
            source: 0,
          },
        ],
      },
    })
  })
})
