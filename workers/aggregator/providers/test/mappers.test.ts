import { describe, expect, it } from 'vitest'
import { cninfoFacts } from '../cninfo/statements.ts'
import { aShareFacts } from '../eastmoney/a-share.ts'
import { hkIncomeFacts } from '../eastmoney/hk-statements.ts'
import { jquantsFacts } from '../jquants/summary.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { tushareFacts } from '../tushare/statements.ts'
import { yahooFacts } from '../yahoo/timeseries.ts'

const brief = (result: ProviderResult<NewFact[]>) =>
  result.ok
    ? result.data.map(({ concept, period, value, unit, known_at }) => [
        concept,
        period,
        value,
        unit,
        known_at,
      ])
    : result

describe('eastmoney, A shares', () => {
  const read = (row: Record<string, unknown>) =>
    aShareFacts({ symbol: '600519.SH', report: 'RPT', rows: [row], knownBy: '2026-06-12' })
  const row = {
    SECUCODE: '600519.SH',
    REPORT_DATE: '2025-06-30 00:00:00',
    NOTICE_DATE: '2025-08-13 00:00:00',
  }

  it('a row is cumulative, known at the end of its day of notice, outflows negative', () => {
    expect(
      brief(
        read({
          ...row,
          TOTAL_OPERATE_INCOME: 91_093_801_234.5,
          CONSTRUCT_LONG_ASSET: 12.5,
          TOTAL_ASSETS: 9,
          GOODWILL: null,
        }),
      ),
    ).toEqual([
      ['revenue', '2025H1', '91093801234.5', 'CNY', '2025-08-13T15:59:59.999Z'],
      ['total_assets', '@2025-06-30', '9', 'CNY', '2025-08-13T15:59:59.999Z'],
      ['capex', '2025H1', '-12.5', 'CNY', '2025-08-13T15:59:59.999Z'],
    ])
  })

  it('a sum needs all its columns; without a day of notice a row is known when it was read', () => {
    const { NOTICE_DATE: _, ...undated } = row
    expect(
      brief(read({ ...undated, SALE_EXPENSE: 1.1, MANAGE_EXPENSE: 2.2, SHORT_LOAN: 5 })),
    ).toEqual([
      ['selling_general_administrative', '2025H1', '3.3', 'CNY', '2026-06-12T15:59:59.999Z'],
    ])
  })

  it.each([
    ['another company', { ...row, SECUCODE: '000858.SZ' }, 'wrong_instrument', '000858.SZ'],
    ['a figure that is no number', { ...row, NETPROFIT: {} }, 'malformed', 'NETPROFIT'],
    [
      'a date that ends no quarter',
      { ...row, REPORT_DATE: '2025-05-31' },
      'malformed',
      'REPORT_DATE',
    ],
    ['an unknown currency', { ...row, CURRENCY: '人民币' }, 'malformed', 'CURRENCY'],
  ])('%s is refused', (_, given, reason, named) => {
    expect(read(given)).toMatchObject({ ok: false, reason, detail: expect.stringContaining(named) })
  })
})

describe('eastmoney, Hong Kong', () => {
  const period = {
    SECURITY_CODE: '00700',
    START_DATE: '2024-01-01 00:00:00',
    REPORT_DATE: '2024-12-31 00:00:00',
  }
  const report = {
    ...period,
    CURRENCY: '人民币',
    ACCOUNT_STANDARD: '国际会计准则',
    REPORT_TYPE: '年报',
  }
  const item = (STD_ITEM_CODE: string, AMOUNT: number) => ({ ...period, STD_ITEM_CODE, AMOUNT })

  it('revenue is 004001999, not 004001001; currency and standard come from the report', () => {
    const answer = hkIncomeFacts(
      '00700',
      {
        rows: [item('004001001', 652), item('004001999', 660), item('004025002', 194)],
        reports: [report],
      },
      '2026-11-22',
    )
    expect(brief(answer)).toEqual([
      ['revenue', 'FY2024', '660', 'CNY', '2026-11-22T15:59:59.999Z'],
      ['net_income', 'FY2024', '194', 'CNY', '2026-11-22T15:59:59.999Z'],
    ])
    expect(answer.ok && answer.data.every((fact) => fact.basis.standard === 'IFRS')).toBe(true)
  })

  it('figures whose currency no report tells give no facts', () => {
    expect(
      hkIncomeFacts('00700', { rows: [item('004025002', 194)], reports: [] }, '2026-11-22'),
    ).toEqual({ ok: true, data: [] })
    expect(
      hkIncomeFacts('00700', { rows: [], reports: [{ ...report, CURRENCY: '' }] }, '2026-11-22'),
    ).toMatchObject({ reason: 'malformed' })
  })

  it('another company is refused', () => {
    expect(
      hkIncomeFacts('03931', { rows: [item('004025002', 194)], reports: [] }, '2026-11-22'),
    ).toMatchObject({ reason: 'wrong_instrument' })
  })
})

