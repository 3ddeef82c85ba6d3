import { expect, test } from 'vitest'
import type { Usage } from '#shared/contracts/analysis.ts'
import { usageByModel } from './usage.ts'

const usage = (model: string, cost_usd: number | null): { usage: Usage } => ({
  usage: { provider: 'gemini', model, calls: 1, input_tokens: 100, output_tokens: 10, cost_usd },
})

test('usage is added up by model; a call without a price makes its model’s cost unknown', () => {
  const sums = usageByModel([
    usage('a', 0.25),
    { usage: null },
    usage('a', 0.5),
    usage('b', 0.1),
    usage('b', null),
  ])
  expect(sums).toEqual([
    {
      provider: 'gemini',
      model: 'a',
      calls: 2,
      input_tokens: 200,
      output_tokens: 20,
      cost_usd: 0.75,
    },
    {
      provider: 'gemini',
      model: 'b',
      calls: 2,
      input_tokens: 200,
      output_tokens: 20,
      cost_usd: null,
    },
  ])
})
