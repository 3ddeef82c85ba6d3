/**
 * Plays the SEC's datasets in the same way as the chain, over small lists of filings in EDGAR's
 * form. Tests only.
 */
import type { ItemDataset } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { checkItems } from '../../chain/check.ts'
import { type Answering, caseContext, caseQuery } from '../test/case.ts'
import type { CompanyQuery } from '../../model/provider.ts'
import { sec } from './index.ts'

type Played = ItemDataset & ('profile' | 'shares' | 'filings' | 'insiders' | 'holders')

export const knownAs = (symbol: string, cik: string): Instrument => ({
  id: `US:${symbol}`,
  market: 'US',
  symbol,
  name: symbol,
  names: {},
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: { cik },
})

/**
 * Plays a dataset in the same way as the chain: first the adapter, then the checks of every answer.
 */
export const play = async <D extends Played>(
  dataset: D,
  symbol: string,
  answers: Answering[],
  query: Partial<CompanyQuery> = {},
) => {
  const { context, sent } = caseContext({ answers }, { key: null })
  const given = await sec.datasets[dataset]?.fetch(
    caseQuery({ market: 'US', symbol, query }),
    context,
  )
  if (!given) throw new Error(`${dataset} is not declared`)
  return {
    answer: checkItems<D>(
      dataset,
      { provider: 'sec', market: 'US', symbol, known: null },
      given as Parameters<typeof checkItems<D>>[2],
    ),
    sent,
  }
}
export const served = async <D extends Played>(...given: Parameters<typeof play<D>>) => {
  const { answer, sent } = await play<D>(...given)
  if (!answer.ok) throw new Error(answer.detail)
  return { ...answer.data, sent }
}

/** The columns of a list of filings: form, filing date and document, newest first. */
export const columns = (
  rows: [form: string, filed: string, document: string, accession: string][],
) => ({
  accessionNumber: rows.map(([, , , accession]) => accession),
  filingDate: rows.map(([, filed]) => filed),
  reportDate: rows.map(() => ''),
  form: rows.map(([form]) => form),
  primaryDocument: rows.map(([, , document]) => document),
  primaryDocDescription: rows.map(() => ''),
  items: rows.map(() => ''),
})
export const example = (rows: Parameters<typeof columns>[0], files: unknown[] = []) => ({
  cik: '1652044',
  name: 'Example Inc.',
  tickers: ['EXMP'],
  exchanges: ['NYSE'],
  filings: { recent: columns(rows), files },
})
export const answer = (match: string, body: unknown): Answering => ({
  match,
  body: () => (typeof body === 'string' ? body : JSON.stringify(body)),
})
export const exampleAnswer = (body: unknown) => answer('submissions/CIK0001652044.json', body)
export const known = knownAs('EXMP', '1652044')
