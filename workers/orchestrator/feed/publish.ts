/** Sends events to the feed of a report. A feed that cannot be reached does not stop the report. */
import { logger } from '#shared/log.ts'
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import type { NewEvent } from './event-log.ts'

export const publish = async (
  env: Env,
  report: string,
  requestId: string,
  events: NewEvent[],
): Promise<void> => {
  try {
    await loggedObject('ReportFeed', env.REPORT_FEED.getByName(report)).publish(events)
  } catch (error) {
    logger('report-orchestrator', requestId).warn('feed.unreachable', {
      report_id: report,
      kind: error instanceof Error ? error.name : typeof error,
    })
  }
}
