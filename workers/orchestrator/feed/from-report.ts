/**
 * Rebuilds the events of a report from what the database holds, for a feed that has lost its log.
 * Pure.
 */
import type { Report } from '#shared/contracts/orchestrator.ts'
import type { NewEvent } from './event-log.ts'

export const eventsFrom = (report: Report): NewEvent[] => [
  ...(report.status === 'queued'
    ? []
    : [{ type: 'report', status: 'running', reason: null, detail: null } as const]),
  ...report.sections.map(
    ({ module, names, status, reason }) =>
      ({ type: 'module', module, names, status, reason }) as const,
  ),
  ...(report.status === 'running'
    ? []
    : [
        {
          type: 'report',
          status: report.status,
          reason: report.reason,
          detail: report.detail,
        } as const,
      ]),
]
