/**
 * Texts that are made to take long, sent to the running Workers: as the text
 * of a section, and as the answer of a model. The stack stays up, and others are answered beside
 * it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import modulesJson from '../../config/analysis-modules.json' with { type: 'json' }
import { modulesSchema } from '#shared/contracts/config-documents.ts'
import { apiClient } from '../dev/api-client.ts'
import { moduleInput } from '../orchestrator/run/module-input.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { recordedFinancials } from './fakes/recorded-report.ts'
import { type FakeGemini, startFakeGemini } from './fakes/gemini.ts'
import { startSystem, type System } from './harness.ts'

const MEGABYTE = 1_000_000
/** What a reader waits beside it at most, in ms; unbounded work held a Worker for 25 s. */
const MOST_WAIT_MS = 5_000

let gemini: FakeGemini
let system: System
beforeAll(async () => {
  gemini = await startFakeGemini()
  system = await startSystem({
    secrets: { analysis: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url } },
  })
})
afterAll(async () => {
  await system?.stop()
  await gemini?.close()
})

/** Does the work while another client reads again and again; returns its longest wait, in ms. */
const beside = async <T>(work: Promise<T>): Promise<{ done: T; longest: number }> => {
  let goesOn = true
  const ending = work.finally(() => {
    goesOn = false
  })
  let longest = 0
  const reader = async (): Promise<void> => {
    while (goesOn) {
      const began = performance.now()
      expect((await system.get('/api/config/system')).status).toBe(200)
      longest = Math.max(longest, performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const [done] = await Promise.all([ending, reader()])
  return { done, longest }
}

const filled = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

/** A request to write a module that needs the text of another one. */
const requestWith = async (text: string): Promise<object> => {
  const modules = modulesSchema.parse(modulesJson)
  const module = modules.find(({ needs }) => needs.length > 0)
  if (!module) throw new Error('no module needs another')
  const input = moduleInput({
    report: null,
    module,
    config: { ...configuration(), version: 0 },
    figures: figuresOf(await recordedFinancials('US', 'AAPL')),
    language: 'en',
    model: 'builtin',
    needs: [],
  })
  const needs = [{ module: 'business', title: 'Business', status: 'complete', text }]
  return { ...input, context: { ...input.context, needs } }
}

/** Asks the analysis service itself, as the orchestrator does. */
const analyze = async (body: object): Promise<{ status: number }> =>
  system.harness
    .getWorker('analysis-service')
    .fetch('https://analysis.internal/api/v1/modules/write', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

describe('as the text of a needed section', () => {
  test.each([
    ['opening brackets, as large as a body may be', filled('[', 600_000)],
    ['opening brackets, over what a body may be', filled('[', 2 * MEGABYTE)],
    ['100,000 Chinese numerals', filled('三', 100_000)],
    ['tokens that do not end', filled('{{a@FY2025 ', 500_000)],
    ['rows of a table', filled('| a | 1 |\n', 500_000)],
  ])('%s', async (_, text) => {
    const { done, longest } = await beside(analyze(await requestWith(text)))
    expect(text.length > MEGABYTE ? [413] : [200]).toContain(done.status)
    expect(longest).toBeLessThan(MOST_WAIT_MS)
  })
})

describe('as the answer of a model', () => {
  const write = async (text: string): Promise<Report> => {
    gemini.script({ kind: 'text', text, chunks: 20 })
    const created = await system.post('/api/reports', {
      market: 'US',
      symbol: 'AAPL',
      model: 'gemini',
      fresh: true,
    })
    const { id } = created.body as ReportSummary
    for await (const event of apiClient(system).events(id))
      if (event.type === 'report' && event.status !== 'queued' && event.status !== 'running') break
    return (await system.get(`/api/reports/${id}`)).body as Report
  }
  test.each([
    ['opening brackets', '['],
    ['numerals', '7 '],
    ['Chinese numerals', '三百亿元'],
    ['double braces', '{{'],
  ])('1 MB of %s ends as a report that says so', async (_, unit) => {
    const { done: report, longest } = await beside(write(filled(unit, MEGABYTE)))
    expect(['complete', 'partial', 'failed']).toContain(report.status)
    for (const { status, text } of report.sections) {
      expect(status).not.toBe('running')
      expect((text ?? '').length).toBeLessThanOrEqual(MEGABYTE)
    }
    expect(longest).toBeLessThan(MOST_WAIT_MS)
    expect((await system.get('/healthz')).status).toBe(200)
  })
})
