import { beforeAll, expect, it } from 'vitest'
import type { ModelEntry } from '#shared/contracts/models.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { recordedFinancials, reportRequests } from '../e2e/fakes/recorded-report.ts'
import { costUsd, mostTokens } from './cost.ts'
import { estimateModule, withFallback } from './estimate.ts'
import { fillPrompt, SYSTEM_INSTRUCTION } from './prompt.ts'
import type { AnalysisTask } from './task.ts'

const shipped = configuration().system.models.list
const entryOf = (wanted: ModelEntry['kind']): ModelEntry => {
  const entry = shipped.find(({ kind }) => kind === wanted)
  if (!entry) throw new Error(`no ${wanted} is shipped`)
  return entry
}
const [gemini, builtin] = [entryOf('gemini'), entryOf('builtin')]
const at = { now: new Date('2026-11-25T12:00:00Z'), attempts: 1 }
let tasks: AnalysisTask[]
beforeAll(async () => {
  tasks = reportRequests(await recordedFinancials('US', 'AAPL'), 'en')
})

it('the rule analyst costs nothing', () => {
  for (const task of tasks)
    expect(estimateModule(task, builtin, at)).toMatchObject({
      free: true,
      call_usd: 0,
      most_usd: 0,
      likely_usd: 0,
    })
})

it('what is likely is below one call at its most, and that below every call of every try', () => {
  for (const task of tasks) {
    const { call_usd, most_usd, likely_usd } = estimateModule(task, gemini, at)
    expect(likely_usd).toBeGreaterThan(0)
    expect(call_usd).toBeGreaterThan(likely_usd ?? 0)
    expect(most_usd).toBeGreaterThan(call_usd ?? 0)
    const thrice = estimateModule(task, gemini, { ...at, attempts: 3 })
    expect(thrice.most_usd).toBeCloseTo(3 * (most_usd ?? 0), 9)
    expect(thrice.likely_usd).toBe(likely_usd)
  }
})

it('a call is never entered into the ledger at more than the most of its module', () => {
  for (const task of tasks) {
    const request = {
      system: SYSTEM_INSTRUCTION,
      turns: [{ role: 'user' as const, text: fillPrompt(task) }],
      max_output_tokens: task.module.max_output_tokens,
      input: task,
    }
    const entered = costUsd(mostTokens(request), gemini.prices_usd_per_million_tokens, at.now)
    const { call_usd } = estimateModule(task, gemini, at)
    expect(call_usd).toBeGreaterThanOrEqual(entered ?? Number.POSITIVE_INFINITY)
  }
})

it('the tries of the fallback are counted in the most, and not in what is likely', () => {
  const [task] = tasks
  if (!task) throw new Error('a report has modules')
  const one = estimateModule(task, gemini, at)
  const free = estimateModule(task, builtin, at)
  const unpriced = { ...one, most_usd: null }
  expect(withFallback(one, null)).toEqual(one)
  expect(withFallback(one, free)).toEqual(one)
  expect(withFallback(free, one)).toEqual(free)
  expect(withFallback(one, one)).toEqual({ ...one, most_usd: 2 * (one.most_usd ?? 0) })
  expect(withFallback(one, unpriced)).toEqual(unpriced)
})

it('without a price in force nothing is known of it', () => {
  const unpriced = { ...gemini, prices_usd_per_million_tokens: [] }
  const [task] = tasks
  expect(task && estimateModule(task, unpriced, at)).toMatchObject({
    free: false,
    call_usd: null,
    most_usd: null,
    likely_usd: null,
  })
})

it('longer sections to read cost more, and Chinese ones more than English', () => {
  const [task] = tasks
  if (!task) throw new Error('a report has modules')
  const needing = (language: 'en' | 'zh'): AnalysisTask => ({
    ...task,
    language,
    prompt: '{needs}',
    context: {
      ...task.context,
      needs: [{ module: 'a', title: 'A', status: 'complete', text: '' }],
    },
  })
  const most = (one: AnalysisTask) => estimateModule(one, gemini, at).most_usd ?? 0
  expect(most(needing('zh'))).toBeGreaterThan(most(needing('en')))
})
