/**
 * The cron trigger. It publishes the configuration if KV lacks it, refreshes prices that are due,
 * maintains the stored quotes and books, brings a slice of whole markets, deletes raw answers and
 * log lines that are old, gives facts of an earlier version their filing, and resumes reports whose
 * run was lost.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { configContract } from '#shared/contracts/config.ts'
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { logsContract } from '#shared/contracts/logs.ts'
import { createClient } from '#shared/http/client.ts'
import { logger } from '#shared/log.ts'
import { nextLogId, withLogContext } from '#shared/logs/context.ts'
import type { Env } from './env.ts'

/**
 * Seconds over which a refresh of many instruments is spread. It ends before the refresh of the
 * next minute begins.
 */
const SPREAD_SECONDS = 45

/** Never throws. If a service is down, the log says so and the next minute tries again. */
const maintain = async (
  controller: ScheduledController,
  env: Env,
  requestId: string,
): Promise<void> => {
  const log = logger('api-gateway', requestId)
  const { cron } = controller
  const orchestrator = createClient(orchestratorContract, env.ORCHESTRATOR, {
    requestId,
    service: 'report-orchestrator',
  })
  const aggregator = createClient(aggregatorContract, env.AGGREGATOR, {
    requestId,
    service: 'data-aggregator',
  })
  const configuration = createClient(configContract, env.CONFIG, {
    requestId,
    service: 'config-service',
  })
  const logs = createClient(logsContract, env.LOGS, { requestId, service: 'log-collector' })
  const trimLogs = async () => {
    const system = await configuration.call('getSystem', {})
    if (!system.ok) return system
    const { keep_days } = system.data.value.logs
    return logs.call('maintainLogs', { body: { keep_days } })
  }
  const [published, refreshed, maintained, trimmed, filled, books, markets, resumed, lines] =
    await Promise.all([
      configuration.call('publishConfiguration', { body: {} }),
      aggregator.call('refreshQuotes', { body: { spread_seconds: SPREAD_SECONDS } }),
      aggregator.call('maintainQuotes', { body: {} }),
      aggregator.call('maintainRawAnswers', { body: {} }),
      aggregator.call('fillFilings', { body: {} }),
      aggregator.call('maintainBooks', {}),
      aggregator.call('refreshMarketSlices', {}),
      orchestrator.call('resumeReports', {}),
      trimLogs(),
    ])
  if (refreshed.ok)
    log.info('cron.refreshing', {
      cron,
      instruments: refreshed.data.runs.reduce((sum, run) => sum + run.instruments, 0),
    })
  if (maintained.ok) log.info('cron.maintained', { cron, ...maintained.data })
  if (trimmed.ok) log.info('cron.raw_answers', { cron, ...trimmed.data })
  if (filled.ok && filled.data.filled > 0) log.info('cron.filings', { cron, ...filled.data })
  if (books.ok) log.info('cron.books', { cron, ...books.data })
  if (markets.ok)
    log.info('cron.markets', {
      cron,
      calls: markets.data.slices.reduce((sum, { calls }) => sum + calls, 0),
      ended: markets.data.slices.reduce((sum, { ended }) => sum + ended, 0),
    })
  if (resumed.ok) log.info('cron.resumed', { cron, reports: resumed.data.resumed.length })
  if (lines.ok && lines.data.lines > 0) log.info('cron.logs', { cron, ...lines.data })
  for (const answer of [
    published,
    refreshed,
    maintained,
    trimmed,
    filled,
    books,
    markets,
    resumed,
    lines,
  ])
    if (!answer.ok) log.warn('cron.failed', { cron, reason: answer.reason })
}

export const scheduled = (controller: ScheduledController, env: Env): Promise<void> => {
  const request_id = crypto.randomUUID()
  const span = nextLogId()
  return withLogContext({ worker: 'api-gateway', request_id, report_id: null, span }, async () => {
    const started = Date.now()
    await maintain(controller, env, request_id)
    logger('api-gateway').info('cron.ended', {
      span,
      parent: null,
      cron: controller.cron,
      duration_ms: Date.now() - started,
    })
  })
}
