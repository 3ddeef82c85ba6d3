/** How many figures the providers' full answers about Apple have in common. */
import { expect, test } from 'vitest'
import { appleFacts, comparedIn } from './agreement.fixture.ts'

test('five providers have hundreds of figures in common', async () => {
  const { compared, made } = comparedIn(await appleFacts())
  // The first of the chain stands for the company; each of the others is held against it.
  expect(compared).toEqual({
    fmp: expect.any(Number),
    finnhub: 12,
    twelvedata: expect.any(Number),
    yahoo: expect.any(Number),
  })
  expect(compared.fmp).toBeGreaterThan(30)
  expect(compared.twelvedata).toBeGreaterThan(200)
  expect(compared.yahoo).toBeGreaterThan(90)
  expect(made).toBeGreaterThan(400)
})
