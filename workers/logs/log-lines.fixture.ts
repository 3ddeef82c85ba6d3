import type { LogLine } from '#shared/contracts/logs.ts'

let made = 0

/** A line as it is stored; each has an id of its own. */
export const logLine = (change: Partial<LogLine> = {}): LogLine => {
  made += 1
  return {
    at: '2026-12-01T12:00:00.000Z',
    id: `fixture-${made.toString(36).padStart(7, '0')}`,
    level: 'info',
    worker: 'api-gateway',
    event: 'http.request',
    request_id: 'request-1234',
    report_id: null,
    span: null,
    parent: null,
    instrument: null,
    provider: null,
    route: '/api/reports',
    status: 200,
    duration_ms: 12,
    outcome: null,
    reason: null,
    text: 'GET /api/reports',
    fields: {},
    ...change,
  }
}
