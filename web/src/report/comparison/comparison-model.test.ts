import { describe, expect, it, test } from 'vitest'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import { OFFLINE } from '../../page-problem.ts'
import { createComparisonModel, type ComparisonApi, usualOther } from './comparison-model.ts'

const summary = (id: string, day: string, more: Partial<ReportSummary> = {}): ReportSummary => ({
  id,
  status: 'complete',
  reason: null,
  detail: null,
  market: 'US',
  symbol: 'TEST',
  instrument: null,
  language: 'en',
  model: 'builtin',
  as_of: null,
  inputs_of: null,
  created_at: `${day}T00:00:00Z`,
  completed_at: null,
  ...more,
})

test('a report is set against that whose inputs it has, else the newest before it, else one after it', () => {
  const own = summary('own', '2026-03-01')
  const [newer, older, oldest] = [
    summary('newer', '2026-04-01'),
    summary('older', '2026-02-01'),
    summary('oldest', '2026-01-01'),
  ]
  const others = [newer, older, oldest]
  expect(usualOther(own, others)?.id).toBe('older')
  expect(usualOther({ ...own, inputs_of: 'oldest' }, others)?.id).toBe('oldest')
  expect(usualOther(own, [newer])?.id).toBe('newer')
  expect(usualOther(own, [])).toBeNull()
})

describe('a comparison', () => {
  it('says so when a report cannot be read, and reads it again by the next try', async () => {
    let reads = 0
    const api: ComparisonApi = {
      getReport: async () => {
        reads += 1
        return { ok: false, problem: OFFLINE }
      },
      getReportFigures: async () => ({ ok: false, problem: OFFLINE }),
      listReportsOf: async () => ({ ok: true, data: { reports: [] } }),
    }
    const model = createComparisonModel('own', api)
    await model.want(null)
    expect(model.state.value).toEqual({ state: 'failed', problem: OFFLINE })
    await model.want(null)
    expect(reads).toBe(2)
  })
})
