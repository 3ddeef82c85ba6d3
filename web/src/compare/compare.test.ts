import { figuresOf } from '#shared/book/of-content.ts'
import { expect, test } from 'vitest'
import type { FinancialsWish } from '../api.ts'
import { financials } from '../figures/figures.fixture.ts'
import { OFFLINE } from '../page-problem.ts'
import { createComparison } from './compare.ts'

const figures = figuresOf(financials)
const settled = () => new Promise((done) => setTimeout(done, 0))

test('a company that fails leaves the others, and is asked again alone', async () => {
  const asked: string[] = []
  let isDown = true
  const comparison = createComparison(async (market, symbol) => {
    asked.push(`${market}:${symbol}`)
    return symbol === 'B' && isDown ? { ok: false, problem: OFFLINE } : { ok: true, data: figures }
  })
  const wish = { companies: ['US:A', 'US:B'], asOf: null, currency: null }
  comparison.want(wish)
  expect([...comparison.state.value.values()].map(({ state }) => state)).toEqual([
    'loading',
    'loading',
  ])
  await settled()
  expect([...comparison.state.value.values()].map(({ state }) => state)).toEqual([
    'ready',
    'failed',
  ])
  isDown = false
  comparison.retry('US:B', wish)
  await settled()
  expect(comparison.state.value.get('US:B')?.state).toBe('ready')
  comparison.want({ ...wish, companies: ['US:B', 'US:C'] })
  await settled()
  expect([...comparison.state.value.keys()]).toEqual(['US:B', 'US:C'])
  expect(asked).toEqual(['US:A', 'US:B', 'US:B', 'US:C'])
})

test('another day reads all again, and an answer for the day before is dropped', async () => {
  const open: { wish: FinancialsWish; answer: () => void }[] = []
  const comparison = createComparison(
    (_market, _symbol, wish) =>
      new Promise((answer) => {
        open.push({ wish, answer: () => answer({ ok: true, data: figures }) })
      }),
  )
  comparison.want({ companies: ['US:A'], asOf: null, currency: null })
  comparison.want({ companies: ['US:A'], asOf: '2020-01-01', currency: null })
  open[0]?.answer()
  await settled()
  expect(comparison.state.value.get('US:A')?.state).toBe('loading')
  open[1]?.answer()
  await settled()
  expect(comparison.state.value.get('US:A')?.state).toBe('ready')
  expect(open.map(({ wish }) => wish.asOf)).toEqual([null, '2020-01-01'])
})
