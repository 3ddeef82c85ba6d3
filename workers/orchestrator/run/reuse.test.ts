/**
 * The same input is not paid for twice: a section is taken over from an earlier report of the day,
 * unless something of its input, or the reader's wish, is different. With the real store and the
 * real client; the analysis service is a stand-in that counts its calls.
 */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import type { AnalyzeRequest, AnalyzeResponse } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import type { StoredRequest } from '#shared/contracts/orchestrator.ts'
import { reportSections, reports } from '#shared/db/schema/index.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { Env } from '../env.ts'
import { insertReport } from '../store/create.ts'
import { readFigures } from '../store/figures.ts'
import { readReport, sectionsOf } from '../store/read.ts'
import { storeInputs, storeSnapshot } from '../store/runs.ts'
import { sealOf } from '../sealed.ts'
import { finish } from './finish.ts'
import { runModule, type SectionWriter } from './module-step.ts'
import { isSameModel } from './reuse.ts'
import { storeBookOf } from './stored-book.fixture.ts'
import { StepContext } from './step-context.ts'

const financials = (value: string, as_of: string): Financials => ({
  instrument: {
    id: 'US:TEST',
    market: 'US',
    symbol: 'TEST',
    name: 'Test Co',
    names: {},
    exchange: null,
    industry: null,
    fiscal_year_end: null,
    identifiers: {},
  },
  as_of,
  reporting_currency: 'USD',
  fiscal_years: [],
  facts: [],
  derived: [
    {
      id: 'roe@FY2025',
      name: 'roe',
      formula: 'roe',
      period: 'FY2025',
      start: '2025-01-01',
      end: '2025-12-31',
      value,
      unit: 'ratio',
      inputs: [],
    },
  ],
  absences: [],
  dictionary: {
    concepts: {},
    formulas: {
      roe: {
        names: { en: 'Return on equity', zh: '净资产收益率' },
        group: 'profitability',
        unit: 'ratio',
        definition: { en: 'x', zh: 'x' },
        needs: [],
      },
    },
  } as unknown as Financials['dictionary'],
  served_by: { provider: 'recorded', retrieved_at: '2026-11-22T00:00:00Z', recorded: null },
  attempts: [],
})

const shipped = configuration()
const [first] = shipped.modules
if (!first) throw new Error('modules are shipped')
const module = { ...first, id: 'only', needs: [], facts: ['profitability'], prompt: 'only' }
const config = (over: Partial<ConfigSnapshot> = {}): ConfigSnapshot => ({
  ...shipped,
  version: 1,
  modules: [module],
  prompts: { only: 'Write of {figures}' },
  ...over,
})

const fine: AnalyzeResponse = {
  text: 'It earns {{roe@FY2025}}.',
  cited: ['roe@FY2025'],
  unverified: [],
  corrected: false,
  usage: {
    provider: 'gemini',
    model: 'gemini-3.8-flash',
    calls: 1,
    input_tokens: 10,
    output_tokens: 5,
    cost_usd: 0.01,
  },
}

interface ReportCase {
  request?: Partial<StoredRequest>
  config?: ConfigSnapshot
  value?: string
  as_of?: string
  /** Inputs as an earlier version stored them: each fact with its whole origin. */
  former?: boolean
}