describe('cninfo', () => {
  const table = (rows: Record<string, unknown>[]) => ({
    data: { records: [{ year: rows, one: [], middle: rows, three: [] }] },
    params: { financialDataRequest: { scode: '000002' } },
  })

  it('amounts are in ten thousands; headings and unknown lines give nothing', () => {
    const rows = [
      { index: '资产类科目', '2024': null },
      { index: '实收资本（或股本）', '2024': 1 },
      { index: '营业总收入', '2024': 3.431764407e7, '2023': 0.01 },
    ]
    expect(brief(cninfoFacts('000002.SZ', table(rows), '2026-11-22'))).toEqual([
      ['revenue', 'FY2023', '100', 'CNY', '2026-11-22T15:59:59.999Z'],
      ['revenue', 'FY2024', '343176440700', 'CNY', '2026-11-22T15:59:59.999Z'],
      ['revenue', '2023H1', '100', 'CNY', '2026-11-22T15:59:59.999Z'],
      ['revenue', '2024H1', '343176440700', 'CNY', '2026-11-22T15:59:59.999Z'],
    ])
  })

  it('another company and another form are refused', () => {
    expect(cninfoFacts('600519.SH', table([]), '2026-11-22')).toMatchObject({
      reason: 'wrong_instrument',
    })
    expect(cninfoFacts('000002.SZ', { code: 500 }, '2026-11-22')).toMatchObject({
      reason: 'malformed',
    })
  })
})

describe('tushare', () => {
  const fields = [
    'ts_code',
    'ann_date',
    'f_ann_date',
    'end_date',
    'report_type',
    'comp_type',
    'update_flag',
    'total_revenue',
    'n_income_attr_p',
  ]
  const answer = (...items: (string | number | null)[][]) => ({ data: { fields, items } })

  it('the last revision of a period comes last, what was known before it keeps its day; consolidated only', () => {
    const given = answer(
      ['600502.SH', '20250426', '20250426', '20250331', '1', '1', '0', 100, 5],
      ['600502.SH', '20250426', '20250830', '20250331', '1', '1', '1', 101, null],
      ['600502.SH', '20250426', '20250831', '20250331', '6', '1', '1', 40, 2],
    )
    expect(brief(tushareFacts('600502.SH', 'income', given))).toEqual([
      ['revenue', '2025Q1', '100', 'CNY', '2025-04-26T15:59:59.999Z'],
      ['net_income', '2025Q1', '5', 'CNY', '2025-04-26T15:59:59.999Z'],
      ['revenue', '2025Q1', '101', 'CNY', '2025-08-30T15:59:59.999Z'],
    ])
  })

  it('of two rows of one announcement the corrected one counts, and a flag outdoes a date', () => {
    const sameDay = answer(
      ['600502.SH', '20250426', '20250426', '20250331', '1', '1', '1', 101, 5],
      ['600502.SH', '20250426', '20250426', '20250331', '1', '1', '0', 100, 5],
    )
    const corrected = [
      ['revenue', '2025Q1', '101', 'CNY', '2025-04-26T15:59:59.999Z'],
      ['net_income', '2025Q1', '5', 'CNY', '2025-04-26T15:59:59.999Z'],
    ]
    expect(brief(tushareFacts('600502.SH', 'income', sameDay))).toEqual(corrected)
    const unflagged = answer(
      ['600502.SH', '20250426', '20250426', '20250331', '1', '1', '1', 101, 5],
      ['600502.SH', '20250426', '20250830', '20250331', '1', '1', '0', 100, 5],
    )
    expect(brief(tushareFacts('600502.SH', 'income', unflagged))).toEqual(corrected)
  })

  it.each([
    [
      'another company',
      answer(['600000.SH', '20250426', '20250426', '20250331', '1', '1', '0', 1, 1]),
      'wrong_instrument',
    ],
    [
      'no date of announcement',
      answer(['600502.SH', null, null, '20250331', '1', '1', '0', 1, 1]),
      'malformed',
    ],
    ['an envelope without data', { code: 40203, msg: '' }, 'malformed'],
  ])('%s is refused', (_, given, reason) => {
    expect(tushareFacts('600502.SH', 'income', given)).toMatchObject({ ok: false, reason })
  })
})

