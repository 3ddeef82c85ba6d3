import { expect, test } from 'vitest'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import type { FinancialsWish } from '../api.ts'
import { financials } from '../figures/figures.fixture.ts'
import type { ApiResult, PageProblem } from '../page-problem.ts'
import { createCompanyModel, readCompany } from './company.ts'

const problem = (reason: PageProblem['reason']): PageProblem => ({
  reason,
  title: reason,
  detail: '',
  status: 502,
  request_id: null,
})
const failed = (reason: PageProblem['reason']): ApiResult<FigureIndex> => ({
  ok: false,
  problem: problem(reason),
})
const figures = figuresOf(financials)
const served: ApiResult<FigureIndex> = { ok: true, data: figures }
const wish: FinancialsWish = { asOf: null, currency: 'CNY', crossCheck: false }

test('without a rate the filed currency is shown, with the problem of the rate', async () => {
  const result = await readCompany(
    async ({ currency }) => (currency ? failed('providers_failed') : served),
    wish,
  )
  expect(result).toEqual({
    ok: true,
    data: { figures, wish, unconverted: problem('providers_failed') },
  })
})

test('when the company cannot be read at all, that is the problem', async () => {
  expect(
    await readCompany(
      async ({ currency }) => failed(currency ? 'providers_failed' : 'unknown_symbol'),
      wish,
    ),
  ).toEqual(failed('unknown_symbol'))
})

test('a read is made once when nothing is converted, or nobody answers', async () => {
  let reads = 0
  const counting = (answer: ApiResult<FigureIndex>) => async () => {
    reads += 1
    return answer
  }
  await readCompany(counting(failed('providers_failed')), { ...wish, currency: null })
  await readCompany(counting(failed('offline')), wish)
  await readCompany(counting(served), wish)
  expect(reads).toBe(3)
})

test('a company checked against another source stays so when day or currency change', async () => {
  const wishes: FinancialsWish[] = []
  const model = createCompanyModel(async (given) => {
    wishes.push(given)
    return served
  })
  await model.load(null, null)
  await model.crossCheck()
  await model.load('2024-01-01', 'EUR')
  expect(wishes).toEqual([
    { asOf: null, currency: null, crossCheck: false },
    { asOf: null, currency: null, crossCheck: true },
    { asOf: '2024-01-01', currency: 'EUR', crossCheck: true },
  ])
})
