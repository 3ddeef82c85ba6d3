/**
 * A run with the real store and a stand-in for the engine, which keeps what a step returned:
 * modules beside exhibits, and a run that is cut off after any of its steps.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import type { AnalyzeRequest, AnalyzeResponse } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config-documents.ts'
import { reports } from '#shared/db/schema/index.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { Env } from '../env.ts'
import { financials } from '../export/markdown.fixture.ts'
import { insertReport } from '../store/create.ts'
import { readReport } from '../store/read.ts'
import { storeInputs, storeSnapshot } from '../store/runs.ts'
import { runSteps } from './run-steps.ts'
import { StepContext } from './step-context.ts'
import { storeBookOf } from './stored-book.fixture.ts'

const shipped = configuration()
const [first] = shipped.modules
if (!first) throw new Error('modules are shipped')
const module = (id: string, reads: string[], needs: string[] = []): ModuleConfig => ({
  ...first,
  id,
  needs,
  facts: ['income'],
  reads: reads.map((exhibit) => ({ exhibit })),
  prompt: 'only',
})
const config: ConfigSnapshot = {
  ...shipped,
  version: 1,
  modules: [
    module('free', []),
    module('voices', ['news']),
    module('rated', ['rating'], ['free']),
    module('last', ['market', 'holders'], ['voices', 'rated']),
  ],
  prompts: { only: 'Write of {figures}' },
}

/** Longest wait in ms for what comes at once: also on a machine that has much else to do. */
const WAIT_MS = 60_000

