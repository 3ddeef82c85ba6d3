/** POST /modules/write: writes one module and answers with JSON or server-sent events. */
import {
  analysisContract,
  type AnalyzeRequest,
  type AnalyzeResponse,
} from '#shared/contracts/analysis.ts'
import type { Result } from '#shared/contracts/problem.ts'
import { type App, readInput } from '#shared/http/app.ts'
import { problemResponse } from '#shared/http/respond.ts'
import { logger } from '#shared/log.ts'
import { type AnalyzeOptions, analyze } from '../analyze.ts'
import { chooseModel } from '../choose-model.ts'
import type { Env } from '../env.ts'
import { accountOf } from '../ledger/the-ledger.ts'
import { analysisEvents } from '../event-stream.ts'
import { readTask } from '../task.ts'

const logged = (
  requestId: string,
  module: string,
  started: number,
  result: Result<AnalyzeResponse>,
): Result<AnalyzeResponse> => {
  const duration_ms = Date.now() - started
  const log = logger('analysis-service', requestId)
  if (result.ok) {
    const { provider, model, calls, input_tokens, output_tokens, cost_usd } = result.data.usage
    const unverified = result.data.unverified.length
    log.info('analysis.done', {
      module,
      provider,
      model,
      calls,
      input_tokens,
      output_tokens,
      cost_usd,
      unverified,
      duration_ms,
    })
  } else log.warn('analysis.failed', { module, reason: result.reason, duration_ms })
  return result
}

const wantsEvents = (accept: string | null): boolean => /\btext\/event-stream\b/i.test(accept ?? '')

export const analyzeRoute = (app: App<Env>): void => {
  // This route does not use `implement`. The caller's own signal must reach the model, so that the
  // paid call stops when the caller leaves.
  app.on(analysisContract.analyze.method, analysisContract.analyze.path, async (c) => {
    const requestId = c.get('requestId')
    const input = await readInput(analysisContract.analyze, c.req.raw, {}, requestId)
    if (!input.ok) return problemResponse(input, requestId)
    const body: AnalyzeRequest = input.data.body
    const model = chooseModel(body, c.env)
    if (!model.ok) return problemResponse(model, requestId)
    const started = Date.now()
    const run = async (signal: AbortSignal, onDelta?: AnalyzeOptions['onDelta']) =>
      logged(
        requestId,
        body.module.id,
        started,
        await analyze(readTask(body), model.data, {
          signal,
          now: new Date(),
          account: accountOf(c.env, body.module.id, body.spending),
          ...(onDelta && { onDelta }),
        }),
      )
    if (wantsEvents(c.req.header('accept') ?? null))
      return analysisEvents(
        (gone, onDelta) => run(AbortSignal.any([gone, c.req.raw.signal]), onDelta),
        requestId,
      )
    const result = await run(c.req.raw.signal)
    return result.ok
      ? c.json(result.data, 200, { 'cache-control': 'no-store' })
      : problemResponse(result, requestId)
  })
}
