/**
 * POST /analyze: one configured module about a company, outside of a report. POST /analyze/prompt:
 * an administrator's own prompt. Both are written by a configured model, within the caps.
 */
import { groupFaults } from '#shared/configuration/modules.ts'
import { templateFaults } from '#shared/configuration/prompt-template.ts'
import { readPublished } from '#shared/configuration/read.ts'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { type AnalyzeRequest, analysisContract } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config-documents.ts'
import { DEFAULT } from '#shared/contracts/models.ts'
import { orchestratorContract, type SectionRequest } from '#shared/contracts/orchestrator.ts'
import { fail, failAt, type Failure, ok, type Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { type App, type Handled, implement } from '#shared/http/app.ts'
import { createClient } from '#shared/http/client.ts'
import type { Env } from '../env.ts'
import { collect, exhibitsOfSection, exhibitsWanted } from '../exhibits/collect.ts'
import { moduleInput, readsRating } from '../run/module-input.ts'
import { absentDetail, hasNothing, readsFor } from '../run/module-reads.ts'
import { ratingOf } from '../run/rating-of.ts'
import { openFigures } from '../store/figures.ts'
import { refuseModel } from './refuse-model.ts'

type SectionSubject = Omit<SectionRequest, 'module'>

interface AskedSection {
  subject: SectionSubject
  module: ModuleConfig
  config: ConfigSnapshot
  requestId: string
  /** Fires when the caller leaves. */
  signal: AbortSignal
}

/** The input of the module, from the company's book. Without a report it is given no needs. */
const inputFor = async (
  { subject, module, config, requestId }: AskedSection,
  env: Env,
): Promise<Result<AnalyzeRequest>> => {
  const { language, model, as_of } = subject
  const unknown = refuseModel(model, config.system.models)
  if (unknown) return unknown
  const aggregator = createClient(aggregatorContract, env.AGGREGATOR, {
    requestId,
    service: 'data-aggregator',
  })
  const company = await aggregator.call('getCompany', {
    params: { symbol: subject.symbol },
    query: { market: subject.market, ...(as_of && { as_of }) },
  })
  if (!company.ok) return company
  const { instrument: _, book, ...reading } = company.data
  const figures = await withDatabase(env, (db) =>
    openFigures(book, reading, { db, env, requestId }),
  )
  if (!figures.ok) return figures
  const { market, symbol } = subject
  const collected = await collect({
    kinds: exhibitsOfSection(module, config),
    config: { modules: [module] },
    subject: { market, symbol, as_of: as_of ?? null, book, read_at: reading.as_of },
    aggregator,
    wait: (seconds) => scheduler.wait(seconds * 1_000),
    requestId,
  })
  const exhibits = collected.flatMap(({ result }) => (result.ok ? [result.data] : []))
  const absent = collected.flatMap(({ kind, result }) =>
    result.ok ? [] : [{ kind, absent: result.reason, hash: null }],
  )
  const { book: opened, reading: read } = figures.data
  const all = new ReportFigureIndex(opened, read, exhibits)
  const wanted = exhibitsWanted({ modules: [module] })
  const own = exhibits.filter(({ kind }) => wanted.some((one) => one === kind))
  const index = new ReportFigureIndex(opened, read, own)
  const reads = readsFor(module, index, absent)
  if (hasNothing(module, reads))
    return fail('no_data', `The module reads what is absent: ${absentDetail(reads.absent)}.`)
  return ok(
    moduleInput({
      report: null,
      module,
      config,
      figures: index,
      reads,
      language: language ?? config.system.reports.default_language,
      model,
      needs: [],
      rating: readsRating(module) ? ratingOf(all) : null,
    }),
  )
}

/** Has the analysis service write it, and passes on its answer: JSON, or events while it writes. */
const written = async (
  asked: AskedSection,
  env: Env,
  accept: string | null,
): Promise<Response | Failure> => {
  const input = await inputFor(asked, env)
  if (!input.ok) return input
  return createClient(analysisContract, env.ANALYSIS, {
    requestId: asked.requestId,
    service: 'analysis-service',
  }).passOn('analyze', {
    body: input.data,
    signal: asked.signal,
    ...(accept !== null && { headers: { accept } }),
  })
}

export const analyzeRoutes = (app: App<Env>): void => {
  implement(
    app,
    orchestratorContract.writeSection,
    async (
      { body, headers, requestId, configVersion, signal },
      env,
    ): Promise<Handled<typeof orchestratorContract.writeSection>> => {
      const { module: id, ...subject } = body
      const published = await readPublished(env, requestId, configVersion)
      if (!published.ok) return published
      const { config } = published.data
      const module = config.modules.find((one) => one.id === id)
      if (!module)
        return failAt([
          {
            path: 'body.module',
            message: `there is no module ${id}; there are ${config.modules.map((one) => one.id).join(', ')}`,
          },
        ])
      return written({ subject, module, config, requestId, signal }, env, headers.get('accept'))
    },
  )
  implement(
    app,
    orchestratorContract.tryPrompt,
    async (
      { body, headers, requestId, configVersion, signal },
      env,
    ): Promise<Handled<typeof orchestratorContract.tryPrompt>> => {
      const { prompt, facts, max_output_tokens, ...subject } = body
      const errors = [
        ...templateFaults(prompt, [{ id: 'prompt', reads: [] }]).map((fault) => ({
          ...fault,
          path: 'body.prompt',
        })),
        ...groupFaults('body.facts', facts),
      ]
      if (errors.length > 0) return failAt(errors)
      const published = await readPublished(env, requestId, configVersion)
      if (!published.ok) return published
      const { config } = published.data
      const module: ModuleConfig = {
        id: 'prompt',
        names: { en: 'Prompt', zh: '提示' },
        needs: [],
        facts,
        prompt: 'prompt',
        model: DEFAULT,
        max_output_tokens,
      }
      const tried = { ...config, prompts: { ...config.prompts, prompt } }
      return written(
        { subject, module, config: tried, requestId, signal },
        env,
        headers.get('accept'),
      )
    },
  )
}
