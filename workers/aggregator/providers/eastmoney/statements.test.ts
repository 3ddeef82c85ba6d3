import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Answering, CASE_TIME, recordedBody } from '../test/case.ts'
import { HK, NOTHING, report, US } from './fakes.fixture.ts'
import { brief, caseOf, facts, find, playStatements, rowsIn } from './playing.fixture.ts'

/** Hong Kong answers: one annual report in a currency, and its items. */
const hongKong = (
  symbol: string,
  context: Record<string, unknown>,
  items: Partial<Record<'INCOME' | 'BALANCE' | 'CASHFLOW', Record<string, number>>>,
): Answering[] => {
  const period = {
    SECURITY_CODE: symbol,
    START_DATE: '2025-01-01 00:00:00',
    REPORT_DATE: '2025-12-31 00:00:00',
  }
  const rows = (of: Record<string, number>, dated: Record<string, unknown>) =>
    report(
      ...Object.entries(of).map(([STD_ITEM_CODE, AMOUNT]) => ({ ...dated, STD_ITEM_CODE, AMOUNT })),
    )
  const { START_DATE: _, ...instant } = period
  const full = {
    ...period,
    FISCAL_YEAR: '12-31',
    CURRENCY: '人民币',
    ACCOUNT_STANDARD: '香港会计准则',
    REPORT_TYPE: '年报',
    ...context,
  }
  return [
    {
      match: 'RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY',
      body: () => report({ REPORT_LIST: [full] }),
    },
    {
      match: 'RPT_HKF10_FN_INCOME_PC',
      body: () => (items.INCOME ? rows(items.INCOME, period) : NOTHING),
    },
    {
      match: 'RPT_HKF10_FN_BALANCE_PC',
      body: () => (items.BALANCE ? rows(items.BALANCE, instant) : NOTHING),
    },
    {
      match: 'RPT_HKF10_FN_CASHFLOW_PC',
      body: () => (items.CASHFLOW ? rows(items.CASHFLOW, period) : NOTHING),
    },
  ]
}

describe('Hong Kong, as recorded', () => {
  test('00700 2024: currency and standard are the report context’s, and 004001001 is no revenue', async () => {
    const { instrument, facts: all, sent } = await facts(caseOf('statements', 'HK'))
    expect(brief(all)).toEqual(['net_income FY2024 194073000000 CNY'])
    expect(all[0]).toMatchObject({
      basis: { standard: 'IFRS' },
      filed_at: null,
      known_at: CASE_TIME.toISOString(),
      source: 1,
    })
    expect(instrument).toMatchObject({ id: 'HK:00700', name: '腾讯控股', fiscal_year_end: '12-31' })
    expect(sent).toHaveLength(4)
  })
  test('00700 2024 with the line the trimmed recording lacks: revenue is 660.257, never 652.498 billion', async () => {
    const row = z
      .record(z.string(), z.unknown())
      .parse(rowsIn('eastmoney/hk_RPT_HKF10_FN_INCOME_PC_00700_FY2024_trimmed.json')[0])
    expect(row).toMatchObject({ STD_ITEM_CODE: '004001001', AMOUNT: 652498000000 })
    const answers = caseOf('statements', 'HK').answers.map((answer, at) =>
      at === 1
        ? {
            ...answer,
            body: () => report(row, { ...row, STD_ITEM_CODE: '004001999', AMOUNT: 660257000000 }),
          }
        : answer,
    )
    const { facts: all } = await facts({ ...caseOf('statements', 'HK'), answers })
    expect(brief(all)).toEqual(['revenue FY2024 660257000000 CNY'])
  })
  test('03918: a reporter in dollars stays in dollars, and the indicators that say HKD of everything are not asked', async () => {
    const trap = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(recordedBody('eastmoney/hk_currency_trap_03918.json')))
    const revenue = z.number().parse(trap['RPT_HKF10_FN_INCOME.004001999'])
    const { facts: all, sent } = await facts({
      market: 'HK',
      symbol: '03918',
      answers: hongKong('03918', { CURRENCY: '美元' }, { INCOME: { '004001999': revenue } }),
    })
    expect(brief(all)).toEqual(['revenue FY2025 709673000 USD'])
    expect(sent.some((params) => params.get('reportName')?.includes('MAININDICATOR'))).toBe(false)
  })
})

