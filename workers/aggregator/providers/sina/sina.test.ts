import { describe, expect, test } from 'vitest'
import type { Market } from '#shared/names.ts'
import {
  type Answering,
  CASE_TIME,
  caseContext,
  caseQuery,
  gbk,
  recordedText,
} from '../test/case.ts'
import { hkLine, REPORTS, sinaCases, usLine } from './cases.fixture.ts'
import { sinaCode } from './client.ts'
import { sina } from './index.ts'
import { fieldsByCode, readQuoteLine } from './quote-line.ts'
import { statementFacts } from './statements.ts'

const caseOf = (dataset: string, market: string) => {
  const given = sinaCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  return given
}
const quoteOf = async (
  market: Market,
  symbol: string,
  answering: Partial<Answering> & { body: () => string },
) => {
  const { context, sent } = caseContext({
    answers: [{ match: 'hq.sinajs.cn', encode: gbk, ...answering }],
  })
  return { answer: await sina.datasets.quote?.fetch(caseQuery({ market, symbol }), context), sent }
}

describe('as recorded', () => {
  test('A-share volume is in shares and turnover in yuan: 600519 on 2023-02-08; the referer is sent', async () => {
    const { answer, sent } = await quoteOf('CN', '600519.SH', {
      body: () => recordedText('sina/quote_sh600519_2023-02-08.txt'),
    })
    expect(answer?.ok && answer.data.subject).toEqual({
      symbol: '600519.SH',
      name: '贵州茅台',
      currency: null,
    })
    expect(answer?.ok && answer.data.items[0]?.item).toEqual({
      price: '1784',
      currency: 'CNY',
      open: '1800.01',
      high: '1805.97',
      low: '1775',
      previous_close: '1797',
      change: '-13',
      change_fraction: '-0.007234',
      volume: '1667577',
      turnover: '2980574806',
      quoted_at: '2023-02-08T07:00:00.000Z',
      delay: { kind: 'realtime' },
    })
    expect(sent[0]?.headers.get('referer')).toBe('https://finance.sina.com.cn/')
  })
  test('an unknown code is answered with an empty line', async () => {
    const { answer } = await quoteOf('CN', '999999.SH', {
      body: () => recordedText('sina/quote_unknown_symbol.txt'),
    })
    expect(answer).toMatchObject({ ok: false, reason: 'not_found' })
  })
  test('without a referer the caller is refused', async () => {
    const { answer } = await quoteOf('CN', '600519.SH', {
      body: () => recordedText('sina/error_no_referer.txt'),
      status: 403,
    })
    expect(answer).toMatchObject({
      ok: false,
      reason: 'auth',
      detail: expect.stringContaining('referer'),
    })
  })
})

test.each([
  ['the same refusal in Japanese', 200, 'Kinsoku jikou desu!', 'auth'],
  ['456 is a caller who asked too often', 456, 'Kinsoku jikou desu!', 'rate_limit'],
])('%s', async (_, status, body, reason) => {
  expect((await quoteOf('CN', '600519.SH', { body: () => body, status })).answer).toMatchObject({
    ok: false,
    reason,
  })
})

test.each([
  ['CN', '600519.SH', 'sh600519'],
  ['CN', '920118.BJ', 'bj920118'],
  ['HK', '00700', 'rt_hk00700'],
  ['US', 'AAPL', 'gb_aapl'],
] as const)('%s %s is %s', (market, symbol, code) => {
  expect(sinaCode(market, symbol)).toBe(code)
})

