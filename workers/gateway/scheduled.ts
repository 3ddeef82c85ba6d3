/** The cron trigger: reports whose run was lost are set going again. */
import { orchestratorContract } from '#shared/contracts/orchestrator.ts'
import { createClient } from '#shared/http/client.ts'
import { logger } from '#shared/log.ts'
import type { Env } from './env.ts'

/** Never throws: a service that is down is met again at the next minute, and the log says so. */
export const scheduled = async (controller: ScheduledController, env: Env): Promise<void> => {
  const requestId = crypto.randomUUID()
  const log = logger('api-gateway', requestId)
  const orchestrator = createClient(orchestratorContract, env.ORCHESTRATOR, { requestId, service: 'report-orchestrator' })
  const answer = await orchestrator.call('resumeReports', {})
  if (answer.ok) log.info('cron.resumed', { cron: controller.cron, reports: answer.data.resumed.length })
  else log.warn('cron.failed', { cron: controller.cron, reason: answer.reason })
}
