import { describe, expect, test } from 'vitest'
import { caseContext, caseQuery } from '../test/case.ts'
import { ask, brief, caseOf, none, playCase, statements } from './asking.fixture.ts'
import { readBars, sharesTraded } from './bars.ts'
import { tableFor } from './cases.fixture.ts'
import { tushareFailure } from './client.ts'
import { readMultiples } from './daily-basic.ts'
import { tushare } from './index.ts'
import { bar, connect, dailyBasic, hkReports, quote, table } from './made.fixture.ts'

describe('errors', () => {
  const said = (code: number, msg: string) => tushareFailure({ json: { code, msg } })
  test('a limit and a table outside the plan share code 40203 and a first word: the limit is looked for first', () => {
    expect(
      said(
        40203,
        '抱歉，您每分钟最多访问该接口800次，权限的具体详情访问：https://tushare.pro/document/1?doc_id=108。',
      ),
    ).toMatchObject({
      reason: 'rate_limit',
      retry_after_seconds: 60,
    })
    expect(said(40203, '抱歉，您每天最多访问该接口10次')).toMatchObject({
      reason: 'rate_limit',
      retry_after_seconds: 86_400,
    })
    expect(said(40203, '抱歉，您没有接口(rt_k)访问权限')).toMatchObject({ reason: 'plan' })
  })
  test('a bad token, bad parameters and no error', () => {
    expect(said(40101, '您的token不对，请确认。')).toMatchObject({ reason: 'auth' })
    expect(said(-2001, '参数校验失败')).toMatchObject({ reason: 'bad_request' })
    expect(said(50101, '服务器异常')).toMatchObject({ reason: 'transient' })
    // Mirrors of Tushare say it in their own words.
    expect(said(40101, 'Token无效')).toMatchObject({ reason: 'auth' })
    expect(said(0, '')).toBeNull()
    expect(tushareFailure({ json: undefined })).toBeNull()
  })
  test('a table outside the plan is as good as empty, unless it is the one that matters', async () => {
    const refusal = JSON.stringify({ code: 40203, msg: '抱歉，您没有接口访问权限', data: null })
    const { items } = await ask('bars', { market: 'CN', symbol: '600000.SH' }, [
      tableFor('daily', () => table([bar('600000.SH')])),
      tableFor('adj_factor', () => refusal),
    ])
    expect(items.map(({ adjustment }) => adjustment)).toEqual(['raw'])
    const { context } = caseContext({
      answers: [tableFor('daily', () => refusal), ...none('adj_factor')],
    })
    expect(
      await tushare.datasets.bars?.fetch(caseQuery({ market: 'CN', symbol: '600000.SH' }), context),
    ).toMatchObject({ ok: false, reason: 'plan' })
  })
})