describe('quote lines', () => {
  const read = (market: Market, line: string) => {
    const [[code, fields] = ['', []]] = [...fieldsByCode(line)]
    return readQuoteLine(market, code, fields)
  }
  test('a Beijing line has more fields and the same places, volume in shares too', () => {
    const numbers = [
      '11.00',
      '10.90',
      '11.10',
      '11.20',
      '10.80',
      '11.10',
      '11.20',
      '100',
      '1111.0',
      ...Array.from({ length: 20 }, () => '0'),
    ]
    const line = read(
      'CN',
      `var hq_str_bj920111="样本,${numbers.join(',')},2026-07-23,15:30:02,00,33.2,0,0,8300000,B,T";`,
    )
    expect(line.ok && line.data).toMatchObject({
      subject: { symbol: '920111.BJ' },
      quote: { price: '11.1', volume: '100', quoted_at: '2026-07-23T07:30:02.000Z' },
    })
  })
  test('before the first trade the price is 0.000, which is none', () => {
    const numbers = ['0.000', '10.90', '0.000', ...Array.from({ length: 26 }, () => '0')]
    expect(
      read('CN', `var hq_str_sh600111="样本,${numbers.join(',')},2026-07-23,09:10:02,00,";`),
    ).toMatchObject({ ok: false, reason: 'empty' })
  })
  test('Hong Kong: turnover stands before volume, percent is a fraction, the clock is of Hong Kong', () => {
    const line = read('HK', hkLine)
    expect(line.ok && line.data.subject).toEqual({
      symbol: '01111',
      name: '样本公司',
      currency: null,
    })
    expect(line.ok && line.data.quote).toMatchObject({
      price: '11.2',
      previous_close: '11.1',
      change: '0.1',
      change_fraction: '0.00901',
      volume: '100000',
      turnover: '1111111',
      currency: 'HKD',
      quoted_at: '2026-08-21T08:08:44.000Z',
      delay: { kind: 'delayed', minutes: null },
    })
  })
  test('a line whose change is not price less previous close has other places than these', () => {
    expect(read('HK', hkLine.replace('0.100', '11.100'))).toMatchObject({
      ok: false,
      reason: 'malformed',
    })
  })
  test('the US price is of the regular session, not of the change after hours', () => {
    const line = read('US', usLine())
    expect(line.ok && line.data.quote).toMatchObject({
      price: '111.1',
      previous_close: '110',
      volume: '1000000',
      turnover: null,
      quoted_at: '2026-08-19T20:00:00.000Z',
    })
  })
  test('an older US line takes its year from the change of the line, across New Year too', () => {
    const at = (fields: Record<number, string>) => {
      const line = read('US', usLine({ 29: '', ...fields }))
      return line.ok && line.data.quote.quoted_at
    }
    expect(at({ 3: '2017-05-06 08:17:37', 25: 'May 05 04:00PM EDT' })).toBe(
      '2017-05-05T20:00:00.000Z',
    )
    expect(at({ 3: '2021-01-01 09:00:00', 25: 'Dec 31 04:00PM EST' })).toBe(
      '2020-12-31T21:00:00.000Z',
    )
  })
  test('a batch is one call, and a line that cannot be read costs the others nothing', async () => {
    const body = () => `var hq_str_gb_brk.b="";\nvar hq_str_gb_void="样本,many";\n${usLine()}`
    const { context, sent } = caseContext({
      answers: [{ match: 'list=gb_test,gb_brk.b,gb_void', body, encode: gbk }],
    })
    const quotes = await sina.datasets.quote?.batch?.fetch('US', ['TEST', 'BRK.B', 'VOID'], context)
    expect(quotes?.ok && [...quotes.data.keys()]).toEqual(['TEST'])
    expect(sent).toHaveLength(1)
  })
})

