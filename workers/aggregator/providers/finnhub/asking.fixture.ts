/** Calls Finnhub's adapter with given answers. Tests only. */
import type { ItemDataset } from '#shared/names.ts'
import { type Answering, caseContext, caseQuery, recordedBody } from '../test/case.ts'
import type { ItemsCapability, ProviderResult } from '../../model/provider.ts'
import { finnhubCases } from './cases.fixture.ts'
import { finnhub } from './index.ts'

export const served = <T>(answer: ProviderResult<T> | undefined): T => {
  if (!answer?.ok) throw new Error(answer?.detail)
  return answer.data
}
export const given = (match: string | RegExp, body: unknown, status = 200): Answering => ({
  match,
  body: () => (typeof body === 'string' ? body : JSON.stringify(body)),
  status,
})
export const recorded = (match: string, file: string): Answering => ({
  match,
  body: () => recordedBody(`finnhub/${file}.json`),
})
export const ask = async <D extends Exclude<ItemDataset, 'fx' | 'instrument'>>(
  dataset: D,
  answers: readonly Answering[],
  symbol = 'AAPL',
) => {
  const { context, sent } = caseContext({ answers })
  const capability = finnhub.datasets[dataset] as ItemsCapability<D> | undefined
  return { answer: await capability?.fetch(caseQuery({ market: 'US', symbol }), context), sent }
}
export const caseOf = (dataset: string): readonly Answering[] =>
  finnhubCases.find((one) => one.dataset === dataset)?.answers ?? []
export const texts = (figures: readonly { concept: string; value: string; unit: string }[] = []) =>
  Object.fromEntries(figures.map((f) => [f.concept, `${f.value} ${f.unit}`]))
export const statements = async (
  annual: unknown,
  quarterly: unknown = { cik: '11', symbol: 'TST', data: [] },
  symbol = 'TST',
) => {
  const { context } = caseContext({
    answers: [given('freq=annual', annual), given('freq=quarterly', quarterly)],
  })
  return finnhub.datasets.statements?.fetch(caseQuery({ market: 'US', symbol }), context)
}