describe('units', () => {
  test('daily volume is in lots and turnover in thousands, rt_k has both plain, indices have plain values', async () => {
    const daily = readBars('daily', 'CN', 'CNY', [
      {
        trade_date: '20180718',
        open: 8.75,
        high: 8.85,
        low: 8.69,
        close: 8.7,
        vol: 525152.77,
        amount: 460697.377,
      },
    ])
    expect(daily.ok && daily.data?.bars).toEqual([
      {
        date: '2018-07-18',
        open: '8.75',
        high: '8.85',
        low: '8.69',
        close: '8.7',
        volume: '52515277',
        turnover: '460697377',
      },
    ])
    const now = await ask('quote', { market: 'CN', symbol: '600000.SH' }, [
      tableFor('rt_k', () => table([quote])),
    ])
    expect(now.subject).toEqual({ symbol: '600000.SH', name: '示例股份', currency: null })
    expect(now.items).toEqual([
      {
        price: '11.11',
        currency: 'CNY',
        open: '11.01',
        high: '11.22',
        low: '10.99',
        previous_close: '11',
        change: null,
        change_fraction: null,
        volume: '2222222',
        turnover: '24688886',
        quoted_at: '2025-01-03T06:30:00.000Z',
        delay: { kind: 'realtime' },
      },
    ])
  })
  test('turnover and price tell lots from shares; a volume that fits neither is not given', () => {
    expect(sharesTraded(1000, '1000000', 10, '手')).toBe('100000')
    expect(sharesTraded(100000, '1000000', 10, '手')).toBe('100000')
    expect(sharesTraded(7, '1000000', 10, '手')).toBeNull()
    expect(sharesTraded(0, '0', 10, '手')).toBe('0')
  })
  test('daily_basic counts ten thousands: shares, values, and percents become fractions', async () => {
    const given = readMultiples(dailyBasic)
    const [newest] = given.ok ? given.data : []
    expect(newest?.at).toBe('2025-01-03T07:00:00.000Z')
    expect(
      newest?.figures.map(({ concept, value, unit }) => `${concept} ${value} ${unit}`),
    ).toEqual([
      'price 11.11 CNY/share',
      'pe_ttm 22.22 x',
      'pb 3.33 x',
      'ps_ttm 4.44 x',
      'dividend_yield_ttm 0.0111 ratio',
      'market_cap 12344444443 CNY',
      'float_market_cap 11109989989 CNY',
      'shares_outstanding 1111111111 shares',
    ])
    const { items } = await playCase('shares', 'CN')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      date: '2025-01-02',
      figures: [
        { value: '1111111111' },
        { concept: 'float_shares', value: '999999999' },
        { value: '555555555' },
      ],
    })
  })
  test('adjusted prices are price x factor / newest factor, and a day without a factor has none', async () => {
    const days = ['20250102', '20250103', '20250106']
    const { items, sent } = await ask('bars', { market: 'CN', symbol: '600000.SH' }, [
      tableFor('daily', () =>
        table(
          days
            .toReversed()
            .map((trade_date) => ({ ...bar('600000.SH'), trade_date, vol: null, amount: null })),
        ),
      ),
      tableFor('adj_factor', () =>
        table([
          { ts_code: '600000.SH', trade_date: '20250106', adj_factor: 2 },
          { ts_code: '600000.SH', trade_date: '20250102', adj_factor: 1 },
        ]),
      ),
    ])
    expect(
      items.map(({ adjustment, bars }) => [
        adjustment,
        bars.map(({ date, close }) => `${date} ${close}`),
      ]),
    ).toEqual([
      ['raw', ['2025-01-02 22.22', '2025-01-03 22.22', '2025-01-06 22.22']],
      ['total_return', ['2025-01-02 11.11', '2025-01-06 22.22']],
    ])
    expect(sent).toHaveLength(2)
  })
  test('a paper that has not traded has no quote, and one row that cannot be read costs the others nothing', async () => {
    const rows = [
      { ...quote, close: 0 },
      { ...quote, ts_code: '600001.SH', trade_time: '14:30:00' },
      { ...quote, ts_code: '600002.SH' },
    ]
    const { context, sent } = caseContext({ answers: [tableFor('rt_k', () => table(rows))] })
    const quotes = await tushare.datasets.quote?.batch?.fetch(
      'CN',
      ['600000.SH', '600001.SH', '600002.SH'],
      context,
    )
    expect(quotes?.ok && [...quotes.data.keys()]).toEqual(['600002.SH'])
    expect(sent).toHaveLength(1)
  })
})

describe('dates and report types', () => {
  const bodies = (sent: readonly { body: string }[]) =>
    sent.map(
      ({ body }) =>
        JSON.parse(body) as { api_name: string; params: Record<string, string>; fields: string },
    )
  test('mainland statements are asked for by day of announcement, consolidated alone', async () => {
    const { context, sent } = caseContext({ answers: none('income', 'balancesheet', 'cashflow') })
    await tushare.datasets.statements?.fetch(
      caseQuery({ market: 'CN', symbol: '600502.SH' }),
      context,
    )
    expect(bodies(sent).map(({ api_name }) => api_name)).toEqual([
      'income',
      'balancesheet',
      'cashflow',
    ])
    for (const { params, fields } of bodies(sent)) {
      expect(params).toEqual({
        ts_code: '600502.SH',
        start_date: '20150101',
        end_date: '20261123',
        report_type: '1',
      })
      expect(fields).toContain('f_ann_date')
    }
  })
  test('reports of brokers are of half a year', async () => {
    const { sent } = await ask(
      'estimates',
      { market: 'CN', symbol: '600502.SH' },
      none('forecast', 'express', 'report_rc'),
    )
    expect(bodies(sent).map(({ params }) => params.start_date)).toEqual([
      '20150101',
      '20150101',
      '20260527',
    ])
  })
})

