import { expect, test } from 'vitest'
import { caseContext, caseQuery } from '../test/case.ts'
import { list, tdnetCases } from './cases.fixture.ts'
import { readDisclosures } from './filings.ts'
import { tdnet } from './index.ts'

test('newest first, with TDnet’s own address, Tokyo’s clock and the kind of disclosure', async () => {
  const [given] = tdnetCases
  if (!given) throw new Error('no case')
  const { context, sent } = caseContext(given)
  const answer = await tdnet.datasets.filings?.fetch(caseQuery(given), context)
  expect(answer?.ok && answer.data.subject).toEqual({
    symbol: '7203',
    name: '見本自動車',
    currency: null,
  })
  expect(answer?.ok && answer.data.items.map(({ item }) => item)).toEqual([
    {
      title: '2025年3月期 決算短信〔ＩＦＲＳ〕（連結）&補足',
      form: '決算短信',
      filed_at: '2025-05-08',
      accepted_at: '2025-05-08T04:55:00.000Z',
      period_end: null,
      url: 'https://www.release.tdnet.info/inbs/111120250508111111.pdf',
      document_id: '1111111',
    },
    // Half past midnight in Tokyo is the day before in UTC.
    expect.objectContaining({
      filed_at: '2025-04-01',
      accepted_at: '2025-03-31T15:30:00.000Z',
      form: null,
    }),
  ])
  expect(sent.map(({ url }) => url)).toEqual([
    'https://webapi.yanoshin.jp/webapi/tdnet/list/7203.json?limit=100',
  ])
})

test('one row of another company gives the answer away', () => {
  const body = list().replace('72030', '67580')
  expect(readDisclosures('7203', JSON.parse(body))).toMatchObject({
    data: { subject: { symbol: '6758' } },
  })
})

test('a code whose fifth character is not 0 is of another paper', () => {
  expect(readDisclosures('2593', JSON.parse(list().replaceAll('72030', '25935')))).toMatchObject({
    data: { subject: { symbol: '25935' } },
  })
})
