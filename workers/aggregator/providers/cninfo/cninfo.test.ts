import { describe, expect, test } from 'vitest'
import type { ItemDataset } from '#shared/names.ts'
import { type Answering, caseContext, caseQuery, CASE_TIME } from '../test/case.ts'
import type { ItemsCapability } from '../../model/provider.ts'
import { announcement, cninfoCases, stockList } from './cases.fixture.ts'
import { actionsOf, planOf } from './dividends.ts'
import { reportOf } from './filings.ts'
import { cninfo } from './index.ts'
import { search } from './stock-list.ts'

const caseOf = (dataset: string) => {
  const given = cninfoCases.find((c) => c.dataset === dataset)
  if (!given) throw new Error('no such case')
  return given
}
const itemsOf = async <D extends ItemDataset & ('profile' | 'actions' | 'holders' | 'filings')>(
  dataset: D,
  answers?: Answering[],
) => {
  const given = caseOf(dataset)
  const { context, sent } = caseContext(answers ? { answers } : given)
  const answer = await (cninfo.datasets[dataset] as ItemsCapability<D> | undefined)?.fetch(
    caseQuery(given),
    context,
  )
  if (!answer?.ok) throw new Error(answer?.detail)
  return { ...answer.data, sent, context }
}

describe('as recorded of 000002.SZ', () => {
  test('statements are in ten thousand yuan and cumulative; EPS is in yuan', async () => {
    const given = caseOf('statements')
    const answer = await cninfo.datasets.statements?.fetch(
      caseQuery(given),
      caseContext(given).context,
    )
    if (!answer?.ok) throw new Error(answer?.detail)
    const { facts, instrument } = answer.data
    expect(instrument).toMatchObject({
      id: 'CN:000002.SZ',
      symbol: '000002.SZ',
      fiscal_year_end: '12-31',
    })
    const figure = (concept: string, period: string) => {
      const found = facts.filter((fact) => fact.concept === concept && fact.period === period)
      return found.map(({ value, unit, start, source }) => [value, unit, start, source])
    }
    expect(figure('revenue', 'FY2024')).toEqual([['343176440700', 'CNY', '2024-01-01', 0]])
    expect(figure('revenue', '2025-9M')).toEqual([['161388415400', 'CNY', '2025-01-01', 0]])
    expect(figure('net_income', 'FY2024')).toEqual([['-49478429200', 'CNY', '2024-01-01', 0]])
    expect(figure('total_assets', '@2024-12-31')).toEqual([['1286259859800', 'CNY', null, 1]])
    expect(figure('operating_cash_flow', '2025H1')).toEqual([
      ['-3038704600', 'CNY', '2025-01-01', 2],
    ])
    expect(figure('eps_basic', 'FY2024')).toEqual([['-4.1734', 'CNY/share', '2024-01-01', 3]])
    expect(figure('eps_basic', 'FY2023')).toEqual([['1.03', 'CNY/share', '2023-01-01', 3]])
    expect(figure('eps_basic', '2025Q1')).toEqual([['-0.5268', 'CNY/share', '2025-01-01', 3]])
    expect(new Set(facts.map((fact) => `${fact.known_at} ${fact.filed_at}`))).toEqual(
      new Set([`${CASE_TIME.toISOString()} null`]),
    )
  })
  test('profile: the padded short name, its officers, an address one can open', async () => {
    const { subject, items } = await itemsOf('profile')
    expect(subject).toEqual({ symbol: '000002.SZ', name: '万科A', currency: null })
    expect(items[0]?.item).toMatchObject({
      name: '万科A',
      names: { zh: '万科A', en: 'China Vanke Co., Ltd.' },
      exchange: '深交所主板',
      industry: '房地产业',
      sector: null,
      employees: null,
      website: 'http://www.vanke.com',
      listed_on: '1991-01-29',
      address: '广东省深圳市盐田区大梅沙环梅路33号万科中心',
      identifiers: { hk_code: '02202' },
    })
    expect(items[0]?.item.officers).toHaveLength(14)
    expect(items[0]?.item.officers[0]).toEqual({ name: '黄力平', title: '董事长' })
  })
  test('dividends are for one share, bonus and capitalised shares are a split', async () => {
    const { items } = await itemsOf('actions')
    expect(items.map(({ item }) => item).find((item) => item.ex_date === '2023-08-25')).toEqual({
      kind: 'dividend',
      ex_date: '2023-08-25',
      amount: '0.68',
      unit: 'CNY/share',
      split_adjusted: false,
      announced_on: null,
      record_date: '2023-08-24',
      pay_date: '2023-08-25',
      plan: '10派6.8元(含税)',
    })
    expect(items.find(({ key }) => key === 'dividend 2022-08-25')?.item).toMatchObject({
      amount: '0.9761257',
    })
    expect(
      items.filter(({ item }) => item.ex_date === '2004-05-26').map(({ item }) => item),
    ).toMatchObject([
      { kind: 'dividend', amount: '0.05' },
      { kind: 'split', ratio: '1.5' },
    ])
    expect(
      items.filter(({ item }) => item.ex_date === '1994-06-21').map(({ item }) => item),
    ).toMatchObject([
      { kind: 'dividend', amount: '0.15' },
      { kind: 'split', ratio: '1.35' },
    ])
    expect(items.find(({ key }) => key === 'dividend 2023-08-25')?.known_at).toBe(
      '2023-08-24T15:59:59.999Z',
    )
    expect(items.filter(({ item }) => item.kind === 'dividend')).toHaveLength(31)
    expect(items.filter(({ item }) => item.kind === 'split')).toHaveLength(13)
  })
  test('holdings are in ten thousand shares and percent, the number of holders in persons', async () => {
    const { items } = await itemsOf('holders')
    expect(items[0]?.item).toMatchObject({
      kind: 'holder',
      as_of: '2025-09-30',
      scope: 'total',
      holder: '深圳市地铁集团有限公司',
      rank: 1,
      shares: '3242810800',
      fraction: '0.2718',
      change: '0',
    })
    // -0.050 is points of percentage, and -- is nothing.
    expect(items[6]?.item).toMatchObject({ shares: '115786200', fraction: '0.0097', change: null })
    expect(items.filter(({ item }) => item.kind === 'holder')).toHaveLength(50)
    expect(items.at(50)?.item).toEqual({
      kind: 'breakdown',
      as_of: '2025-09-30',
      figures: [
        { concept: 'holder_count', value: '493176', unit: 'persons', provider_field: 'F001N' },
      ],
    })
  })
})