describe.each(testDatabases())('a section whose input is known (%s)', (_, open) => {
  let database: TestDatabase
  let asked: AnalyzeRequest[]
  let answers: (AnalyzeResponse | 'fails')[]
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate reports cascade`)
    asked = []
    answers = []
  })

  const analysis = {
    fetch: async (input: RequestInfo, init?: RequestInit) => {
      asked.push((await new Request(input, init).json()) as AnalyzeRequest)
      const answer = answers.shift() ?? fine
      return answer === 'fails'
        ? Response.json(
            {
              type: 'about:blank',
              title: 'x',
              status: 502,
              reason: 'model_blocked',
              detail: 'SAFETY',
              request_id: 'x',
            },
            { status: 502, headers: { 'content-type': 'application/problem+json' } },
          )
        : Response.json(answer)
    },
  }

  let made = 0
  const begin = async (wanted: ReportCase = {}): Promise<StepContext> => {
    made += 1
    const report = `rep_${String(made).padStart(12, '0')}`
    const request = { market: 'US', symbol: 'TEST', model: 'gemini', ...wanted.request } as const
    const language = wanted.request?.language ?? 'en'
    await insertReport(database.db, { id: report, idempotencyKey: null, request, language })
    const env = {
      HYPERDRIVE: { connectionString: database.url },
      ANALYSIS: analysis,
      REPORT_FEED: { getByName: () => ({ publish: async () => {} }) },
    } as unknown as Env
    const context = new StepContext(env, { report, run: 1 }, 'test-request')
    await storeSnapshot(database.db, context.id, wanted.config ?? config())
    const whole = financials(wanted.value ?? '0.2', wanted.as_of ?? '2026-11-22T10:00:00.000Z')
    await storeInputs(database.db, context.id, await storeBookOf(database.db, whole))
    if (wanted.former)
      await database.db
        .update(reports)
        .set({ inputs: whole, book: null, reading: null })
        .where(eq(reports.id, report))
    return context
  }
  const run = (context: StepContext, writer: SectionWriter = 'model') =>
    runModule(context, { module: 'only', writer }, 1, { timeout_seconds: 5, attempts: 1 })
  const write = async (wanted: ReportCase = {}) => {
    const context = await begin(wanted)
    if ((await run(context)) === 'fallback') await run(context, 'fallback')
    await finish(context)
    const report = await readReport(database.db, context.id.report)
    if (!report.ok) throw new Error(report.detail)
    const [section] = report.data.sections
    if (!section) throw new Error('the report has one section')
    return { id: report.data.id, seal: report.data.seal, section }
  }

  it('is taken over by a second report, and paid once', async () => {
    const one = await write()
    const two = await write({ as_of: '2026-11-22T18:00:00.000Z' })
    const three = await write()
    expect(asked).toHaveLength(1)
    expect(one.section).toMatchObject({ status: 'complete', reused: null, usage: { calls: 1 } })
    for (const later of [two, three])
      expect(later.section).toMatchObject({
        status: 'complete',
        text: fine.text,
        cited: fine.cited,
        reused: { report: one.id, written_at: one.section.completed_at },
        usage: { provider: 'gemini', calls: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0 },
      })
    expect(two.seal).not.toBe(one.seal)
  })

  it('is the same where an earlier version stored the inputs, and the seal is over what is stored', async () => {
    const one = await write()
    const former = await write({ former: true })
    expect(former.section.reused).toMatchObject({ report: one.id })
    expect(former.seal).not.toBe(one.seal)
    for (const { id, seal } of [one, former]) {
      const env = {} as Env
      const read = await readFigures(id, { db: database.db, env, requestId: 'test-request' })
      if (!read.ok) throw new Error(read.detail)
      const { figures, sealed } = read.data
      expect({ ...figures.book.content(), ...figures.reading }).toMatchObject(
        financials('0.2', '2026-11-22T10:00:00.000Z'),
      )
      expect(typeof sealed === 'object' && sealed !== null && 'book' in sealed).toBe(id === one.id)
      const [{ config: fixed } = { config: null }] = await database.db
        .select({ config: reports.config })
        .from(reports)
        .where(eq(reports.id, id))
      expect(await sealOf(sealed, fixed, await sectionsOf(database.db, id))).toBe(seal)
    }
  })

  it('is taken over from the rule analyst too', async () => {
    answers = [{ ...fine, usage: { ...fine.usage, provider: 'builtin', model: 'builtin' } }]
    await write({ request: { model: 'builtin' } })
    const { section } = await write({ request: { model: 'builtin' } })
    expect(asked).toHaveLength(1)
    expect(section.reused).not.toBeNull()
  })

  const { models } = shipped.system
  const [gemini, ...rest] = models.list
  if (!gemini) throw new Error('models are shipped')
  const hotter = { ...gemini, thinking_level: 'high' } as typeof gemini
  const withModels = (list: typeof models.list) =>
    config({ system: { ...shipped.system, models: { ...models, list } } })
  it.each<[string, ReportCase]>([
    ['the reader asks for a fresh one', { request: { fresh: true } }],
    ['a figure is different', { value: '0.21' }],
    ['the prompt is different', { config: config({ prompts: { only: 'Tell of {figures}' } }) }],
    ['the language is different', { request: { language: 'zh' } }],
    ['the model is different', { request: { model: 'builtin' } }],
    ['a parameter of the model is different', { config: withModels([hotter, ...rest]) }],
    [
      'the module may write more',
      { config: config({ modules: [{ ...module, max_output_tokens: 99 }] }) },
    ],
    ['it is another day', { as_of: '2026-11-23T00:00:00.000Z' }],
  ])('is written anew when %s', async (_name, wanted) => {
    await write()
    const { section } = await write(wanted)
    expect(asked).toHaveLength(2)
    expect(section).toMatchObject({ status: 'complete', reused: null, usage: { calls: 1 } })
  })

  it('is written anew after one that failed, and after one with a number that no figure bears out', async () => {
    answers = ['fails', { ...fine, text: '{{?12}}', unverified: ['12'] }, fine]
    expect((await write()).section.status).toBe('failed')
    expect((await write()).section.unverified).toEqual(['12'])
    expect((await write()).section).toMatchObject({ text: fine.text, reused: null })
    expect(asked).toHaveLength(3)
  })

  describe('by the fallback, after its model failed', () => {
    const ruled: AnalyzeResponse = {
      ...fine,
      text: 'By the rules, {{roe@FY2025}}.',
      usage: { ...fine.usage, provider: 'builtin', model: 'builtin', cost_usd: 0 },
    }
    const { system } = shipped
    const withFallback = {
      config: config({ system: { ...system, models: { ...system.models, fallback: 'builtin' } } }),
    }
    const told = {
      asked: 'gemini',
      model: 'gemini-3.8-flash',
      reason: 'model_blocked',
      by: 'builtin',
    }

    it('is told as such, and sealed so', async () => {
      answers = ['fails', ruled]
      const { id, section } = await write(withFallback)
      expect(asked.map(({ model }) => model)).toEqual(['gemini', 'builtin'])
      expect(section).toMatchObject({ status: 'complete', text: ruled.text, fallback: told })
      const rows = await sectionsOf(database.db, id)
      const other = rows.map((row) => ({ ...row, fallback: null }))
      expect(await sealOf('x', null, rows)).not.toBe(await sealOf('x', null, other))
    })

    it('is asked once: when it fails too the section has failed, with both told', async () => {
      answers = ['fails', 'fails', ruled]
      const { section } = await write(withFallback)
      expect(asked).toHaveLength(2)
      expect(section).toMatchObject({
        status: 'failed',
        reason: 'model_blocked',
        text: null,
        fallback: told,
      })
    })

    it('is not taken for what the model writes: that one is asked again in the next report', async () => {
      answers = ['fails', ruled, fine]
      await write(withFallback)
      const { section } = await write(withFallback)
      expect(asked.map(({ model }) => model)).toEqual(['gemini', 'builtin', 'gemini'])
      expect(section).toMatchObject({ text: fine.text, reused: null, fallback: null })
    })

    it('is not paid for twice when the model fails again on the same input', async () => {
      answers = ['fails', ruled, 'fails']
      const one = await write(withFallback)
      const { section } = await write(withFallback)
      expect(asked.map(({ model }) => model)).toEqual(['gemini', 'builtin', 'gemini'])
      expect(section).toMatchObject({
        text: ruled.text,
        reused: { report: one.id },
        fallback: told,
      })
    })

    it('goes on with the fallback after its run was lost, and asks the model no more', async () => {
      answers = ['fails', ruled]
      const context = await begin(withFallback)
      expect(await run(context)).toBe('fallback')
      await database.db.update(reports).set({ run: 2 }).where(eq(reports.id, context.id.report))
      const lost = await run(context, 'fallback')
      expect([lost, asked.length]).toEqual(['ended', 1])
      const next = new StepContext(context.env, { ...context.id, run: 2 }, 'test-request')
      expect(await run(next)).toBe('fallback')
      expect(await run(next, 'fallback')).toBe('ended')
      expect(asked.map(({ model }) => model)).toEqual(['gemini', 'builtin'])
      const [row] = await sectionsOf(database.db, context.id.report)
      expect(row).toMatchObject({ status: 'complete', text: ruled.text, fallback: told })
    })

    it('stays told where the section is kept in a report on the same inputs', async () => {
      answers = ['fails', ruled]
      const one = await write(withFallback)
      const kept = { inputs_of: one.id, keep_written: true, fresh: true }
      const { section } = await write({ ...withFallback, request: kept })
      expect(asked).toHaveLength(2)
      expect(section).toMatchObject({
        text: ruled.text,
        reused: { report: one.id },
        fallback: told,
      })
    })
  })

  it('stays when the report that it came from is deleted, and is taken over again', async () => {
    const one = await write()
    const two = await write()
    await database.db.delete(reports).where(eq(reports.id, one.id))
    const kept = await readReport(database.db, two.id)
    expect(kept.ok && kept.data.sections[0]).toEqual(two.section)
    const three = await write()
    expect(three.section).toMatchObject({ text: fine.text, reused: { report: one.id } })
    expect(asked).toHaveLength(1)
  })

  it('is written by each of two reports that run at once, each whole, and by one attempt alone', async () => {
    const [a, b] = [await begin(), await begin()]
    await Promise.all([run(a), run(b), run(a)])
    const rows = await database.db
      .select({ status: reportSections.status, text: reportSections.text })
      .from(reportSections)
    expect(rows).toEqual([
      { status: 'complete', text: fine.text },
      { status: 'complete', text: fine.text },
    ])
    await run(a)
    const calls = asked.length
    expect((await write()).section.reused).not.toBeNull()
    expect(asked).toHaveLength(calls)
  })
})

it('under auto only what the first model of the list wrote is taken over', () => {
  const { models } = shipped.system
  expect(isSameModel({ model: 'auto', models }, fine.usage)).toBe(true)
  const builtin = { ...fine.usage, provider: 'builtin', model: 'builtin' }
  expect(isSameModel({ model: 'auto', models }, builtin)).toBe(false)
  expect(isSameModel({ model: 'builtin', models }, builtin)).toBe(true)
})
