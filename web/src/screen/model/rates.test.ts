import { expect, test } from 'vitest'
import { createRates } from './rates.ts'

const settled = () => new Promise((done) => setTimeout(done, 0))

test('a pair that a run asked for is read once, and one that nobody knows is not asked again', async () => {
  const asked: string[] = []
  const rates = createRates({
    getScreenRates: async (market, pairs, asOf) => {
      asked.push(`${market} ${pairs.map(({ from, to }) => from + to).join()} ${asOf}`)
      const rate = { from: 'USD', to: 'CNY', rate: 7, day: '2026-01-30', provider: 'ecb' }
      return { ok: true, data: { rates: [rate] } }
    },
  })
  expect(rates.rate('USD', 'USD')).toBe(1)
  expect(rates.rate('USD', 'CNY')).toBeNull()
  expect(rates.rate('USD', 'XXX')).toBeNull()
  await rates.readMissing('CN')
  expect(rates.rate('USD', 'CNY')).toBe(7)
  expect(rates.rate('USD', 'XXX')).toBeNull()
  await rates.readMissing('CN')
  expect(asked).toEqual(['CN USDCNY,USDXXX null'])
})

test('rates of another day are others, and an answer for the day before is dropped', async () => {
  let answer = () => {}
  const rates = createRates({
    getScreenRates: () =>
      new Promise((done) => {
        const rate = { from: 'USD', to: 'CNY', rate: 7, day: '2026-01-30', provider: 'ecb' }
        answer = () => done({ ok: true, data: { rates: [rate] } })
      }),
  })
  rates.rate('USD', 'CNY')
  void rates.readMissing('CN')
  rates.want('2020-01-31')
  answer()
  await settled()
  expect(rates.known.value).toEqual([])
})
