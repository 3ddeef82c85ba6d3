/**
 * POST /reports/estimate: what a report may cost, from the company's figures and the exhibits of
 * its newest report. POST /reports/:id/again/estimate: the same of one that is written again on its
 * own. No model is asked.
 */
import { readPublished } from '#shared/configuration/read.ts'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { orchestratorContract, type ReportEstimate } from '#shared/contracts/orchestrator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { type App, implement } from '#shared/http/app.ts'
import { createClient } from '#shared/http/client.ts'
import type { Env } from '../env.ts'
import { estimateInput, type EstimateSource, leftOut } from '../run/estimate-input.ts'
import { ratingOf } from '../run/rating-of.ts'
import { sumEstimates } from '../run/sum-estimates.ts'
import { inputsOf } from '../store/create.ts'
import { readExhibits } from '../store/exhibits.ts'
import { openFigures, readFigures } from '../store/figures.ts'
import { newestExhibits, sectionsOf } from '../store/read.ts'
import { refuseCompany } from './create.ts'
import { refuseModel } from './refuse-model.ts'

interface EstimatedCompany extends Omit<EstimateSource, 'rating'> {
  /** The report whose exhibits are counted. */
  exhibits_of: string | null
}

/** Has the analysis service count every module, in one call. */
const estimate = async (
  { exhibits_of, ...source }: EstimatedCompany,
  left_out: ReportEstimate['left_out'],
  { env, requestId }: { env: Env; requestId: string },
): Promise<Result<ReportEstimate>> => {
  const { config, modules, figures } = source
  const { cost } = config.system
  if (modules.length === 0) return ok({ ...sumEstimates([], cost, 0), exhibits_of, left_out })
  const answer = await createClient(analysisContract, env.ANALYSIS, {
    requestId,
    service: 'analysis-service',
  }).call('estimateModules', { body: estimateInput({ ...source, rating: ratingOf(figures) }) })
  if (!answer.ok) return answer
  const { modules: costs, spent_today_usd } = answer.data
  const estimated = modules.flatMap(({ id, names }, at) => {
    const own = costs[at]
    return own ? [{ ...own, module: id, names }] : []
  })
  return ok({ ...sumEstimates(estimated, cost, spent_today_usd), exhibits_of, left_out })
}

export const estimateRoute = (app: App<Env>): void => {
  implement(
    app,
    orchestratorContract.estimateReport,
    async ({ body, requestId, configVersion }, env) => {
      const { market, symbol, model, as_of } = body
      const refused = refuseCompany(body)
      if (refused) return refused
      const published = await readPublished(env, requestId, configVersion)
      if (!published.ok) return published
      const { config } = published.data
      const unknown = refuseModel(model, config.system.models)
      if (unknown) return unknown
      const company = await createClient(aggregatorContract, env.AGGREGATOR, {
        requestId,
        service: 'data-aggregator',
      }).call('getCompany', { params: { symbol }, query: { market, ...(as_of && { as_of }) } })
      if (!company.ok) return company
      const { instrument, book, ...reading } = company.data
      const read = await withDatabase(env, async (db) => {
        const opened = await openFigures(book, reading, { db, env, requestId })
        if (!opened.ok) return opened
        const known = await newestExhibits(db, instrument.id)
        const exhibits = await readExhibits(db, known?.exhibits ?? null)
        const figures = new ReportFigureIndex(opened.data.book, opened.data.reading, exhibits)
        return ok({ figures, told: known?.exhibits ?? null, exhibits_of: known?.id ?? null })
      })
      if (!read.ok) return read
      const { modules } = config
      const language = body.language ?? config.system.reports.default_language
      const source = { ...read.data, config, modules, language, model }
      return estimate(source, leftOut(modules, source.told), { env, requestId })
    },
  )
  implement(
    app,
    orchestratorContract.estimateAgain,
    async ({ params, body, requestId, configVersion }, env) => {
      const published = await readPublished(env, requestId, configVersion)
      if (!published.ok) return published
      const { config } = published.data
      const read = await withDatabase(env, async (db) => {
        const earlier = await inputsOf(db, params.id)
        if (!earlier.ok) return earlier
        const known = await readFigures(params.id, { db, env, requestId })
        if (!known.ok) return known
        return ok({
          ...earlier.data,
          known: known.data,
          sections: await sectionsOf(db, params.id),
        })
      })
      if (!read.ok) return read
      const { request, language, known, sections } = read.data
      const model = body.model ?? request.model
      const unknown = refuseModel(model, config.system.models)
      if (unknown) return unknown
      const kept = new Set(
        body.keep_written
          ? sections.filter(({ status }) => status === 'complete').map((one) => one.module)
          : [],
      )
      const source = {
        config,
        modules: config.modules.filter(({ id }) => !kept.has(id)),
        figures: known.figures,
        told: known.told,
        language: body.language ?? language,
        model,
        exhibits_of: params.id,
      }
      // What that report has not is not collected again: nothing is left out.
      return estimate(source, [], { env, requestId })
    },
  )
}