describe('announcements', () => {
  test('are asked for with the id of the organisation, which is remembered; the title loses its markup', async () => {
    const first = await itemsOf('filings')
    expect(first.sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /new/data/szse_stock.json',
      'POST /new/hisAnnouncement/query',
    ])
    expect(first.subject).toEqual({ symbol: '600111.SH', name: '样本股份', currency: null })
    const again = await cninfo.datasets.filings?.fetch(caseQuery(caseOf('filings')), first.context)
    expect(again?.ok).toBe(true)
    expect(first.sent).toHaveLength(3)
    expect(first.items.map(({ item }) => item)).toEqual([
      {
        title: '关于回购股份的公告',
        form: null,
        filed_at: '2026-04-07',
        accepted_at: '2026-04-07T09:05:00.000Z',
        period_end: null,
        url: 'https://static.cninfo.com.cn/finalpage/2026-04-07/1200000002.PDF',
        document_id: '1200000002',
      },
      {
        title: '2025年年度报告',
        form: '年报',
        filed_at: '2026-03-28',
        accepted_at: null,
        period_end: '2025-12-31',
        url: 'https://static.cninfo.com.cn/finalpage/2026-03-28/1200000001.PDF',
        document_id: '1200000001',
      },
    ])
    expect(first.items.map(({ known_at }) => known_at)).toEqual([
      '2026-04-07T09:05:00.000Z',
      '2026-03-28T15:59:59.999Z',
    ])
  })
  test('what is known of the instrument spares the list', async () => {
    const given = caseOf('filings')
    const { context, sent } = caseContext(given)
    const known = {
      id: 'CN:600111.SH',
      market: 'CN' as const,
      symbol: '600111.SH',
      name: '样本股份',
      names: {},
      exchange: null,
      industry: null,
    }
    const identifiers = { org_id: 'gssh0600111' }
    await cninfo.datasets.filings?.fetch(
      caseQuery({ ...given, query: { known: { ...known, fiscal_year_end: null, identifiers } } }),
      context,
    )
    expect(sent).toHaveLength(1)
  })
  test('a row of a random other company refuses the whole answer', async () => {
    const given = caseOf('filings')
    const rows = {
      announcements: [announcement(), announcement({ secCode: '000858' })],
      hasMore: false,
    }
    const { context } = caseContext({
      answers: [
        { match: 'hisAnnouncement', body: () => JSON.stringify(rows) },
        ...given.answers.slice(1),
      ],
    })
    expect(await cninfo.datasets.filings?.fetch(caseQuery(given), context)).toMatchObject({
      ok: false,
      reason: 'wrong_instrument',
    })
  })
  test('an announcement of A and B shares names both codes; a paper of tomorrow is known today', async () => {
    const announcementTime = Date.parse('2026-11-24T00:00:00+08:00')
    const rows = {
      announcements: [announcement({ secCode: '600111,900111', announcementTime })],
      hasMore: false,
    }
    const { items } = await itemsOf('filings', [
      { match: 'hisAnnouncement', body: () => JSON.stringify(rows) },
      ...caseOf('filings').answers.slice(1),
    ])
    expect(items).toMatchObject([
      { known_at: CASE_TIME.toISOString(), item: { filed_at: '2026-11-24' } },
    ])
  })
  test('a code that is not in the list of companies is not found', async () => {
    const { context } = caseContext(caseOf('filings'))
    expect(
      await cninfo.datasets.filings?.fetch(
        caseQuery({ market: 'CN', symbol: '600999.SH' }),
        context,
      ),
    ).toMatchObject({ ok: false, reason: 'not_found' })
  })
  test.each([
    ['样本股份2026年半年度报告', { form: '中报', period_end: '2026-06-30' }],
    ['样本股份：2025年年度报告（更新后）', { form: '年报', period_end: '2025-12-31' }],
    ['2018年第三季度报告全文', { form: '三季报', period_end: '2018-09-30' }],
    ['2025年年度报告摘要', null],
    ['关于2025年年度报告的问询函回复公告', null],
  ])('%s', (title, report) => {
    expect(reportOf(title)).toEqual(report)
  })
})

