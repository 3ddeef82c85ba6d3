/** Calls FMP's adapter with given answers. Tests only. */
import type { ItemDataset } from '#shared/names.ts'
import { type Answering, caseContext, caseQuery, recordedBody } from '../test/case.ts'
import type { ItemsCapability, ProviderResult } from '../../model/provider.ts'
import { fmpCases } from './cases.fixture.ts'
import { fmp } from './index.ts'

export const served = <T>(answer: ProviderResult<T> | undefined): T => {
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}
export const rows = (match: string | RegExp, body: unknown, status = 200): Answering => ({
  match,
  body: () => (typeof body === 'string' ? body : JSON.stringify(body)),
  status,
})
export const query = (symbol = 'AAPL') => caseQuery({ market: 'US', symbol })
export const ask = async <D extends Exclude<ItemDataset, 'fx' | 'instrument'>>(
  dataset: D,
  answers: Answering[],
  symbol = 'AAPL',
) => {
  const { context, sent } = caseContext({ answers })
  const capability: ItemsCapability<D> | undefined = fmp.datasets[dataset] as
    | ItemsCapability<D>
    | undefined
  return { answer: await capability?.fetch(query(symbol), context), sent }
}
export const caseOf = (dataset: string): readonly Answering[] =>
  fmpCases.find((given) => given.dataset === dataset)?.answers ?? []
export const recordedRow = (file: string): Record<string, unknown> =>
  (JSON.parse(recordedBody(`fmp/${file}.json`)) as Record<string, unknown>[])[0] ?? {}
export const texts = (figures: readonly { concept: string; value: string; unit: string }[]) =>
  Object.fromEntries(figures.map((f) => [f.concept, `${f.value} ${f.unit}`]))

export const statements = async (answers: readonly Answering[], symbol = 'AAPL') => {
  const { context, sent } = caseContext({ answers })
  return { answer: await fmp.datasets.statements?.fetch(query(symbol), context), sent }
}
