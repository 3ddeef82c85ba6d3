import { describe, expect, test } from 'vitest'
import { type Answering, caseContext, caseQuery } from '../test/case.ts'
import { hkexnewsCases, row, stocksAnswer, titlesAnswer } from './cases.fixture.ts'
import { hkexnews } from './index.ts'
import { periodEndOf } from './titles.ts'

const [given] = hkexnewsCases
if (!given) throw new Error('no case')
const ids = (body = stocksAnswer): Answering => ({ match: 'prefix.do', body: () => body })
const ask = async (rows: unknown[] | null, stocks = stocksAnswer) => {
  const { context, sent } = caseContext({
    answers: [{ match: 'titleSearchServlet', body: () => titlesAnswer(rows) }, ids(stocks)],
  })
  const answer = await hkexnews.datasets.filings?.fetch(caseQuery(given), context)
  return { answer, sent, context }
}

describe('filings', () => {
  test('rows are JSON inside JSON, times are of Hong Kong, titles lose markup and entities', async () => {
    const { context } = caseContext(given)
    const answer = await hkexnews.datasets.filings?.fetch(caseQuery(given), context)
    if (!answer?.ok) throw new Error(answer?.detail)
    expect(answer.data.subject).toEqual({ symbol: '01111', name: null, currency: null })
    expect(answer.data.items.map(({ item }) => item)).toEqual([
      {
        title: 'NOTICE OF EGM & Closure of Books',
        form: 'Proxy Forms',
        filed_at: '2026-08-14',
        accepted_at: '2026-08-14T14:58:00.000Z',
        period_end: null,
        url: 'https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0814/2026081400112.pdf',
        document_id: '11111112',
      },
      {
        title: 'ANNOUNCEMENT OF THE RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2026',
        form: 'Interim Results',
        filed_at: '2026-08-12',
        accepted_at: '2026-08-12T08:31:00.000Z',
        period_end: '2026-06-30',
        document_id: '11111111',
        url: 'https://www1.hkexnews.hk/listedco/listconews/sehk/2026/0812/2026081200111.pdf',
      },
    ])
  })
  test('the id is of the security with the whole code, not of the first; it is remembered', async () => {
    const { sent, context } = await ask([row()])
    const query = (at: number) => new URL(sent[at]?.url ?? '').searchParams
    expect([query(0).get('lang'), query(0).get('name'), query(0).get('market')]).toEqual([
      'EN',
      '01111',
      'SEHK',
    ])
    expect([
      query(1).get('stockId'),
      query(1).get('fromDate'),
      query(1).get('toDate'),
      query(1).get('lang'),
    ]).toEqual(['7111', '20150101', '20261123', 'E'])
    await hkexnews.datasets.filings?.fetch(caseQuery(given), context)
    expect(sent).toHaveLength(3)
  })
  test('codes that begin with 08 are of GEM', async () => {
    const { context, sent } = caseContext({ answers: [ids('callback();')] })
    expect(
      await hkexnews.datasets.filings?.fetch(caseQuery({ market: 'HK', symbol: '08111' }), context),
    ).toMatchObject({ reason: 'not_found' })
    expect(sent[0]?.url).toContain('market=GEM')
  })
  test('a document of several issuers is about each of them, one of others is refused', async () => {
    expect((await ask([row({ STOCK_CODE: '00999<br/>01111' })])).answer).toMatchObject({ ok: true })
    expect((await ask([row(), row({ STOCK_CODE: '00999' })])).answer).toMatchObject({
      ok: false,
      reason: 'wrong_instrument',
    })
  })
  test('without an id of its own a document is named by its file', async () => {
    const { answer } = await ask([
      row({
        NEWS_ID: undefined,
        FILE_LINK: '/listedco/listconews/sehk/2026/0812/2026081200111_c.pdf',
      }),
    ])
    expect(answer?.ok && answer.data.items[0]?.item.document_id).toBe('2026081200111')
  })
  test('no documents is empty, text that is no JSON and a time of another form are malformed', async () => {
    expect((await ask(null)).answer).toMatchObject({
      ok: true,
      data: { items: [], subject: { symbol: null } },
    })
    expect((await ask([row({ DATE_TIME: '2026-08-12 16:31' })])).answer).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('DATE_TIME'),
    })
    const { context } = caseContext({
      answers: [{ match: 'titleSearch', body: () => '{"result":"[{"}' }, ids()],
    })
    expect(await hkexnews.datasets.filings?.fetch(caseQuery(given), context)).toMatchObject({
      reason: 'malformed',
    })
  })
  test.each([
    ['ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025', '2025-12-31'],
    ['Monthly Return for the month ended 30th June 2026', '2026-06-30'],
    ['RESULTS FOR THE YEAR ENDED 31 FEBRUARY 2025', null],
    ['2025 Annual Report', null],
  ])('%s', (title, end) => {
    expect(periodEndOf(title)).toBe(end)
  })
})

describe('search', () => {
  const find = async (text: string) => {
    const { context, sent } = caseContext({
      answers: [{ match: '.do?', body: () => stocksAnswer }],
    })
    const found = await hkexnews.datasets.instrument?.fetch({ text, market: 'HK' }, context)
    return { found: found?.ok ? found.data : found, url: new URL(sent[0]?.url ?? '') }
  }
  test('a code in any spelling by prefix; warrants are left out', async () => {
    const { found, url } = await find('1111.HK')
    expect([url.pathname, url.searchParams.get('name')]).toEqual(['/search/prefix.do', '01111'])
    expect(found).toEqual([
      {
        market: 'HK',
        symbol: '01111',
        name: 'SAMPLE HOLDINGS',
        names: { en: 'SAMPLE HOLDINGS' },
        exchange: null,
        identifiers: { hkex_stock_id: '7111' },
      },
    ])
  })
  test('a name by what it holds, in its language', async () => {
    const { url } = await find('騰訊')
    expect([url.pathname, url.searchParams.get('lang')]).toEqual(['/search/partial.do', 'ZH'])
    expect((await find('tencent')).url.searchParams.get('lang')).toBe('EN')
  })
})
