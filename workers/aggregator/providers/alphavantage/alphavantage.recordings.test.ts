/** How many rows are read from the full recorded answers of Alpha Vantage. */
import { expect, test } from 'vitest'
import { caseContext, caseQuery } from '../test/case.ts'
import { alphavantageCases } from './cases.fixture.ts'
import { alphavantage } from './index.ts'

const caseOf = (dataset: string) => {
  const given = alphavantageCases.find((c) => c.dataset === dataset && c.market === 'US')
  if (!given) throw new Error('no such case')
  return given
}
const { datasets } = alphavantage

test('statements: 20 years and 81 quarters', async () => {
  const given = caseOf('statements')
  const answer = await datasets.statements?.fetch(caseQuery(given), caseContext(given).context)
  if (!answer?.ok) throw new Error(answer?.detail)
  const revenue = answer.data.facts.filter(({ concept }) => concept === 'revenue')
  const years = revenue.flatMap(({ period }) => (period.startsWith('FY') ? [period] : []))
  expect(new Set(years).size).toBe(20)
  expect(revenue.filter(({ period }) => /Q\d$/.test(period))).toHaveLength(81)
})
test('100 daily bars', async () => {
  const given = caseOf('bars')
  const answer = await datasets.bars?.fetch(caseQuery(given), caseContext(given).context)
  expect(answer?.ok && answer.data.items[0]?.item.bars).toHaveLength(100)
})
test('50 articles', async () => {
  const given = caseOf('news')
  const answer = await datasets.news?.fetch(caseQuery(given), caseContext(given).context)
  expect(answer?.ok && answer.data.items).toHaveLength(50)
})
test('400 dealings of insiders, each with a key of its own', async () => {
  const given = caseOf('insiders')
  const answer = await datasets.insiders?.fetch(caseQuery(given), caseContext(given).context)
  if (!answer?.ok) throw new Error(answer?.detail)
  expect(answer.data.items).toHaveLength(400)
  expect(new Set(answer.data.items.map(({ key }) => key)).size).toBe(400)
})