describe('yahoo', () => {
  const series = (symbol: string, type: string, values: unknown[]) => ({
    timeseries: { result: [{ meta: { symbol: [symbol], type: [type] }, [type]: values }] },
  })
  const value = {
    asOfDate: '2025-03-31',
    periodType: '12M',
    currencyCode: 'JPY',
    reportedValue: { raw: 4.8036704e13, fmt: '48.04T' },
  }

  it('reads years, skips gaps and series it does not know', () => {
    expect(
      brief(
        yahooFacts(
          'JP',
          '7203.T',
          series('7203.T', 'annualTotalRevenue', [null, value, { ...value, periodType: 'TTM' }]),
          '2025-10-31',
        ),
      ),
    ).toEqual([['revenue', 'FY2025', '48036704000000', 'JPY', '2025-10-31T14:59:59.999Z']])
    expect(
      yahooFacts('JP', '7203.T', series('7203.T', 'annualEBIT', [value]), '2025-10-31'),
    ).toEqual({ ok: true, data: [] })
  })

  it('another symbol and a value of a wrong type are refused', () => {
    expect(
      yahooFacts('JP', '7203.T', series('AAPL', 'annualTotalRevenue', [value]), '2025-10-31'),
    ).toMatchObject({ reason: 'wrong_instrument' })
    expect(
      yahooFacts(
        'JP',
        '7203.T',
        series('7203.T', 'annualTotalRevenue', [{ ...value, reportedValue: { raw: '1' } }]),
        '2025-10-31',
      ),
    ).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('annualTotalRevenue'),
    })
  })
})

describe('jquants', () => {
  const row = {
    DiscDate: '2025-02-10',
    Code: '13320',
    CurPerType: '3Q',
    CurPerSt: '2024-04-01',
    CurPerEn: '2024-12-31',
    Sales: '660000000000',
    NP: '',
  }

  it('a nine-month row of the year in progress is labelled by the year it lies in', () => {
    const last = {
      ...row,
      DiscDate: '2024-05-14',
      CurPerType: 'FY',
      CurPerSt: '2023-04-01',
      CurPerEn: '2024-03-31',
      Sales: '831375000000',
    }
    expect(brief(jquantsFacts('1332', { data: [row, last] }))).toEqual([
      ['revenue', 'FY2024', '831375000000', 'JPY', '2024-05-14T14:59:59.999Z'],
      ['revenue', '2025-9M', '660000000000', 'JPY', '2025-02-10T14:59:59.999Z'],
    ])
  })

  it('a revised forecast has no actual figures', () => {
    expect(jquantsFacts('1332', { data: [{ ...row, DocType: 'EarnForecastRevision' }] })).toEqual({
      ok: true,
      data: [],
    })
  })

  it.each([
    ['another company', { ...row, Code: '72030' }, 'wrong_instrument'],
    ['a figure that is no number', { ...row, Sales: 'n/a' }, 'malformed'],
  ])('%s is refused', (_, given, reason) => {
    expect(jquantsFacts('1332', { data: [given] })).toMatchObject({ ok: false, reason })
  })
})