describe('Hong Kong', () => {
  // Values known to be right; the answer itself is not among the recordings.
  test('03931 2025', async () => {
    const items = {
      '004001999': 44400067000,
      '004010999': 3125766000,
      '004025002': 1475632000,
      '004027002': 0.8326,
    }
    const { facts: all } = await facts({
      market: 'HK',
      symbol: '03931',
      answers: hongKong('03931', {}, { INCOME: items }),
    })
    expect(brief(all)).toEqual([
      'revenue FY2025 44400067000 CNY',
      'operating_income FY2025 3125766000 CNY',
      'net_income FY2025 1475632000 CNY',
      'eps_basic FY2025 0.8326 CNY/share',
    ])
    expect(all[0]?.basis.standard).toBe('HKFRS')
  })
  test('a gross profit that is the revenue again (01208) is a placeholder', async () => {
    const items = { '004001999': 6218000000, '004007999': 6218000000 }
    const { facts: all } = await facts({
      market: 'HK',
      symbol: '01208',
      answers: hongKong('01208', { CURRENCY: '美元' }, { INCOME: items }),
    })
    expect(brief(all)).toEqual(['revenue FY2025 6218000000 USD'])
  })
  test('outflows of either sign, debt and leases apart, a code read in its own statement', async () => {
    const given = hongKong(
      HK.symbol,
      {},
      {
        INCOME: { '004011999': 11 },
        BALANCE: {
          '004011999': 22,
          '004011010': 1,
          '004020018': 3,
          '004011006': 5,
          '004020005': 7,
          '004009999': 333,
          '004025999': 222,
          '004030999': 111,
        },
        CASHFLOW: { '003999': 99, '005005': 5, '005007': -6, '007004': -4, '011999': 55 },
      },
    )
    const { facts: all, sent } = await facts({ market: 'HK', symbol: HK.symbol, answers: given })
    expect(brief(all)).toEqual([
      'pretax_income FY2025 11 CNY',
      'total_assets @2025-12-31 333 CNY',
      'short_term_debt @2025-12-31 1 CNY',
      'current_liabilities @2025-12-31 22 CNY',
      'long_term_debt @2025-12-31 3 CNY',
      'lease_liabilities @2025-12-31 12 CNY',
      'total_liabilities @2025-12-31 222 CNY',
      'equity_parent @2025-12-31 111 CNY',
      'operating_cash_flow FY2025 99 CNY',
      'capex FY2025 -11 CNY',
      'dividends_paid FY2025 -4 CNY',
      'end_cash @2025-12-31 55 CNY',
    ])
    expect(find(all, 'capex', 'FY2025')?.provider_field).toBe('005005 + 005007')
    const columns = new Map(
      sent.map((params) => [params.get('reportName'), params.get('columns')?.split(',') ?? []]),
    )
    expect(columns.get('RPT_HKF10_FN_BALANCE_PC')).toContain('STD_REPORT_DATE')
    expect(columns.get('RPT_HKF10_FN_BALANCE_PC')).not.toContain('START_DATE')
    for (const flow of ['RPT_HKF10_FN_INCOME_PC', 'RPT_HKF10_FN_CASHFLOW_PC'])
      expect(columns.get(flow)).not.toContain('STD_REPORT_DATE')
  })
  test('a bank has codes of its own; two forms of statement side by side give nothing', async () => {
    const bank = hongKong(
      HK.symbol,
      {},
      {
        INCOME: { '001003999': 11, '001025002': 3 },
        BALANCE: { '001001999': 111, '001009999': 9 },
      },
    )
    expect(brief((await facts({ market: 'HK', symbol: HK.symbol, answers: bank })).facts)).toEqual([
      'revenue FY2025 11 CNY',
      'net_income FY2025 3 CNY',
      'total_assets @2025-12-31 111 CNY',
      'equity_parent @2025-12-31 9 CNY',
    ])
    const both = hongKong(
      HK.symbol,
      {},
      { INCOME: { '003003999': 11, '004001999': 3 }, CASHFLOW: { '003999': 1 } },
    )
    expect(brief((await facts({ market: 'HK', symbol: HK.symbol, answers: both })).facts)).toEqual([
      'operating_cash_flow FY2025 1 CNY',
    ])
  })
  test('a fiscal year that ends in March, half a year in: cumulative from the year’s start', async () => {
    const dated = {
      SECURITY_CODE: HK.symbol,
      START_DATE: '2025-04-01 00:00:00',
      REPORT_DATE: '2025-09-30 00:00:00',
    }
    const answers = hongKong(
      HK.symbol,
      { ...dated, FISCAL_YEAR: '03-31', REPORT_TYPE: '中报' },
      {},
    ).map((answer, at) =>
      at === 1
        ? { ...answer, body: () => report({ ...dated, STD_ITEM_CODE: '004001999', AMOUNT: 11 }) }
        : answer,
    )
    const { facts: all, instrument } = await facts({ market: 'HK', symbol: HK.symbol, answers })
    expect(all[0]).toMatchObject({
      period: '2026H1',
      start: '2025-04-01',
      end: '2025-09-30',
      form: '中报',
    })
    expect(instrument.fiscal_year_end).toBe('03-31')
  })
  test('of a page that was cut, the oldest report may be torn and is left out', async () => {
    const given = hongKong(HK.symbol, {}, { INCOME: { '004001999': 11 } })
    const answers = given.map((answer, at) =>
      at === 1
        ? { ...answer, body: () => answer.body().replace('"pages":1', '"pages":2') }
        : answer,
    )
    const { facts: all } = await facts({ market: 'HK', symbol: HK.symbol, answers })
    expect(all).toEqual([])
  })
  test('a failure of one statement is a failure of all', async () => {
    const answers = hongKong(HK.symbol, {}, {}).map((answer, at) =>
      at === 3 ? { ...answer, status: 502, body: () => 'Bad Gateway' } : answer,
    )
    expect(
      (await playStatements({ market: 'HK', symbol: HK.symbol, answers })).result,
    ).toMatchObject({ ok: false, reason: 'transient' })
  })
})

