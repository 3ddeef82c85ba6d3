import { describe, expect, test } from 'vitest'
import { type Answering, CASE_TIME, caseContext, recordedBody, recordedText } from '../test/case.ts'
import { report } from './data-centre.ts'
import { CN, HK, report as rows, US } from './fakes.fixture.ts'
import { eastmoney } from './index.ts'
import { caseOf, play } from './playing.fixture.ts'

describe('errors', () => {
  const ask = (body: string) =>
    report(
      { name: 'R', columns: ['A'], filter: '(A="1")' },
      caseContext({ answers: [{ match: 'R', body: () => body }] }).context,
    )
  const failed = (message: string, code: number) =>
    JSON.stringify({ success: false, code, message, result: null })
  test('9201 is nothing found, 9501 a wrong report name, as recorded', async () => {
    expect(await ask(recordedText('eastmoney/error_9201_empty.json'))).toMatchObject({
      reason: 'empty',
    })
    expect(await ask(recordedText('eastmoney/error_9501_bad_report_name.json'))).toMatchObject({
      reason: 'bad_request',
      detail: expect.stringContaining('报表配置不存在'),
    })
  })
  test('a renamed column is named', async () => {
    expect(await ask(failed('TOTAL_OPERATE_INCOME返回字段不存在', 9501))).toMatchObject({
      reason: 'bad_request',
      detail: expect.stringContaining('TOTAL_OPERATE_INCOME'),
    })
  })
  test('too many calls, and a fault of theirs', async () => {
    expect(await ask(failed('请求过于频繁，超过访问限制', 9999))).toMatchObject({
      reason: 'rate_limit',
    })
    expect(await ask(failed('系统繁忙', 9000))).toMatchObject({ reason: 'transient' })
  })
  test('a report of which no dataset is made is read as rows all the same: margin of 600519, one page of 1305', async () => {
    const answer = await ask(recordedBody('eastmoney/margin_600519_2026-06-11_trimmed.json'))
    expect(answer.ok && [answer.data.rows.length, answer.data.cut]).toEqual([2, true])
    expect(answer.ok && answer.data.rows[0]).toMatchObject({ SCODE: '600519', RZYE: 19190663674 })
  })
})

describe('actions', () => {
  test('what is for ten shares is given for one, plans without a day are no action, bonus shares are a split', async () => {
    const { items } = await play('actions', 'CN')
    expect(items.map(({ item, known_at }) => [item, known_at])).toEqual([
      [
        {
          kind: 'dividend',
          ex_date: '2026-06-18',
          amount: '1.111',
          unit: 'CNY/share',
          split_adjusted: false,
          announced_on: '2026-06-11',
          record_date: '2026-06-17',
          pay_date: '2026-06-18',
          plan: '10送1.00转2.00派11.11元(含税,扣税后9.99元)',
        },
        '2026-06-11T15:59:59.999Z',
      ],
      [
        {
          kind: 'split',
          ex_date: '2026-06-18',
          ratio: '1.3',
          announced_on: '2026-06-11',
          plan: expect.any(String),
        },
        '2026-06-11T15:59:59.999Z',
      ],
    ])
    expect((await play('actions', 'HK')).items.map(({ item }) => item)).toMatchObject([
      {
        kind: 'dividend',
        ex_date: '2026-05-11',
        amount: '1.11',
        unit: 'CNY/share',
        pay_date: '2026-06-01',
      },
      { kind: 'split', ratio: '3' },
      { kind: 'unread', plan: expect.stringContaining('示例B类普通股') },
    ])
  })
})

