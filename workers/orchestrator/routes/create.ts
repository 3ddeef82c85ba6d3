/** POST /reports, and /reports/:id/again on the inputs of an earlier report. */
import { readPublished } from '#shared/configuration/read.ts'
import { type Language, MARKETS } from '#shared/names.ts'
import { AUTO } from '#shared/contracts/models.ts'
import {
  orchestratorContract,
  type ReportRequest,
  type StoredRequest,
} from '#shared/contracts/orchestrator.ts'
import { fail, failAt, type Failure, ok, type Result } from '#shared/contracts/problem.ts'
import { withDatabase } from '#shared/db/client.ts'
import { type App, implement } from '#shared/http/app.ts'
import { logger } from '#shared/log.ts'
import type { Env } from '../env.ts'
import { publish } from '../feed/publish.ts'
import { startRun } from '../run/start.ts'
import { inputsOf, insertReport, type ReportToInsert } from '../store/create.ts'
import { refuseModel } from './refuse-model.ts'

/**
 * Letters and digits of any script, and the separators that occur in the codes of the four markets.
 * The aggregator checks the exact forms.
 */
const SYMBOL = /^[\p{L}\p{N}][\p{L}\p{N} .\-/&']*$/u
/** 1 to 200 visible ASCII characters, which a header can carry unchanged. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/

const refuseKey = (key: string | null): Failure | null =>
  key !== null && !IDEMPOTENCY_KEY.test(key)
    ? failAt([
        { path: 'headers.idempotency-key', message: 'takes 1 to 200 visible ASCII characters' },
      ])
    : null

/** A market that there is not, or a symbol that none can have. */
export const refuseCompany = ({
  market,
  symbol,
}: Pick<ReportRequest, 'market' | 'symbol'>): Failure | null => {
  if (!(MARKETS as readonly string[]).includes(market))
    return fail('unknown_market', `${market} is not one of ${MARKETS.join(', ')}.`)
  if (!SYMBOL.test(symbol))
    return fail(
      'malformed_symbol',
      `${symbol} cannot be a symbol: letters, digits and . - / & between them.`,
    )
  return null
}

/**
 * Returns the language of the report after checking that its model is configured. A request that
 * states a language and the model `auto` needs no read of the configuration.
 */
const languageOf = async (
  { language, model }: ReportRequest,
  env: Env,
  { requestId, configVersion }: { requestId: string; configVersion: number },
): Promise<Result<Language>> => {
  if (language && model === AUTO) return ok(language)
  const published = await readPublished(env, requestId, configVersion)
  if (!published.ok) return published
  const { models, reports } = published.data.config.system
  const refused = refuseModel(model, models)
  if (refused) return refused
  return ok(language ?? reports.default_language)
}

/** Stores the report and starts its first run; or answers with the one that has this key. */
const begin = async (
  env: Env,
  wanted: Omit<ReportToInsert, 'id'>,
  requestId: string,
): Promise<Response | Failure> => {
  const id = `rep_${crypto.randomUUID().replaceAll('-', '')}`
  const inserted = await withDatabase(env, (db) => insertReport(db, { ...wanted, id }))
  if (!inserted.ok) return inserted
  const { created, summary } = inserted.data
  if (created) {
    const { market, symbol, model } = wanted.request
    logger('report-orchestrator', requestId).info('report.created', {
      report_id: id,
      instrument: `${market}:${symbol}`,
      model,
    })
    await publish(env, id, requestId, [
      { type: 'report', status: 'queued', reason: null, detail: null },
    ])
    await startRun(env, { report: id, run: 1 }, requestId)
  }
  return Response.json(summary, {
    status: created ? 202 : 200,
    headers: {
      'cache-control': 'no-store',
      location: `/api/reports/${summary.id}`,
      'x-request-id': requestId,
    },
  })
}

export const createRoutes = (app: App<Env>): void => {
  implement(
    app,
    orchestratorContract.createReport,
    async ({ body, headers, requestId, configVersion }, env) => {
      const idempotencyKey = headers.get('idempotency-key')
      const refused = refuseCompany(body) ?? refuseKey(idempotencyKey)
      if (refused) return refused
      const language = await languageOf(body, env, { requestId, configVersion })
      if (!language.ok) return language
      return begin(env, { idempotencyKey, request: body, language: language.data }, requestId)
    },
  )
  implement(
    app,
    orchestratorContract.runAgain,
    async ({ params, body, headers, requestId, configVersion }, env) => {
      const idempotencyKey = headers.get('idempotency-key')
      const refused = refuseKey(idempotencyKey)
      if (refused) return refused
      const earlier = await withDatabase(env, (db) => inputsOf(db, params.id))
      if (!earlier.ok) return earlier
      const { keep_written: keep } = body
      if (keep && (body.language ?? earlier.data.language) !== earlier.data.language) {
        const message = 'sections are taken over in their own language alone'
        return failAt([{ path: 'body.language', message }])
      }
      const { market, symbol, model, as_of } = earlier.data.request
      const request: StoredRequest = {
        market,
        symbol,
        language: body.language ?? earlier.data.language,
        model: body.model ?? model,
        ...(as_of !== undefined && { as_of }),
        fresh: body.fresh ?? true,
        inputs_of: params.id,
        ...(keep && { keep_written: true }),
      }
      const language = await languageOf(request, env, { requestId, configVersion })
      if (!language.ok) return language
      const { inputs } = earlier.data
      return begin(env, { idempotencyKey, request, language: language.data, inputs }, requestId)
    },
  )
}