describe('US', () => {
  test('revenue is the whole, a year has 52 weeks, quarters start where the one before ends', async () => {
    const { facts: all, instrument, sent } = await facts(caseOf('statements', 'US'))
    expect(
      all
        .filter(({ concept }) => concept === 'revenue')
        .map(({ period, start, end, value, unit }) => [period, start, end, value, unit]),
    ).toEqual([
      ['2026H1', '2025-09-28', '2026-03-28', '66000000', 'USD'],
      ['2026Q2', '2025-12-28', '2026-03-28', '33000000', 'USD'],
      ['2026Q1', '2025-09-28', '2025-12-27', '33000000', 'USD'],
      ['FY2025', '2024-09-29', '2025-09-27', '111000000', 'USD'],
    ])
    expect(find(all, 'capex', 'FY2025')).toMatchObject({
      value: '-1110000',
      basis: { standard: 'US-GAAP' },
    })
    expect(find(all, 'eps_diluted', 'FY2025')).toMatchObject({ value: '1.11', unit: 'USD/share' })
    // 004005999 is gross profit in the one and total assets in the other.
    expect(find(all, 'gross_profit', 'FY2025')?.value).toBe('55500000')
    expect(
      all.filter(({ concept }) => concept === 'total_assets').map(({ period }) => period),
    ).toEqual(['@2026-03-28', '@2025-12-27', '@2025-09-27', '@2024-09-28'])
    expect(instrument).toMatchObject({ id: `US:${US.symbol}`, fiscal_year_end: '09-27' })
    expect(sent).toHaveLength(3)
  })
})
