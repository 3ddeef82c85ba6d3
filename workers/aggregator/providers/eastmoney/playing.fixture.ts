/** Plays Eastmoney's cases outside of the drill. Tests only. */
import type { ItemDataset } from '#shared/names.ts'
import { z } from 'zod'
import { caseContext, caseQuery, type ProviderCase, recordedBody } from '../test/case.ts'
import type { ItemsCapability, NewFact } from '../../model/provider.ts'
import { eastmoneyCases } from './cases.fixture.ts'
import { eastmoney } from './index.ts'

export type PlayedDataset = Exclude<ItemDataset, 'instrument' | 'fx'>
export const capability = <D extends PlayedDataset>(dataset: D): ItemsCapability<D> => {
  const found: Partial<{ [K in PlayedDataset]: ItemsCapability<K> }> = eastmoney.datasets
  const own = found[dataset]
  if (!own) throw new Error(`no ${dataset}`)
  return own
}
export const caseOf = (dataset: string, market: string): ProviderCase => {
  const given = eastmoneyCases.find((c) => c.dataset === dataset && c.market === market)
  if (!given) throw new Error('no such case')
  return given
}
export const play = async <D extends PlayedDataset>(
  dataset: D,
  market: string,
  more: Partial<ProviderCase> = {},
) => {
  const given = { ...caseOf(dataset, market), ...more }
  const { context, sent } = caseContext(given)
  const answer = await capability(dataset).fetch(caseQuery(given), context)
  if (!answer.ok) throw new Error(answer.detail)
  return { ...answer.data, sent, context }
}
/** `concept` -> `value unit`. */
export const figures = (all: readonly { concept: string; value: string; unit: string }[]) =>
  Object.fromEntries(all.map((f) => [f.concept, `${f.value} ${f.unit}`]))

export const playStatements = async (
  given: Pick<ProviderCase, 'market' | 'symbol' | 'answers'>,
) => {
  const { context, sent } = caseContext(given)
  const result = await eastmoney.datasets.statements?.fetch(caseQuery(given), context)
  return { result, sent: sent.map(({ url }) => new URL(url).searchParams) }
}
export const facts = async (given: Pick<ProviderCase, 'market' | 'symbol' | 'answers'>) => {
  const { result, sent } = await playStatements(given)
  if (!result?.ok) throw new Error(result?.detail)
  return { ...result.data, sent }
}
export const find = (all: readonly NewFact[], concept: string, period: string) =>
  all.find((fact) => fact.concept === concept && fact.period === period)
export const brief = (all: readonly NewFact[]) =>
  all.map(({ concept, period, value, unit }) => `${concept} ${period} ${value} ${unit}`)
export const rowsIn = (path: string): unknown[] =>
  z
    .object({ result: z.object({ data: z.array(z.unknown()) }) })
    .parse(JSON.parse(recordedBody(path))).result.data
