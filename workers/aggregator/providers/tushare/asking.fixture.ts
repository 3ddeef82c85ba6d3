/**
 * Calls Tushare's adapter for a dataset with given tables, checks the answer and shortens it. Tests
 * only.
 */
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { checkStatements } from '../../chain/check.ts'
import {
  type Answering,
  caseContext,
  caseQuery,
  type ProviderCase,
  recordedText,
} from '../test/case.ts'
import type { CompanyQuery, NewFact } from '../../model/provider.ts'
import { tableFor, tushareCases } from './cases.fixture.ts'
import { tushare } from './index.ts'
import { table } from './made.fixture.ts'
import { readTable, type TushareRow } from './table.ts'

type TushareDataset = Exclude<keyof typeof tushare.datasets, 'instrument' | 'statements' | 'fx'>

export const caseOf = (dataset: ProviderCase['dataset'], market: string): ProviderCase => {
  const given = tushareCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  return given
}
export const ask = async <D extends TushareDataset & ItemDataset>(
  dataset: D,
  query: Pick<CompanyQuery, 'market' | 'symbol'> & Partial<CompanyQuery>,
  answers: readonly Answering[],
) => {
  const { context, sent } = caseContext({ answers })
  const answer = await tushare.datasets[dataset]?.fetch(caseQuery({ ...query, query }), context)
  if (!answer?.ok) throw new Error(answer?.detail)
  return { ...answer.data, sent, items: answer.data.items.map(({ item }) => item as ItemOf<D>) }
}
export const playCase = <D extends TushareDataset & ItemDataset>(
  dataset: D,
  market: CompanyQuery['market'],
) => {
  const { symbol, answers, query } = caseOf(dataset, market)
  return ask(dataset, { ...query, market, symbol }, answers)
}
export const statements = async (
  market: CompanyQuery['market'],
  symbol: string,
  answers: readonly Answering[],
) => {
  const { context } = caseContext({ answers })
  const answer = await tushare.datasets.statements?.fetch(caseQuery({ market, symbol }), context)
  const checked =
    answer && checkStatements({ provider: 'tushare', market, symbol, known: null }, answer)
  if (!checked?.ok) throw new Error(checked?.detail)
  return checked.data
}
export const brief = (facts: readonly NewFact[]) =>
  Object.fromEntries(
    facts.map((fact) => [`${fact.concept} ${fact.period}`, `${fact.value} ${fact.unit}`]),
  )
export const none = (...apis: string[]) => apis.map((api) => tableFor(api, () => table([])))
export const rowsIn = (file: string): TushareRow[] => {
  const rows = readTable(file, JSON.parse(recordedText(`tushare/responses/${file}.json`)))
  if (!rows.ok) throw new Error(rows.detail)
  return rows.data
}
