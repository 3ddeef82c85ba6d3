/**
 * The cron trigger. It publishes the configuration if KV lacks it, refreshes prices that are due,
 * maintains the stored quotes and books, brings a slice of whole markets, deletes raw answers that
 * are old, gives facts of an earlier version their filing, and resumes reports whose run was lost.
 */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { configContract } from '#shared/contracts/config.ts'
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { createClient } from '#shared/http/client.ts'
import { logger } from '#shared/log.ts'
import type { Env } from './env.ts'

/**
 * Seconds over which a refresh of many instruments is spread. It ends before the refresh of the
 * next minute begins.
 */
const SPREAD_SECONDS = 45

/** Never throws. If a service is down, the log says so and the next minute tries again. */
export const scheduled = async (controller: ScheduledController, env: Env): Promise<void> => {
  const requestId = crypto.randomUUID()
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
  const [published, refreshed, maintained, trimmed, filled, books, markets, resumed] =
    await Promise.all([
      configuration.call('publishConfiguration', { body: {} }),
      aggregator.call('refreshQuotes', { body: { spread_seconds: SPREAD_SECONDS } }),
      aggregator.call('maintainQuotes', { body: {} }),
      aggregator.call('maintainRawAnswers', { body: {} }),
      aggregator.call('fillFilings', { body: {} }),
      aggregator.call('maintainBooks', {}),
      aggregator.call('refreshMarketSlices', {}),
      orchestrator.call('resumeReports', {}),
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
  for (const answer of [published, refreshed, maintained, trimmed, filled, books, markets, resumed])
    if (!answer.ok) log.warn('cron.failed', { cron, reason: answer.reason })
}
