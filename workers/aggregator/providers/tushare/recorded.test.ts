import { describe, expect, test } from 'vitest'
import { caseContext, recordedBody, recordedText } from '../test/case.ts'
import { ask, brief, none, playCase, rowsIn, statements } from './asking.fixture.ts'
import { sharesTraded } from './bars.ts'
import { recordedTable, tableFor } from './cases.fixture.ts'
import { tushareFailure } from './client.ts'
import { tushare } from './index.ts'
import { bar, table } from './made.fixture.ts'

describe('as recorded', () => {
  test('the error bodies', () => {
    const reason = (body: string) => tushareFailure({ json: JSON.parse(body) })?.reason
    expect(reason(recordedBody('tushare/responses/api_error_40101_token.json'))).toBe('auth')
    expect(reason(recordedText('tushare/responses/api_error_40203.json'))).toBe('plan')
    expect(reason(recordedText('tushare/responses/api_error_40203_ratelimit.json'))).toBe(
      'rate_limit',
    )
  })
  test('600502 first quarter of 2025: n_income holds the minority, EPS belongs to n_income_attr_p', async () => {
    const { facts, sources } = await statements('CN', '600502.SH', [
      recordedTable('income'),
      ...none('balancesheet', 'cashflow'),
    ])
    expect(brief(facts)).toMatchObject({
      'revenue 2025Q1': '14542034450.34 CNY',
      'net_income_total 2025Q1': '408454858.98 CNY',
      'net_income 2025Q1': '311169028.21 CNY',
      'minority_interest_income 2025Q1': '97285830.77 CNY',
      'eps_basic 2025Q1': '0.18 CNY/share',
      'selling_general_administrative 2025Q1': '627489448.92 CNY',
      'gross_profit 2025Q1': '1807608541.92 CNY',
    })
    expect(facts.find(({ concept }) => concept === 'gross_profit')?.provider_field).toBe(
      'revenue - oper_cost',
    )
    expect(facts[0]).toMatchObject({ source: 0, filed_at: '2025-04-26', form: '一季报' })
    expect(sources.map(({ url }) => url)).toEqual(
      ['income', 'balancesheet', 'cashflow'].map((api) => `https://api.tushare.pro/#${api}`),
    )
  })
  test('a bank (comp_type 2) has loans and deposits and no inventories; capex goes out', async () => {
    const { facts } = await statements('CN', '600000.SH', [
      ...none('income'),
      recordedTable('balancesheet'),
      recordedTable('cashflow'),
    ])
    const given = brief(facts)
    expect(given).toMatchObject({
      'total_assets @2018-03-31': '6132993000000 CNY',
      'deposits @2018-03-31': '3175683000000 CNY',
      'loans @2018-03-31': '3139524000000 CNY',
      'equity_parent @2018-03-31': '428220000000 CNY',
      'shares_outstanding @2018-03-31': '29352000000 shares',
      'operating_cash_flow 2018Q1': '-48725000000 CNY',
      'capex 2018Q1': '-1678000000 CNY',
      'end_cash @2018-03-31': '169078000000 CNY',
    })
    for (const absent of [
      'inventory @2018-03-31',
      'current_assets @2018-03-31',
      'short_term_investments @2018-03-31',
      'dividends_paid 2018Q1',
    ])
      expect(given[absent]).toBeUndefined()
  })
  test('of the stages of a dividend only the one carried out counts, before tax', async () => {
    expect((await playCase('actions', 'CN')).items).toEqual([
      {
        kind: 'dividend',
        ex_date: '2024-07-18',
        amount: '0.321',
        unit: 'CNY/share',
        split_adjusted: false,
        announced_on: '2024-04-30',
        record_date: '2024-07-17',
        pay_date: '2024-07-18',
        plan: null,
      },
    ])
  })
  test('bars of 600519 and adjustment factors of 000001', async () => {
    const { items } = await playCase('bars', 'CN')
    expect(items[0]?.bars.map(({ date, close }) => `${date} ${close}`)).toEqual([
      '2025-10-22 1458.7',
      '2025-10-23 1467.98',
    ])
    const factors = await ask('bars', { market: 'CN', symbol: '000001.SZ' }, [
      tableFor('daily', () => table([{ ...bar('000001.SZ'), trade_date: '20181010' }])),
      recordedTable('adj_factor'),
    ])
    expect(factors.items.map(({ adjustment, bars }) => [adjustment, bars[0]?.close])).toEqual([
      ['raw', '22.22'],
      ['total_return', '22.22'],
    ])
  })
  test('weekly and monthly tables count shares and yuan where daily counts lots and thousands', () => {
    for (const file of ['weekly', 'monthly']) {
      const [row] = rowsIn(file)
      expect(sharesTraded(Number(row?.vol), String(row?.amount), Number(row?.close), '手')).toBe(
        String(row?.vol),
      )
    }
  })
  test('an index has values in yuan and counts in shares: index_dailybasic is not daily_basic', () => {
    const [row] = rowsIn('index_dailybasic')
    expect(Number(row?.total_mv) / Number(row?.total_share)).toBeCloseTo(8.72, 2)
    expect(rowsIn('index_daily')[0]).toMatchObject({ ts_code: '000001.SH', close: 3090.758 })
  })
  test('the list of companies, what one says of itself, and who runs it', async () => {
    const { context } = caseContext({
      answers: [recordedTable('stock_basic', 'stock_basic_499rows')],
    })
    const found = await tushare.datasets.instrument?.fetch(
      { text: 'ping an bank', market: 'CN' },
      context,
    )
    expect(found?.ok && found.data).toEqual([
      {
        market: 'CN',
        symbol: '000001.SZ',
        name: '平安银行',
        names: { zh: '平安银行', en: 'Ping An Bank Co., Ltd.' },
        exchange: 'SZSE',
        identifiers: {},
      },
    ])
    const listed = (code: string, name: string) =>
      tableFor('stock_basic', () =>
        table([
          {
            ts_code: code,
            name,
            industry: null,
            exchange: 'SSE',
            curr_type: 'CNY',
            list_date: '20010827',
            enname: null,
          },
        ]),
      )
    const moutai = await ask('profile', { market: 'CN', symbol: '600519.SH' }, [
      listed('600519.SH', '贵州茅台'),
      recordedTable('stock_company'),
      ...none('stk_managers'),
      recordedTable('namechange', 'name_change'),
    ])
    expect(moutai.items[0]).toMatchObject({
      website: 'http://www.moutaichina.com',
      employees: 33302,
      address: '贵州省仁怀市茅台镇',
      listed_on: '2001-08-27',
    })
    expect(moutai.items[0]?.former_names).toEqual([{ name: 'G茅台', until: '2006-10-08' }])
    const bank = await ask('profile', { market: 'CN', symbol: '600000.SH' }, [
      listed('600000.SH', '浦发银行'),
      ...none('stock_company', 'namechange'),
      recordedTable('stk_managers'),
    ])
    expect(bank.items[0]?.officers).toEqual([
      { name: '谢伟', title: '行长' },
      { name: '谢伟', title: '董事' },
    ])
  })
  test('holders: percents become fractions, changes are in shares, and each list has its ranks', async () => {
    const { items } = await ask('holders', { market: 'CN', symbol: '600000.SH' }, [
      recordedTable('top10_holders'),
      recordedTable('top10_floatholders'),
      ...none('stk_holdernumber', 'pledge_stat', 'hk_hold'),
    ])
    expect(items).toHaveLength(60)
    expect(items[0]).toMatchObject({
      scope: 'total',
      as_of: '2020-09-30',
      holder: '上海国际集团有限公司',
      rank: 1,
      shares: '6331322671',
      fraction: '0.215702',
      change: '0',
    })
    expect(items[30]).toMatchObject({ scope: 'float', as_of: '2020-09-30', rank: 1 })
    const counts = await ask('holders', { market: 'CN', symbol: '300199.SZ' }, [
      ...none('top10_holders', 'top10_floatholders', 'pledge_stat', 'hk_hold'),
      recordedTable('stk_holdernumber'),
    ])
    expect(counts.items[0]).toMatchObject({
      as_of: '2018-09-30',
      figures: [{ concept: 'holder_count', value: '25135', unit: 'persons' }],
    })
    const pledges = await ask('holders', { market: 'CN', symbol: '000001.SZ' }, [
      ...none('top10_holders', 'top10_floatholders', 'stk_holdernumber', 'hk_hold'),
      recordedTable('pledge_stat'),
    ])
    expect(pledges.items[0]).toMatchObject({
      as_of: '2025-07-04',
      figures: [{ concept: 'pledged_fraction', value: '0.0004', unit: 'ratio' }],
    })
    const only = tableFor('hk_hold', () =>
      table(
        rowsIn('hk_hold').flatMap((row) =>
          row.ts_code === '600782.SH'
            ? [{ ...row, ts_code: '600782.SH' } as Record<string, string | number | null>]
            : [],
        ),
      ),
    )
    const connect = await ask('holders', { market: 'CN', symbol: '600782.SH' }, [
      ...none('top10_holders', 'top10_floatholders', 'stk_holdernumber', 'pledge_stat'),
      only,
    ])
    expect(connect.items[0]).toMatchObject({
      figures: [{ concept: 'stock_connect_shares', value: '81871694' }, { value: '0.0256' }],
    })
  })
  test('insiders: DE is a sale and falls', async () => {
    const { items } = await playCase('insiders', 'CN')
    expect(items).toHaveLength(4)
    expect(items[0]).toMatchObject({
      person: '郑国胜',
      role: '个人',
      action: 'sell',
      open_market: true,
      shares: '-387871',
      price: '3.81',
      price_unit: 'CNY/share',
      shares_after: '3385659',
      traded_on: '2019-04-26',
      filed_at: '2019-04-26',
    })
  })
  test('forecasts are in ten thousand yuan and percent, preliminary figures in yuan', async () => {
    const { items } = await playCase('estimates', 'CN')
    expect(items).toMatchObject([
      {
        kind: 'guidance',
        concept: 'net_income',
        period: 'FY2018',
        low: '135000000',
        high: '171000000',
        unit: 'CNY',
        words: '略增: 预计净利润13500-17100万',
      },
      {
        kind: 'guidance',
        concept: 'net_income_growth',
        low: '0.1029',
        high: '0.397',
        unit: 'ratio',
      },
    ])
    const express = await ask('estimates', { market: 'CN', symbol: '600000.SH' }, [
      ...none('forecast', 'report_rc'),
      recordedTable('express'),
    ])
    expect(express.items[0]).toMatchObject({
      kind: 'surprise',
      concept: 'revenue',
      period: 'FY2017',
      actual: '168619000000',
      estimate: null,
    })
    expect(express.items).toContainEqual(
      expect.objectContaining({ concept: 'net_income', actual: '54240000000' }),
    )
  })
  test('a consensus is the mean of the last words of each broker', async () => {
    const rows = rowsIn('report_rc').filter((row) => row.ts_code === '000858.SZ') as Record<
      string,
      string | number | null
    >[]
    const { items } = await ask('estimates', { market: 'CN', symbol: '000858.SZ' }, [
      ...none('forecast', 'express'),
      tableFor('report_rc', () => table(rows)),
    ])
    expect(items).toContainEqual({
      kind: 'consensus',
      concept: 'eps_diluted',
      period: 'FY2022',
      period_end: '2022-12-31',
      as_of: '2022-04-29',
      unit: 'CNY/share',
      mean: '7.045',
      high: '7.11',
      low: '6.98',
      analysts: 2,
    })
    expect(items).toContainEqual(
      expect.objectContaining({
        concept: 'net_income',
        period: 'FY2022',
        mean: '27351000000',
        unit: 'CNY',
      }),
    )
    expect(items).toContainEqual({
      kind: 'rating',
      as_of: '2022-04-29',
      strong_buy: 2,
      buy: 0,
      hold: 0,
      sell: 0,
      strong_sell: 0,
    })
  })
  test('news is of the whole market: a piece is a company’s when it names it', async () => {
    const { items } = await playCase('news', 'CN')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      title: '26只港股昨日获公司回购，时代电气、中远海控、太古地产回购金额最大',
      published_at: '2025-02-12T01:07:49.000Z',
      publisher: '新浪财经',
      url: 'https://finance.sina.com.cn/7x24/#2025-02-12T01:07:49.000Z',
    })
  })
  test.each([
    'bak_basic__named_daily_upstream',
    'broker_recommend',
    'ccass_hold',
    'disclosure_date',
    'fina_audit',
    'fina_indicator',
    'fina_mainbz',
    'irm_qa_sh',
    'repurchase',
    'share_float',
    'stk_rewards',
    'suspend_d',
    'trade_cal',
  ])('%s, a table no dataset needs, is read as a table', (file) => {
    expect(rowsIn(file).length).toBeGreaterThan(0)
  })
})
