/**
 * A client of the public API for the command line and the bench. Every failure is an ApiError with
 * the reason of the problem.
 */
import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type { ProgressEvent, Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { problemSchema } from '#shared/contracts/problem.ts'
import { SeenConfigVersion } from '#shared/http/config-version.ts'
import type { CallInput, ResponseOf } from '#shared/contracts/route.ts'

export class ApiError extends Error {
  readonly reason: string
  constructor(reason: string, detail: string) {
    super(`${reason}: ${detail}`)
    this.reason = reason
  }
}

/** A local server that has not answered by then is stuck. */
const TIMEOUT_MS = 60_000

const seen = new SeenConfigVersion()

const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...init,
    headers: { ...seen.headers(), ...init.headers },
  })
  seen.note(response.headers)
  if (response.ok) return response
  const problem = problemSchema.safeParse(await response.json().catch(() => null))
  throw problem.success
    ? new ApiError(problem.data.reason, problem.data.detail)
    : new ApiError('http_error', `${url} answered HTTP ${response.status}`)
}

export interface NewReport {
  market: string
  symbol: string
  language?: 'en' | 'zh'
  model?: string
  as_of?: string
}

type Remap = (typeof aggregatorContract)['remapAnswers']
type RemapBody = CallInput<Remap>['body']

export const apiClient = (origin: string) => ({
  async search(query: string): Promise<Candidate[]> {
    const response = await request(`${origin}/api/instruments?query=${encodeURIComponent(query)}`)
    return ((await response.json()) as { candidates: Candidate[] }).candidates
  },
  async createReport(body: NewReport): Promise<ReportSummary> {
    const response = await request(`${origin}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
    return (await response.json()) as ReportSummary
  },
  /** One slice; `next` in the answer is where the next one begins. */
  async remap(body: RemapBody, token: string): Promise<ResponseOf<Remap>> {
    const response = await request(`${origin}/api/raw-answers/remap`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    return (await response.json()) as ResponseOf<Remap>
  },
  async report(id: string): Promise<Report> {
    return (await (await request(`${origin}/api/reports/${id}`)).json()) as Report
  },
  async markdown(id: string): Promise<string> {
    return await (await request(`${origin}/api/reports/${id}/export`)).text()
  },
  /**
   * The progress events until the report has ended. They stop earlier when the connection is cut.
   */
  async *events(id: string): AsyncGenerator<ProgressEvent> {
    const response = await request(`${origin}/api/reports/${id}/events`, {
      signal: AbortSignal.timeout(3_600_000),
      headers: { accept: 'text/event-stream' },
    })
    if (!response.body) return
    const messages = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
    for await (const message of messages) {
      const event = JSON.parse(message.data) as ProgressEvent
      yield event
      if (event.type === 'report' && ['complete', 'failed', 'cancelled'].includes(event.status))
        return
    }
  },
})
export type ApiClient = ReturnType<typeof apiClient>