describe('texts', () => {
  test('news is plain text at Beijing time, sought by the Chinese name where it is known', async () => {
    const known = {
      id: 'CN:688999.SH',
      market: 'CN' as const,
      symbol: CN.symbol,
      name: 'Example',
      names: { zh: CN.name },
      exchange: null,
      industry: null,
      fiscal_year_end: null,
      identifiers: {},
    }
    const { items, sent } = await play('news', 'CN', { query: { known } })
    expect(items[0]?.item).toEqual({
      title: '示例股份：营收增长&回购',
      url: 'http://finance.eastmoney.com/a/2026-09-28.html',
      published_at: '2026-09-28T07:13:39.000Z',
      publisher: '示例日报',
      summary: '示例 正文',
    })
    expect(JSON.parse(new URL(sent[0]?.url ?? '').searchParams.get('param') ?? '')).toMatchObject({
      keyword: CN.name,
    })
  })
  test('an announcement is out on the evening before its date', async () => {
    const { subject, items, sent } = await play('filings', 'CN')
    expect(subject).toEqual({ symbol: CN.symbol, name: CN.name, currency: null })
    expect(items[0]).toMatchObject({
      known_at: '2026-08-11T10:54:16.000Z',
      source_url: 'https://data.eastmoney.com/notices/detail/688999/AN202608111111111111.html',
      item: { filed_at: '2026-08-12', accepted_at: '2026-08-11T10:54:16.000Z', form: '半年度报告' },
    })
    expect(items[1]).toMatchObject({
      known_at: '2026-07-11T15:59:59.999Z',
      item: { accepted_at: null },
    })
    expect(sent[0]?.url).toContain('ann_type=A')
    expect((await play('filings', 'HK')).sent[0]?.url).toContain('ann_type=H')
  })
  test('a search finds shares of the market alone', async () => {
    for (const [market, symbol] of [
      ['CN', CN.symbol],
      ['HK', HK.symbol],
      ['US', US.symbol],
    ] as const) {
      const { context } = caseContext(caseOf('instrument', market))
      const found = await eastmoney.datasets.instrument?.fetch({ text: '示例', market }, context)
      expect(found?.ok && found.data.map((f) => f.symbol)).toEqual([symbol])
    }
  })
  test('a profile: industry of the last step, web address made whole, dashes are nothing', async () => {
    expect((await play('profile', 'CN')).items[0]?.item).toMatchObject({
      name: CN.name,
      sector: '信息技术',
      industry: '示例软件',
      website: 'http://www.example.com/',
      employees: 1111,
      listed_on: '2020-01-11',
      description: '示例公司。',
      officers: [
        { name: '张三', title: '董事长' },
        { name: '李四', title: '总经理' },
      ],
    })
    expect((await play('profile', 'HK')).items[0]?.item).toMatchObject({
      names: { en: 'Example Holdings Ltd' },
      fiscal_year_end: '12-31',
      quote_currency: 'HKD',
    })
    expect((await play('profile', 'US')).subject.symbol).toBe(US.symbol)
  })
})

describe('people', () => {
  test('insiders: signed shares, a price of 0 is none, family is said to be', async () => {
    const { items } = await play('insiders', 'CN')
    expect(items.map(({ item }) => item)).toMatchObject([
      {
        person: '王五',
        role: '董事 张三 之 配偶',
        traded_on: '2026-08-03',
        action: 'sell',
        open_market: true,
        shares: '-1111',
        price: '11.11',
        price_unit: 'CNY/share',
        shares_after: '0',
      },
      {
        person: '张三',
        role: '董事',
        action: 'award',
        open_market: false,
        price: null,
        price_unit: null,
        shares_after: '2222',
      },
    ])
    expect(items[0]?.known_at).toBe(CASE_TIME.toISOString())
  })
  test('holders: percent of the scope, a change in words, how many there are', async () => {
    const { items } = await play('holders', 'CN')
    expect(items).toHaveLength(7)
    expect(items.slice(0, 3).map(({ item }) => item)).toMatchObject([
      {
        scope: 'float',
        as_of: '2026-06-30',
        rank: 1,
        shares: '11111111',
        fraction: '0.1111',
        change: '0',
      },
      { rank: 2, change: null },
      { as_of: '2026-03-31', change: '-1111' },
    ])
    expect(items[3]?.item).toMatchObject({ scope: 'total', fraction: '0.0999' })
    expect(items[6]?.item).toMatchObject({
      kind: 'breakdown',
      figures: [{ concept: 'holder_count', value: '11111', unit: 'persons' }],
    })
  })
  test('ratings of 600519 as recorded: steps nobody took are proven by the sum', async () => {
    const { subject, items } = await play('estimates', 'CN')
    expect(subject).toEqual({ symbol: '600519.SH', name: '贵州茅台', currency: null })
    expect(items.map(({ item }) => item)).toEqual([
      {
        kind: 'rating',
        as_of: '2026-11-23',
        strong_buy: 36,
        buy: 9,
        hold: 0,
        sell: 0,
        strong_sell: 0,
      },
    ])
  })
  test('estimated years are taken, years that are over are not', async () => {
    const row = {
      SECUCODE: CN.symbol,
      SECURITY_NAME_ABBR: CN.name,
      RATING_ORG_NUM: 1,
      RATING_BUY_NUM: 1,
      YEAR1: 2025,
      YEAR_MARK1: 'A',
      EPS1: 9.9,
      YEAR2: 2026,
      YEAR_MARK2: 'E',
      EPS2: 11.1,
      YEAR3: 2027,
      YEAR_MARK3: 'E',
      EPS3: null,
    }
    const answers: Answering[] = [{ match: 'RPT_WEB_RESPREDICT', body: () => rows(row) }]
    const { items } = await play('estimates', 'CN', { symbol: CN.symbol, answers })
    expect(items.map(({ item }) => item)).toMatchObject([
      { kind: 'rating' },
      {
        kind: 'consensus',
        period: 'FY2026',
        mean: '11.1',
        unit: 'CNY/share',
        period_end: '2026-12-31',
      },
    ])
  })
})