test.each([
  ['10派6.8元(含税)', false, '0.68', '1'],
  ['每10股派发现金12.5元', false, '1.25', '1'],
  ['10转增6股派1元（含税）', false, '0.1', '1.6'],
  ['10送2股', false, '0', '1.2'],
  ['A股10送3.5股派1.5元,B股10送2.426股派1.04元', true, '0.104', '1.2426'],
] as const)('%s', (words, isB, cash, shares) => {
  const plan = planOf(words, isB)
  expect([plan.cash[0]?.amount ?? '0', plan.ratio ?? '1']).toEqual([cash, shares])
})
test('a plan of nothing, or not yet carried out, is no action', () => {
  const record = { F001V: '2025年报', F007V: '10派1元', F018D: null, F020D: null, F023D: null }
  expect(planOf('不分配不转增', false)).toEqual({ cash: [], ratio: null, unread: false })
  expect(actionsOf(record, false)).toEqual([])
  expect(actionsOf({ ...record, F007V: '不分配不转增', F020D: '2026-05-01' }, false)).toEqual([])
  const unread = actionsOf({ ...record, F007V: '见公告', F020D: '2026-05-01' }, false)
  expect(unread).toMatchObject([{ item: { kind: 'unread', plan: '见公告' } }])
})

test('search: code, spelling, name, initials; rows without a name are left out', () => {
  const symbols = (text: string) => search(stockList.stockList, text).map(({ symbol }) => symbol)
  expect(symbols('sh600111')).toEqual(['600111.SH'])
  expect(symbols('3002')).toEqual(['300222.SZ'])
  expect(symbols('样本')).toEqual(['600111.SH', '920333.BJ'])
  expect(symbols('YLGF')).toEqual(['300222.SZ'])
  expect(symbols('899999')).toEqual([])
  expect(search(stockList.stockList, '600111')).toMatchObject([
    { name: '样本股份', identifiers: { org_id: 'gssh0600111' } },
  ])
})

test.each([
  ['an unknown or delisted company', 500, { path: '/x', code: 9_240_002, data: null }, 'not_found'],
  ['another code of failure', 200, { path: '/x', code: 500, data: null }, 'transient'],
])('%s', async (_, status, body, reason) => {
  const { context } = caseContext({
    answers: [{ match: 'data20', status, body: () => JSON.stringify(body) }],
  })
  expect(
    await cninfo.datasets.actions?.fetch(caseQuery({ market: 'CN', symbol: '000002.SZ' }), context),
  ).toMatchObject({ ok: false, reason })
})
