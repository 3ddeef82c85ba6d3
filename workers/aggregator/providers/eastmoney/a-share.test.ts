import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Answering, CASE_TIME, recordedBody } from '../test/case.ts'
import { aShareFacts } from './a-share.ts'
import { statementReports } from './a-share-reports.ts'
import { CN, report } from './fakes.fixture.ts'
import { brief, caseOf, facts, find, playStatements, rowsIn } from './playing.fixture.ts'

describe('mainland, as recorded', () => {
  test('600519: 2024 and nine months of 2025, each known at the end of its day of notice', async () => {
    const { instrument, facts: all, sources, sent } = await facts(caseOf('statements', 'CN'))
    expect(find(all, 'revenue', 'FY2024')).toMatchObject({
      value: '174144069958.25',
      unit: 'CNY',
      start: '2024-01-01',
      end: '2024-12-31',
      filed_at: '2025-04-03',
      known_at: '2025-04-03T15:59:59.999Z',
      provider_field: 'TOTAL_OPERATE_INCOME',
      provider_record: 'RPT_F10_FINANCE_GINCOME 600519.SH 2024-12-31',
      source: 0,
    })
    expect(find(all, 'net_income', 'FY2024')?.value).toBe('86228146421.62')
    expect(find(all, 'revenue', '2025-9M')).toMatchObject({
      value: '130903889634.88',
      start: '2025-01-01',
      filed_at: '2025-10-30',
      source: 1,
    })
    expect(find(all, 'gross_profit', '2025-9M')?.value).toBe('117269735582.09')
    expect(find(all, 'net_income', '2025-9M')?.value).toBe('64626746712.18')
    expect(find(all, 'total_assets', '@2025-09-30')).toMatchObject({
      value: '304738184929.86',
      start: null,
    })
    expect(find(all, 'eps_basic', '2025-9M')).toMatchObject({ value: '51.53', unit: 'CNY/share' })
    expect(instrument).toMatchObject({
      id: 'CN:600519.SH',
      name: '贵州茅台',
      fiscal_year_end: '12-31',
      identifiers: { eastmoney_org_code: '10002602' },
    })
    expect(sources).toHaveLength(2)
    expect(sent).toHaveLength(4)
  })
  test('every column is asked for by name, so that a renamed one is a loud failure', async () => {
    const { sent } = await facts(caseOf('statements', 'CN'))
    for (const params of sent) expect(params.get('columns')).toMatch(/^SECUCODE(,[A-Z0-9_]+){10,}$/)
    expect(sent.map((params) => params.get('filter'))).toEqual(
      Array(4).fill('(SECUCODE="600519.SH")'),
    )
  })
  test('688256: cumulative figures stay as filed', () => {
    const body = z
      .object({ SECUCODE: z.string(), TOTAL_OPERATE_INCOME: z.record(z.string(), z.number()) })
      .parse(JSON.parse(recordedBody('eastmoney/cn_ytd_688256_2025_values.json')))
    const rows = Object.entries(body.TOTAL_OPERATE_INCOME).map(
      ([REPORT_DATE, TOTAL_OPERATE_INCOME]) => ({
        SECUCODE: body.SECUCODE,
        REPORT_DATE,
        TOTAL_OPERATE_INCOME,
      }),
    )
    const read = aShareFacts({
      symbol: '688256.SH',
      report: 'RPT_F10_FINANCE_GINCOME',
      rows,
      knownBy: '2026-08-31',
    })
    expect(read.ok && read.data.map(({ period, start, value }) => [period, start, value])).toEqual([
      ['2025Q1', '2025-01-01', '1111398926.8'],
      ['2025H1', '2025-01-01', '2880643471.09'],
      ['2025-9M', '2025-01-01', '4607424363.66'],
      ['FY2025', '2025-01-01', '6497196198.68'],
    ])
  })
  test('600519, first quarter of 2026, main indicators: amounts are taken, ratios are not', () => {
    const read = aShareFacts({
      symbol: '600519.SH',
      report: 'R',
      rows: rowsIn('eastmoney/mainfinadata_600519_2026Q1_trimmed.json'),
      knownBy: CASE_TIME.toISOString(),
    })
    expect(read.ok && brief(read.data)).toEqual([
      'revenue 2026Q1 54702912385.23 CNY',
      'net_income 2026Q1 27242512886.45 CNY',
      'eps_basic 2026Q1 21.76 CNY/share',
    ])
    expect(read.ok && read.data[0]?.known_at).toBe(CASE_TIME.toISOString())
  })
  test('601899: SHARE_CAPITAL is par value and gives no count of shares', () => {
    const row = {
      ...z
        .record(z.string(), z.unknown())
        .parse(JSON.parse(recordedBody('eastmoney/cn_par_value_601899_FY2025.json'))),
      REPORT_DATE: '2025-12-31',
    }
    expect(row).toMatchObject({ SHARE_CAPITAL: 2658973314 })
    expect(
      aShareFacts({
        symbol: '601899.SH',
        report: 'RPT_F10_FINANCE_GBALANCE',
        rows: [row],
        knownBy: '2026-08-31',
      }),
    ).toEqual({ ok: true, data: [] })
  })
})

