/** POST /reports/estimate: what a report may cost, from the company's figures; no model is asked. */
import { readPublished } from '#shared/configuration/read.ts'
import { unknownModel, isKnownModel } from '#shared/configuration/models.ts'
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { analysisContract } from '#shared/contracts/analysis.ts'
import { AUTO } from '#shared/contracts/models.ts'
import { orchestratorContract, type ReportEstimate } from '#shared/contracts/orchestrator.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import { createClient } from '#shared/http/client.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'
import type { Env } from '../env.ts'
import { moduleInput } from '../run/module-input.ts'
import { sumEstimates } from '../run/sum-estimates.ts'
import { openFigures } from '../store/figures.ts'
import { refuseCompany } from './create.ts'

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
      const { system, modules } = config
      if (model !== AUTO && !isKnownModel(system.models, model)) {
        const { message } = unknownModel('', model, system.models)
        return fail('invalid_request', `body.model: ${message}`, {
          errors: [{ path: 'body.model', message }],
        })
      }
      const company = await createClient(aggregatorContract, env.AGGREGATOR, {
        requestId,
        service: 'data-aggregator',
      }).call('getCompany', { params: { symbol }, query: { market, ...(as_of && { as_of }) } })
      if (!company.ok) return company
      const { instrument, book, ...reading } = company.data
      const figures = await withDatabase(env, (db) =>
        openFigures(book, reading, { db, env, requestId }),
      )
      if (!figures.ok) return figures
      const rating = rateCompany(figures.data, { instrument: instrument.id, as_of: reading.as_of })
      const analysis = createClient(analysisContract, env.ANALYSIS, {
        requestId,
        service: 'analysis-service',
      })
      const answers = await Promise.all(
        modules.map(async (module) => {
          const needs = modules
            .filter(({ id }) => module.needs.includes(id))
            .map(({ id, names }) => ({
              module: id,
              names,
              status: 'complete' as const,
              text: null,
            }))
          const input = moduleInput({
            report: null,
            module,
            config,
            figures: figures.data,
            language: body.language ?? system.reports.default_language,
            model,
            needs,
            rating,
          })
          const answer = await analysis.call('estimateModule', {
            body: { ...input, attempts: system.reports.module_attempts },
          })
          return { module, answer }
        }),
      )
      const estimated: ReportEstimate['modules'] = []
      let spent = 0
      for (const { module, answer } of answers) {
        if (!answer.ok) return answer
        const { spent_today_usd, ...cost } = answer.data
        spent = Math.max(spent, spent_today_usd)
        estimated.push({ ...cost, module: module.id, names: module.names })
      }
      return ok(sumEstimates(estimated, system.cost, spent))
    },
  )
}
