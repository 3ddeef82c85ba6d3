/**
 * The cases of the adapter of TDnet's mirror: a list in its form, about disclosures that do not
 * exist.
 */
import { editJson, type ProviderCase, replaced } from '../test/case.ts'

const row = {
  id: '1111111',
  pubdate: '2025-05-08 13:55:00',
  company_code: '72030',
  company_name: '見本自動車',
  title: '2025年3月期　決算短信〔ＩＦＲＳ〕（連結）&amp;補足',
  document_url:
    'https://webapi.yanoshin.jp/rd.php?https://www.release.tdnet.info/inbs/111120250508111111.pdf',
  url_report_type_summary: null,
  url_xbrl: null,
  markets_string: '東',
  update_history: null,
}
const older = {
  ...row,
  id: '1111110',
  pubdate: '2025-04-01 00:30:00',
  title: '役員の異動に関するお知らせ',
}

export const list = (): string =>
  JSON.stringify({
    total_count: 2,
    condition_desc: '見本',
    items: [{ Tdnet: older }, { Tdnet: row }],
  })

type Body = { items: unknown[] & { Tdnet: Record<string, unknown> }[] }

export const tdnetCases: ProviderCase[] = [
  {
    provider: 'tdnet',
    dataset: 'filings',
    market: 'JP',
    symbol: '7203',
    proof: 'fake',
    evidence: ['https://webapi.yanoshin.jp/tdnet/'],
    answers: [{ match: 'tdnet/list/7203.json', body: list }],
    spoilt: {
      other_company: replaced(['72030', '67580'], ['見本自動車', '別の会社']),
      null_field: editJson(({ items }: Body) => {
        for (const { Tdnet } of items) Tdnet.document_url = null
      }),
      wrong_type: editJson(({ items }: Body) => {
        for (const { Tdnet } of items) Tdnet.title = 1
      }),
      empty: editJson(({ items }: Body) => items.splice(0)),
    },
  },
]