describe('mainland', () => {
  const about = {
    SECUCODE: CN.symbol,
    SECURITY_CODE: CN.code,
    SECURITY_NAME_ABBR: CN.name,
    REPORT_DATE: '2025-12-31 00:00:00',
    NOTICE_DATE: '2026-03-31 00:00:00',
    CURRENCY: 'CNY',
  }
  const answers = (kind: string, orgType: string): Answering[] => [
    {
      match: 'MAINFINADATA',
      body: () =>
        report({
          ...about,
          ORG_TYPE: orgType,
          TOTALOPERATEREVE: 1,
          MLR: null,
          PARENTNETPROFIT: 11,
        }),
    },
    {
      match: `_${kind}INCOME`,
      body: () =>
        report({
          ...about,
          OPERATE_INCOME: 111,
          INTEREST_NI: 77,
          FEE_COMMISSION_NI: 22,
          BUSINESS_MANAGE_EXPENSE: 44,
          PARENT_NETPROFIT: 33,
        }),
    },
    {
      match: `_${kind}BALANCE`,
      body: () =>
        report({
          ...about,
          TOTAL_ASSETS: 1111,
          CASH_DEPOSIT_PBC: 99,
          LOAN_ADVANCE: 555,
          ACCEPT_DEPOSIT: 888,
        }),
    },
    {
      match: `_${kind}CASHFLOW`,
      body: () => report({ ...about, NETCASH_OPERATE: -11, CONSTRUCT_LONG_ASSET: 5 }),
    },
  ]
  test.each([
    ['B', '银行'],
    ['I', '保险'],
    ['S', '证券'],
  ])('the reports of %s are those of a company of type %s', async (kind, orgType) => {
    const { facts: all, sent } = await facts({
      market: 'CN',
      symbol: CN.symbol,
      answers: answers(kind, orgType),
    })
    expect(sent.map((params) => params.get('reportName'))).toEqual(
      ['MAINFINADATA', `${kind}INCOME`, `${kind}BALANCE`, `${kind}CASHFLOW`].map(
        (name) => `RPT_F10_FINANCE_${name}`,
      ),
    )
    // The statement's figures stand before what the main indicators say of the same.
    expect(brief(all)).toEqual(
      expect.arrayContaining([
        'revenue FY2025 111 CNY',
        'net_income FY2025 33 CNY',
        'net_interest_income FY2025 77 CNY',
        'noninterest_income FY2025 34 CNY',
        'noninterest_expense FY2025 44 CNY',
        'loans @2025-12-31 555 CNY',
        'deposits @2025-12-31 888 CNY',
        'capex FY2025 -5 CNY',
      ]),
    )
    expect(all.filter(({ concept }) => concept === 'revenue')).toHaveLength(1)
    // What is left of fees after those paid is no fee income.
    expect(all.filter(({ concept }) => concept === 'fee_income')).toEqual([])
    expect(sent.map((params) => params.get('columns')).join()).not.toContain('FEE_COMMISSION_NI')
  })
  test('banks and brokers are asked for their costs, insurers and other companies are not', () => {
    const asks = (kind: 'B' | 'I' | 'S' | 'G') =>
      statementReports(kind).some(({ columns }) => columns.includes('BUSINESS_MANAGE_EXPENSE'))
    expect([asks('B'), asks('S'), asks('I'), asks('G')]).toEqual([true, true, false, false])
  })
  test('a gross profit that is the revenue again is a placeholder', () => {
    const read = aShareFacts({
      symbol: CN.symbol,
      report: 'R',
      rows: [{ ...about, TOTAL_OPERATE_INCOME: 11.1, MLR: 11.1 }],
      knownBy: '2026-08-31',
    })
    expect(read.ok && brief(read.data)).toEqual(['revenue FY2025 11.1 CNY'])
  })
  test('a period of a prospectus that ends no quarter is left out', async () => {
    const odd = { ...about, REPORT_DATE: '2019-05-31 00:00:00', OPERATE_INCOME: 9 }
    const given = answers('G', '通用').map((answer, at) =>
      at === 1 ? { ...answer, body: () => report({ ...about, OPERATE_INCOME: 111 }, odd) } : answer,
    )
    const { facts: all } = await facts({ market: 'CN', symbol: CN.symbol, answers: given })
    expect(all.filter(({ concept }) => concept === 'revenue').map(({ end }) => end)).toEqual([
      '2025-12-31',
    ])
  })
  test('a phantom code is not asked for', async () => {
    const { result, sent } = await playStatements({
      market: 'CN',
      symbol: 'A20211.SZ',
      answers: [],
    })
    expect(result).toMatchObject({ ok: false, reason: 'bad_request' })
    expect(sent).toEqual([])
  })
})
