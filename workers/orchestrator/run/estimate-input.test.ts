import { beforeAll, expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { type EstimateRequest, estimateRequestSchema } from '#shared/contracts/analysis.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'
import { estimateTasks } from '../../analysis/estimate-tasks.ts'
import { fillPrompt } from '../../analysis/prompt.ts'
import { recordedFinancials, reportRequests } from '../../e2e/fakes/recorded-report.ts'
import { MAX_BODY_BYTES } from '#shared/http/app.ts'
import { estimateInput, leftOut } from './estimate-input.ts'

const config = { ...configuration(), version: 0 }
const { modules } = config
let input: EstimateRequest
let written: ReturnType<typeof reportRequests>
beforeAll(async () => {
  const financials = await recordedFinancials('US', 'AAPL')
  const figures = figuresOf(financials)
  const { instrument, as_of } = financials
  input = estimateInput({
    config,
    modules,
    figures,
    told: null,
    rating: rateCompany(figures, { instrument: instrument.id, as_of }),
    language: 'en',
    model: 'gemini',
  })
  written = reportRequests(financials, 'en')
})

test('a whole report fits into one request, with each figure once', () => {
  const text = JSON.stringify(input)
  expect(text.length).toBeLessThan(MAX_BODY_BYTES)
  expect(estimateRequestSchema.safeParse(input).error).toBeUndefined()
  const tokens = Object.values(input.context.groups).flatMap(({ figures }) =>
    figures.map(({ token }) => token),
  )
  expect(tokens.length).toBeGreaterThan(1_000)
  expect(new Set(tokens).size).toBe(tokens.length)
  expect(JSON.stringify(written).length).toBeGreaterThan(3 * text.length)
})

test('each module is estimated from the prompt that its report would send', () => {
  const tasks = new Map(estimateTasks(input).map((task) => [task.module.id, task]))
  expect([...tasks.keys()]).toEqual(modules.map(({ id }) => id))
  // That an exhibit is not there is told where a report has asked for it, which these have not.
  const sorted = (prompt: string) =>
    prompt
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('The exhibit '))
      .toSorted()
  for (const one of written) {
    const task = tasks.get(one.module.id)
    if (!task) throw new Error(`${one.module.id} is not estimated`)
    const context = { ...task.context, needs: [] }
    expect(sorted(fillPrompt({ ...task, context }))).toEqual(sorted(fillPrompt(one)))
  }
})

test('what is not known of the exhibits is named', () => {
  const told = (kind: ReportExhibit['kind'], hash: string | null): ReportExhibit => ({
    kind,
    hash,
    absent: hash === null ? 'no_data' : null,
  })
  expect(leftOut(modules, null)).toEqual([
    'market',
    'valuation',
    'peers',
    'estimates',
    'holders',
    'insiders',
    'actions',
    'news',
    'filings',
  ])
  const some = (['market', 'valuation', 'peers', 'holders'] as const).map((kind) => told(kind, 'x'))
  expect(leftOut(modules, some)).toEqual(['estimates', 'insiders', 'actions', 'news', 'filings'])
  // What the newest report could not have is known not to be there.
  expect(leftOut(modules, [told('news', null)])).not.toContain('news')
})