/** The services beside the orchestrator, by the paths that are asked. */
const services = () => {
  const asked: string[] = []
  const written: AnalyzeRequest[] = []
  const held = new Map<string, Promise<void>>()
  const fine: AnalyzeResponse = {
    text: 'Written.',
    cited: [],
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
  /** Reasons for which models fail, by their ids. */
  const failing = new Map<string, string>()
  return {
    asked,
    written,
    failing,
    /** Holds answers of a path, or of `write:` and a module, back. Returns what lets them go. */
    hold(path: string): () => void {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.set(path, promise)
      return resolve
    },
    aggregator: {
      fetch: async (request: Request) => {
        const path = new URL(request.url).pathname.split('/').at(-1) ?? ''
        asked.push(path)
        await held.get(path)
        const problem = { type: 'about:blank', title: 'x', detail: 'x', request_id: 'x' }
        return Response.json({ ...problem, status: 404, reason: 'no_data' }, { status: 404 })
      },
    },
    analysis: {
      fetch: async (request: Request) => {
        const input = (await request.json()) as AnalyzeRequest
        written.push(input)
        await held.get(`write:${input.module.id}`)
        const reason = failing.get(input.model)
        if (reason === undefined) return Response.json(fine)
        const problem = { type: 'about:blank', title: 'x', detail: 'x', request_id: 'x' }
        return Response.json({ ...problem, status: 502, reason }, { status: 502 })
      },
    },
  }
}
type Services = ReturnType<typeof services>

/** What a kill leaves: nothing that was not begun is begun, and nothing is heard of it again. */
const never = () => new Promise<never>(() => {})

/** An engine that keeps what steps returned, and begins no more than `most` of them. */
const engine = (kept: Map<string, unknown>, most = Number.POSITIVE_INFINITY) => {
  const begun: string[] = []
  const run = async (name: string, work: (context: { attempt: number }) => Promise<unknown>) => {
    if (kept.has(name)) return kept.get(name)
    if (begun.length >= most) return never()
    begun.push(name)
    const result = await work({ attempt: 1 })
    kept.set(name, result)
    return result
  }
  const step = {
    do: (name: string, _limits: unknown, work: Parameters<typeof run>[1]) => run(name, work),
  } as unknown as Parameters<typeof runSteps>[1]
  return { step, begun, isIdle: () => begun.every((name) => kept.has(name)) }
}

describe.each(testDatabases())('the steps of a run (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(() => database.db.execute(sql`truncate reports cascade`))

  const contextOf = (given: Services, report: string, run = 1) => {
    const env = {
      HYPERDRIVE: { connectionString: database.url },
      AGGREGATOR: given.aggregator,
      ANALYSIS: given.analysis,
      REPORT_FEED: { getByName: () => ({ publish: async () => {} }) },
    } as unknown as Env
    return new StepContext(env, { report, run }, 'test-request')
  }
  const begin = async (
    given: Services,
    report: string,
    more: { inputs_of?: string } = {},
  ): Promise<StepContext> => {
    const request = {
      market: 'US',
      symbol: 'TEST',
      model: 'gemini',
      fresh: true,
      ...more,
    } as const
    await insertReport(database.db, { id: report, idempotencyKey: null, request, language: 'en' })
    const context = contextOf(given, report)
    await storeSnapshot(database.db, context.id, config)
    await storeInputs(database.db, context.id, await storeBookOf(database.db, financials))
    return context
  }
  const read = async (id: string) => {
    const report = await readReport(database.db, id)
    if (!report.ok) throw new Error(report.detail)
    const { status, seal, exhibits, sections } = report.data
    return {
      status,
      seal,
      exhibits: exhibits?.map(({ kind }) => kind) ?? null,
      sections: Object.fromEntries(sections.map((one) => [one.module, one.status])),
    }
  }

  it('write a module while exhibits that it does not read are waited for, and end with all', async () => {
    const given = services()
    const [news, price] = [given.hold('news'), given.hold('valuation')]
    const context = await begin(given, 'rep_000000000001')
    const run = runSteps(context, engine(new Map()).step)
    await vi.waitFor(
      async () => {
        const { sections, exhibits } = await read('rep_000000000001')
        expect([sections.free, exhibits]).toEqual(['complete', ['holders']])
      },
      { timeout: WAIT_MS },
    )
    expect((await read('rep_000000000001')).sections).toEqual({
      free: 'complete',
      voices: 'pending',
      rated: 'pending',
      last: 'pending',
    })
    price()
    await vi.waitFor(
      async () => expect((await read('rep_000000000001')).sections.rated).toBe('complete'),
      { timeout: WAIT_MS },
    )
    expect((await read('rep_000000000001')).sections).toMatchObject({ voices: 'pending' })
    news()
    await run
    context.letGo()
    expect(await read('rep_000000000001')).toEqual({
      status: 'complete',
      seal: expect.stringMatching(/^[0-9a-f]{64}$/),
      exhibits: ['market', 'holders', 'news', 'rating'],
      sections: { free: 'complete', voices: 'complete', rated: 'complete', last: 'complete' },
    })
    expect(given.asked.toSorted()).toEqual(['holders', 'news', 'valuation'])
  }, 120_000)

  it('give a module the same input, whichever exhibits came before it', async () => {
    const inputsOf = async (report: string, ...held: string[]) => {
      const given = services()
      const release = held.map((path) => given.hold(path))
      const context = await begin(given, report)
      const run = runSteps(context, engine(new Map()).step)
      await vi.waitFor(() => expect(given.asked).toHaveLength(3), { timeout: WAIT_MS })
      for (const let_go of release) let_go()
      await run
      context.letGo()
      return given.written
        .map(({ spending: _, ...input }) => input)
        .toSorted((a, b) => a.module.id.localeCompare(b.module.id))
    }
    const one = await inputsOf('rep_000000000002')
    expect(one.map(({ module: { id } }) => id)).toEqual(['free', 'last', 'rated', 'voices'])
    expect(await inputsOf('rep_000000000003', 'news', 'holders')).toEqual(one)
    expect(await inputsOf('rep_000000000004', 'valuation')).toEqual(one)
  }, 120_000)

  it('are each done once, after whichever of them the run is cut off', async () => {
    const whole = engine(new Map())
    const once = services()
    const untouched = await begin(once, 'rep_000000000005')
    await runSteps(untouched, whole.step)
    untouched.letGo()
    const { seal: _, ...expected } = await read('rep_000000000005')
    const steps = whole.begun.length
    // Cut after every step, in turn with the engine's memory and without it.
    for (let most = 2; most < steps; most += 1) {
      const again = most % 2 === 0 ? 'replayed' : 'another run'
      const id = `rep_${again === 'replayed' ? '1' : '2'}${String(most).padStart(11, '0')}`
      const given = services()
      const kept = new Map<string, unknown>()
      const cut = engine(kept, most)
      const context = await begin(given, id)
      void runSteps(context, cut.step)
      await vi.waitFor(() => expect([cut.begun.length, cut.isIdle()]).toEqual([most, true]), {
        timeout: WAIT_MS,
      })
      context.letGo()
      if (again === 'another run')
        await database.db.update(reports).set({ run: 2 }).where(sql`${reports.id} = ${id}`)
      const second = contextOf(given, id, again === 'replayed' ? 1 : 2)
      await runSteps(second, engine(again === 'replayed' ? kept : new Map()).step)
      second.letGo()
      const { seal: __, ...end } = await read(id)
      expect([again, most, end]).toEqual([again, most, expected])
      expect([most, given.asked.toSorted()]).toEqual([most, ['holders', 'news', 'valuation']])
      expect([most, given.written.length]).toEqual([most, 4])
    }
  }, 300_000)

  it('ask the fallback in a step of its own, once for each section whose model failed', async () => {
    const given = services()
    given.failing.set('gemini', 'model_auth')
    const context = await begin(given, 'rep_000000000008')
    const { models } = config.system
    const system = { ...config.system, models: { ...models, fallback: 'builtin' } }
    await database.db.update(reports).set({ config: { ...config, system } })
    const run = engine(new Map())
    await runSteps(context, run.step)
    context.letGo()
    const modules = ['free', 'last', 'rated', 'voices']
    expect(run.begun.filter((name) => name.startsWith('module:')).toSorted()).toEqual(
      modules.flatMap((id) => [`module:${id}`, `module:${id}:fallback`]),
    )
    const modelsOf = (id: string) =>
      given.written.flatMap(({ module, model }) => (module.id === id ? [model] : []))
    for (const id of modules) expect([id, modelsOf(id)]).toEqual([id, ['gemini', 'builtin']])
    expect(await read('rep_000000000008')).toMatchObject({ status: 'complete' })
  }, 120_000)

  it('write again what was cut off, one after the other, and give up what was cut off twice', async () => {
    const id = 'rep_000000000009'
    const given = services()
    given.hold('write:free')
    const voices = given.hold('write:voices')
    const asked = () => given.written.map(({ module }) => module.id)
    /** A run in which the Workers end as soon as the model was asked for so many modules. */
    const cutOff = async (run: number, calls: number): Promise<void> => {
      await database.db.update(reports).set({ run }).where(sql`${reports.id} = ${id}`)
      const context = run === 1 ? begun : contextOf(given, id, run)
      // Nothing is heard of it again: another run has taken over.
      runSteps(context, engine(new Map()).step).catch(() => {})
      await vi.waitFor(() => expect(given.written).toHaveLength(calls), { timeout: WAIT_MS })
      context.letGo()
    }
    const begun = await begin(given, id)
    await cutOff(1, 2)
    expect(asked().toSorted()).toEqual(['free', 'voices'])
    expect((await read(id)).sections).toMatchObject({ free: 'running', voices: 'running' })
    // One of the two ends the Workers: they are not beside each other again.
    await cutOff(2, 3)
    expect(asked().slice(2)).toEqual(['free'])
    expect((await read(id)).sections).toMatchObject({ free: 'running', voices: 'pending' })
    await database.db.update(reports).set({ run: 3 }).where(sql`${reports.id} = ${id}`)
    voices()
    const last = contextOf(given, id, 3)
    await runSteps(last, engine(new Map()).step)
    last.letGo()
    expect(asked().slice(3).toSorted()).toEqual(['last', 'rated', 'voices'])
    const report = await readReport(database.db, id)
    if (!report.ok) throw new Error(report.detail)
    expect(report.data).toMatchObject({ status: 'complete', seal: expect.any(String) })
    expect(
      report.data.sections.map(({ module, status, reason }) => [module, status, reason]),
    ).toEqual([
      ['free', 'failed', 'cut_off_twice'],
      ['voices', 'complete', null],
      ['rated', 'complete', null],
      ['last', 'complete', null],
    ])
  }, 120_000)

  it('collect nothing for a report that is written on the inputs of another one', async () => {
    const given = services()
    const context = await begin(given, 'rep_000000000007', { inputs_of: 'rep_000000000001' })
    const news = { kind: 'news' as const, hash: null, absent: 'no_data' }
    await database.db.update(reports).set({ exhibits: [news] })
    await runSteps(context, engine(new Map()).step)
    context.letGo()
    expect(given.asked).toEqual([])
    const { status, exhibits } = await read('rep_000000000007')
    expect([status, exhibits]).toEqual(['complete', ['news', 'rating']])
  }, 120_000)

  it('of a run that an earlier version began tell what it had collected', async () => {
    const given = services()
    const context = await begin(given, 'rep_000000000006')
    const absent = { hash: null, absent: 'no_data', silence: 'company' }
    const kept = new Map<string, unknown>([
      [
        'snapshot',
        {
          go: true,
          modules: config.modules.map(({ id, needs }) => ({ id, needs })),
          exhibits: [{ step: 'news', kinds: ['news'] }],
          timeout_seconds: 5,
          attempts: 1,
        },
      ],
      ['exhibit:news', [{ kind: 'news', ...absent }]],
    ])
    await runSteps(context, engine(kept).step)
    context.letGo()
    expect(given.asked).toEqual([])
    expect(await read('rep_000000000006')).toMatchObject({
      status: 'complete',
      exhibits: ['news', 'rating'],
    })
    const voices = given.written.find(({ module: { id } }) => id === 'voices')
    expect(voices?.context.absent_exhibits).toEqual([{ kind: 'news', reason: 'no_data' }])
  }, 120_000)
})