describe('statements', () => {
  test('amounts are in yuan and cumulative; titles lose their numbering; three calls, as many reports as are wanted', async () => {
    const given = caseOf('statements', 'CN')
    const { context, sent } = caseContext(given)
    const answer = await sina.datasets.statements?.fetch(
      caseQuery({ ...given, query: { from: '2023-11-23' } }),
      context,
    )
    if (!answer?.ok) throw new Error(answer?.detail)
    const { facts, sources } = answer.data
    const brief = facts.map(({ concept, period, value, unit, filed_at, source }) => [
      concept,
      period,
      value,
      unit,
      filed_at,
      source,
    ])
    const known = '2025-10-30'
    expect(brief).toEqual([
      ['revenue', 'FY2024', '1222222', 'CNY', null, 0],
      ['revenue', '2025-9M', '1111111.11', 'CNY', known, 0],
      ['cost_of_revenue', '2025-9M', '111111', 'CNY', known, 0],
      ['selling_general_administrative', '2025-9M', '1222', 'CNY', known, 0],
      ['pretax_income', '2025-9M', '222222', 'CNY', known, 0],
      ['net_income', '2025-9M', '211111', 'CNY', known, 0],
      ['eps_basic', '2025-9M', '0.11', 'CNY/share', known, 0],
      ['cash', '@2025-09-30', '11111', 'CNY', known, 1],
      ['total_assets', '@2025-09-30', '3333333', 'CNY', known, 1],
      ['short_term_debt', '@2025-09-30', '33', 'CNY', known, 1],
      ['current_liabilities', '@2025-09-30', '111', 'CNY', known, 1],
      ['total_liabilities', '@2025-09-30', '1111111', 'CNY', known, 1],
      ['total_equity', '@2025-09-30', '2222222', 'CNY', known, 1],
      ['operating_cash_flow', '2025-9M', '-11111', 'CNY', known, 2],
      ['capex', '2025-9M', '-1111', 'CNY', known, 2],
      ['end_cash', '@2025-09-30', '11111', 'CNY', known, 2],
    ])
    expect(facts[1]).toMatchObject({
      start: '2025-01-01',
      end: '2025-09-30',
      known_at: '2025-10-30T15:59:59.999Z',
      form: '三季报',
      provider_field: '营业总收入',
    })
    expect(facts[0]?.known_at).toBe(CASE_TIME.toISOString())
    expect(sources).toHaveLength(3)
    expect(sent.map(({ url }) => new URL(url).searchParams.get('num'))).toEqual(['15', '15', '15'])
  })
  const answer = (reports: unknown) => ({
    result: { status: { code: 0 }, data: { report_list: reports } },
  })
  const now = CASE_TIME.toISOString()
  test('gross profit is of sales, not of all revenue; a bank has neither cost of sales nor gross profit', () => {
    const of = (items: Record<string, string>) => {
      const data = Object.entries(items).map(([item_title, item_value]) => ({
        item_title,
        item_value,
      }))
      const report = { rType: '合并期末', rCurrency: 'CNY', publish_date: '20251030', data }
      const read = statementFacts(
        '600111.SH',
        'lrb',
        { result: { data: { report_list: { '20250930': report } } } },
        CASE_TIME.toISOString(),
      )
      return (
        read.ok &&
        read.data.map(
          ({ concept, value, provider_field }) => `${concept} ${value} ${provider_field}`,
        )
      )
    }
    expect(
      of({ '一、营业总收入': '1111', '其中：营业收入': '1000', '其中：营业成本': '100.11' }),
    ).toEqual([
      'revenue 1111 营业总收入',
      'cost_of_revenue 100.11 营业成本',
      'gross_profit 899.89 营业收入 - 营业成本',
    ])
    expect(of({ '一、营业收入': '1000', '二、营业支出': '600' })).toEqual(['revenue 1000 营业收入'])
  })
  test('a report of the parent alone says so; another kind is not read', () => {
    const [first] = Object.values(REPORTS.lrb)
    const parent = statementFacts(
      '600111.SH',
      'lrb',
      answer({ '20250930': { ...first, rType: '母公司期末' } }),
      now,
    )
    expect(parent.ok && parent.data[0]?.basis).toEqual({ consolidation: 'parent', standard: 'CAS' })
    expect(
      statementFacts('600111.SH', 'lrb', answer({ '20250930': { ...first, rType: '期末' } }), now),
    ).toMatchObject({ reason: 'malformed' })
  })
  test('the first 净利润 is the statement’s, the second one of its notes', () => {
    const data = ['11', '99'].map((item_value, at) => ({
      item_title: '净利润',
      item_value,
      item_group_no: at + 1,
    }))
    const facts = statementFacts(
      '600111.SH',
      'lrb',
      answer({
        '20250930': { rType: '合并期末', rCurrency: 'CNY', publish_date: '20251030', data },
      }),
      now,
    )
    expect(facts.ok && facts.data.map(({ concept, value }) => [concept, value])).toEqual([
      ['net_income_total', '11'],
    ])
  })
  test('one statement without reports is not half an answer', async () => {
    const given = caseOf('statements', 'CN')
    const none = { match: 'source=llb', body: () => JSON.stringify(answer([])) }
    const { context } = caseContext({ answers: [none, ...given.answers.slice(0, 2)] })
    expect(await sina.datasets.statements?.fetch(caseQuery(given), context)).toMatchObject({
      ok: false,
      reason: 'empty',
      detail: expect.stringContaining('llb'),
    })
  })
  test('a code beside 0 is a question that was not understood', async () => {
    const { context } = caseContext({
      answers: [
        {
          match: 'source=',
          body: () => JSON.stringify({ result: { status: { code: 11, msg: 'Input error' } } }),
        },
      ],
    })
    expect(
      await sina.datasets.statements?.fetch(caseQuery(caseOf('statements', 'CN')), context),
    ).toMatchObject({ ok: false, reason: 'bad_request' })
  })
})

describe('bars', () => {
  const ask = async (body: string, from = '2026-08-01') => {
    const { context, sent } = caseContext({
      answers: [{ match: 'getKLineData', body: () => body }],
    })
    return {
      answer: await sina.datasets.bars?.fetch(
        caseQuery({ market: 'CN', symbol: '600111.SH', query: { from } }),
        context,
      ),
      sent,
    }
  }
  const bar = {
    day: '2026-08-21',
    open: '10.500',
    high: '11.100',
    low: '10.400',
    close: '11.000',
    volume: '111111',
  }
  test('are as traded, volume in shares, no more than are wanted', async () => {
    const { answer, sent } = await ask(
      JSON.stringify([
        { ...bar, day: '2026-08-20', open: '0', high: '0', low: '0', close: '0.000', volume: '0' },
        bar,
      ]),
    )
    expect(answer?.ok && answer.data.items[0]?.item).toEqual({
      adjustment: 'raw',
      currency: 'CNY',
      bars: [
        {
          date: '2026-08-21',
          open: '10.5',
          high: '11.1',
          low: '10.4',
          close: '11',
          volume: '111111',
          turnover: null,
        },
      ],
    })
    expect(new URL(sent[0]?.url ?? '').searchParams.get('datalen')).toBe('115')
    expect(
      new URL((await ask('[]', '1999-01-01')).sent[0]?.url ?? '').searchParams.get('datalen'),
    ).toBe('1023')
  })
  test('an unknown code is answered with null', async () => {
    expect((await ask('null')).answer).toMatchObject({ ok: false, reason: 'not_found' })
  })
})