describe('lines that are easily taken for another', () => {
  const row = {
    ts_code: '600000.SH',
    f_ann_date: '20250426',
    end_date: '20250331',
    report_type: '1',
    update_flag: '1',
  }
  const income = async (given: Record<string, string | number | null>) => {
    const { facts } = await statements('CN', '600000.SH', [
      tableFor('income', () => table([{ ...row, ...given }])),
      ...none('balancesheet', 'cashflow'),
    ])
    return brief(facts)
  }
  test('gross profit is of sales, not of all revenue, which may have interest in it', async () => {
    expect(
      await income({ comp_type: '1', total_revenue: 1111, revenue: 1000, oper_cost: 100.11 }),
    ).toEqual({
      'revenue 2025Q1': '1111 CNY',
      'cost_of_revenue 2025Q1': '100.11 CNY',
      'gross_profit 2025Q1': '899.89 CNY',
    })
  })
  test('a bank has no gross profit, and its fees are what it earned, not what was left of them', async () => {
    expect(
      await income({
        comp_type: '2',
        revenue: 1000,
        oper_cost: 600,
        comm_income: 44.442,
        n_commis_income: 39.855,
      }),
    ).toEqual({
      'revenue 2025Q1': '1000 CNY',
      'cost_of_revenue 2025Q1': '600 CNY',
      'fee_income 2025Q1': '44.442 CNY',
    })
  })
  test('a bank earns interest less interest, and spends on its business', async () => {
    expect(
      await income({
        comp_type: '2',
        revenue: 1000,
        int_income: 900,
        int_exp: 300,
        admin_exp: 280,
      }),
    ).toEqual({
      'revenue 2025Q1': '1000 CNY',
      'net_interest_income 2025Q1': '600 CNY',
      'noninterest_income 2025Q1': '400 CNY',
      'noninterest_expense 2025Q1': '280 CNY',
    })
  })
  test('an insurer’s claims are whole or none: payments and reserves, less the reinsurers’ part', async () => {
    const insurer = {
      comp_type: '3',
      prem_earned: 900,
      compens_payout: 500,
      compens_payout_refu: 40,
      reser_insur_liab: 150,
      insur_reser_refu: 10,
    }
    expect(await income(insurer)).toEqual({
      'premiums_earned 2025Q1': '900 CNY',
      'claims_incurred 2025Q1': '600 CNY',
    })
    expect(await income({ ...insurer, insur_reser_refu: null })).toEqual({
      'premiums_earned 2025Q1': '900 CNY',
    })
  })
  test('an ordinary company with a finance subsidiary has no lines of a bank', async () => {
    expect(
      await income({ comp_type: '1', revenue: 1000, int_income: 9, int_exp: 3, admin_exp: 28 }),
    ).not.toHaveProperty(['net_interest_income 2025Q1'])
  })
  test('what Stock Connect holds on a Friday is out on Monday morning', async () => {
    const answers = [
      tableFor('hk_hold', () =>
        table(['20250103', '20250102'].map((trade_date) => ({ ...connect, trade_date }))),
      ),
    ]
    const known = await tushare.datasets.holders?.fetch(
      caseQuery({ market: 'HK', symbol: '00001' }),
      caseContext({ answers }).context,
    )
    expect(known?.ok && known.data.items.map(({ known_at }) => known_at)).toEqual([
      '2025-01-06T01:00:00.000Z',
      '2025-01-03T01:00:00.000Z',
    ])
  })
})

