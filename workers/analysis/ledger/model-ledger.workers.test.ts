/** The ledger in workerd: caps are exact when many calls are entered at once. */
import { evictDurableObject, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it } from 'vitest'
import type { PlannedCall } from './admission.ts'

const ledger = () => env.MODEL_LEDGER.getByName('all')
const planned = (over: Partial<PlannedCall> = {}): PlannedCall => ({
  report: 'rep_1',
  module: 'profile',
  model: 'gemini',
  provider: 'gemini-3.8-flash',
  worst: 100,
  caps: { report_usd: null, day_usd: null },
  ...over,
})
const ended = (cost: number | null, outcome = 'ok') => ({
  input_tokens: 10,
  cached_tokens: 4,
  output_tokens: 5,
  thinking_tokens: 2,
  cost,
  outcome,
})
const NANO = 1e-9

afterEach(() => reset())

it('admits exactly as many calls at once as the day has room for', async () => {
  const caps = { report_usd: null, day_usd: 700 * NANO }
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => ledger().enter(planned({ report: `rep_${i}`, caps }))),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(7)
  expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, cap: 'day', report: 0, day: 700 })
})

it('counts what a settled call cost, and of an unsettled one its most', async () => {
  const caps = { report_usd: 250 * NANO, day_usd: null }
  const first = await ledger().enter(planned({ caps }))
  const second = await ledger().enter(planned({ caps }))
  expect([first.ok, second.ok]).toEqual([true, true])
  expect((await ledger().enter(planned({ caps }))).ok).toBe(false)
  if (first.ok) await ledger().settle(first.id, ended(30))
  expect((await ledger().enter(planned({ caps }))).ok).toBe(true)
  expect((await ledger().enter(planned({ caps }))).ok).toBe(false)
  expect((await ledger().enter(planned({ caps, report: 'rep_2' }))).ok).toBe(true)
})

it('tells the calls of a report, in order, also after an eviction', async () => {
  const one = await ledger().enter(planned())
  await ledger().enter(planned({ module: 'valuation', report: 'rep_2' }))
  await ledger().enter(planned({ module: 'conclusion' }))
  if (one.ok) {
    await ledger().settle(one.id, ended(30, 'model_timeout'))
    await ledger().settle(one.id, ended(99))
  }
  await evictDurableObject(ledger())
  expect(await ledger().callsOf('rep_1')).toMatchObject([
    {
      module: 'profile',
      outcome: 'model_timeout',
      input_tokens: 10,
      cached_tokens: 4,
      output_tokens: 5,
      thinking_tokens: 2,
      cost_usd: 3e-8,
    },
    { module: 'conclusion', outcome: null, input_tokens: null, cost_usd: 1e-7 },
  ])
  expect(await ledger().spentToday()).toBeCloseTo(230 * NANO, 15)
})