describe('Hong Kong and the US', () => {
  test('bonds are debt beside loans, leases are apart; what is not there is nil, not unknown', async () => {
    const items = {
      总资产: 333,
      总负债: 222,
      短期贷款: 11,
      长期贷款: 100,
      '应付票据(非流动)': 33,
      '融资租赁负债(非流动)': 7,
    }
    const rows = Object.entries(items).map(([ind_name, ind_value]) => ({
      ts_code: '00001.HK',
      end_date: '20241231',
      name: '示例控股',
      ind_name,
      ind_value,
    }))
    const { facts } = await statements('HK', '00001', [
      tableFor('hk_fina_indicator', () => table(hkReports)),
      tableFor('hk_balancesheet', () => table(rows)),
      ...none('hk_income', 'hk_cashflow'),
    ])
    expect(brief(facts)).toEqual({
      'total_assets @2024-12-31': '333 CNY',
      'total_liabilities @2024-12-31': '222 CNY',
      'short_term_debt @2024-12-31': '11 CNY',
      'long_term_debt @2024-12-31': '133 CNY',
      'lease_liabilities @2024-12-31': '7 CNY',
    })
  })
  test.each([
    ['港元', 'empty'],
    ['HKD', 'empty'],
    ['', 'malformed'],
    ['元', 'malformed'],
  ])('%j is no evidence of the currency of Hong Kong statements', async (currency, reason) => {
    const [, ...lines] = caseOf('statements', 'HK').answers
    const answers = [
      tableFor('hk_fina_indicator', () => table(hkReports.map((row) => ({ ...row, currency })))),
      ...lines,
    ]
    const answer = await tushare.datasets.statements?.fetch(
      caseQuery({ market: 'HK', symbol: '00001' }),
      caseContext({ answers }).context,
    )
    expect(answer).toMatchObject({ ok: false, reason, detail: expect.stringContaining('currency') })
  })
  test('the currency of Hong Kong statements is not in their rows: it comes from the indicators, and 营业额 is not revenue', async () => {
    const { instrument, facts } = await statements(
      'HK',
      '00001',
      caseOf('statements', 'HK').answers,
    )
    expect(instrument).toMatchObject({ id: 'HK:00001', name: '示例控股' })
    expect(brief(facts)).toMatchObject({
      'revenue FY2024': '111111000 CNY',
      'revenue 2024H1': '55555000 CNY',
      'eps_basic FY2024': '1.11 CNY/share',
      'total_assets @2024-12-31': '999999000 CNY',
      'dividends_paid FY2024': '-11111000 CNY',
      'buybacks FY2024': '-2222000 CNY',
      'operating_cash_flow FY2024': '44444000 CNY',
    })
    expect(facts[0]).toMatchObject({
      filed_at: null,
      known_at: '2026-11-23T12:00:00.000Z',
      basis: { standard: 'unstated' },
    })
  })
  test('American periods have their true days', async () => {
    const { facts } = await statements('US', 'NVDA', caseOf('statements', 'US').answers)
    expect(facts.find(({ period }) => period === 'FY2025')).toMatchObject({
      concept: 'revenue',
      value: '111111000000',
      unit: 'USD',
      start: '2024-01-29',
      end: '2025-01-26',
      filed_at: '2025-02-26',
      basis: { standard: 'US-GAAP' },
    })
    expect(brief(facts)).toMatchObject({
      'revenue 2025-9M': '88888000000 USD',
      'eps_diluted 2025-9M': '1.77 USD/share',
    })
  })
  test('volume and turnover abroad are plain, in the currency of the prices', async () => {
    const hk = await playCase('bars', 'HK')
    expect(hk.items[0]).toMatchObject({
      adjustment: 'raw',
      currency: 'HKD',
      bars: [{ close: '22.22', volume: '1111100', turnover: '24688642' }],
    })
    expect((await playCase('bars', 'US')).items[0]).toMatchObject({ currency: 'USD' })
    expect((await playCase('holders', 'HK')).items).toMatchObject([
      { kind: 'breakdown', figures: [{ value: '11111111' }, { value: '0.0111', unit: 'ratio' }] },
    ])
  })
})

test('announcements: markup is resolved, the number names the document, the clock is Beijing time', async () => {
  expect((await playCase('filings', 'CN')).items).toEqual([
    {
      title: '示例股份&示例集团关于示例的公告',
      form: null,
      filed_at: '2025-01-03',
      accepted_at: '2025-01-02T10:30:00.000Z',
      period_end: null,
      url: 'http://static.cninfo.com.cn/finalpage/2025-01-03/1111111111.PDF',
      document_id: '1111111111',
    },
  ])
})
