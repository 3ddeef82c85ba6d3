/**
 * A client of the public API for the command line and the bench. Every failure is an ApiError with
 * the reason of the problem.
 */
import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Target } from './access-token.ts'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import type {
  Report,
  ReportEstimate,
  ReportEvent,
  ReportSummary,
} from '#shared/contracts/orchestrator.ts'
import type { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { problemSchema, type TextFault } from '#shared/contracts/problem.ts'
import type { screenRoutes } from '#shared/contracts/screens.ts'
import type { Market } from '#shared/names.ts'
import { SeenConfigVersion } from '#shared/http/config-version.ts'
import type { marketRefreshRoutes } from '#shared/contracts/market-refreshes.ts'
import type { CallInput, ResponseOf } from '#shared/contracts/route.ts'

export class ApiError extends Error {
  readonly reason: string
  /** Where a text of the request is wrong; empty for every other failure. */
  readonly textFaults: readonly TextFault[]
  constructor(reason: string, detail: string, textFaults: readonly TextFault[] = []) {
    super(`${reason}: ${detail}`)
    this.reason = reason
    this.textFaults = textFaults
  }
}

/** A local server that has not answered by then is stuck. */
const TIMEOUT_MS = 60_000

const seen = new SeenConfigVersion()

type Send = (path: string, init?: RequestInit) => Promise<Response>

const sender =
  ({ url, token }: Target): Send =>
  (path, init) =>
    request(`${url}${path}`, token, init)

const request = async (
  url: string,
  token: string | null,
  init: RequestInit = {},
): Promise<Response> => {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...init,
    headers: {
      ...seen.headers(),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...init.headers,
    },
  })
  seen.note(response.headers)
  if (response.ok) return response
  const problem = problemSchema.safeParse(await response.json().catch(() => null))
  throw problem.success
    ? new ApiError(problem.data.reason, problem.data.detail, problem.data.text_faults)
    : new ApiError('http_error', `${url} answered HTTP ${response.status}`)
}

export interface NewReport {
  market: string
  symbol: string
  language?: 'en' | 'zh'
  model?: string
  as_of?: string
  fresh?: boolean
}

type Remap = (typeof aggregatorContract)['remapAnswers']
type ScreenUniverse = (typeof screenRoutes)['getUniverse']
type RemapBody = CallInput<Remap>['body']

type ScreenRoutes = typeof screenRoutes
type RunScreenRoute = ScreenRoutes['runScreen']
type SavedRunRoute = ScreenRoutes['runSavedScreen']

type RefreshMarketRoute = (typeof marketRefreshRoutes)['refreshMarket']
type MarketRefreshesRoute = (typeof marketRefreshRoutes)['getMarketRefreshes']

const json = async <T>(send: Send, path: string, body?: unknown): Promise<T> => {
  const response = await send(
    path,
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  )
  return (await response.json()) as T
}

export const apiClient = (target: Target) => clientOf(sender(target))

const clientOf = (request: Send) => ({
  async search(query: string): Promise<Candidate[]> {
    const response = await request(`/api/instruments?query=${encodeURIComponent(query)}`)
    return ((await response.json()) as { candidates: Candidate[] }).candidates
  },
  estimateReport: (body: NewReport): Promise<ReportEstimate> =>
    json(request, `/api/reports/estimate`, body),
  async createReport(body: NewReport): Promise<ReportSummary> {
    const response = await request(`/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
    return (await response.json()) as ReportSummary
  },
  /** One slice; `next` in the answer is where the next one begins. */
  async remap(body: RemapBody): Promise<ResponseOf<Remap>> {
    const response = await request('/api/raw-answers/remap', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as ResponseOf<Remap>
  },
  /** Some slices; `more` says whether another call is needed. */
  async fillFilings(): Promise<ResponseOf<(typeof aggregatorContract)['fillFilings']>> {
    const response = await request(`/api/facts/filings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return (await response.json()) as ResponseOf<(typeof aggregatorContract)['fillFilings']>
  },
  /** Progress while the columns of a day are being made; then ask again. */
  runScreen: (body: CallInput<RunScreenRoute>['body']): Promise<ResponseOf<RunScreenRoute>> =>
    json(request, `/api/screens/run`, body),
  runSavedScreen: (
    id: string,
    body: CallInput<SavedRunRoute>['body'],
  ): Promise<ResponseOf<SavedRunRoute>> =>
    json(request, `/api/screens/${encodeURIComponent(id)}/run`, body),
  screenFields: (): Promise<ResponseOf<ScreenRoutes['getFields']>> =>
    json(request, `/api/screens/fields`),
  screenPresets: (): Promise<ResponseOf<ScreenRoutes['getPresets']>> =>
    json(request, `/api/screens/presets`),
  /** A slice of what is due of a whole market. */
  refreshMarket: (
    body: CallInput<RefreshMarketRoute>['body'],
  ): Promise<ResponseOf<RefreshMarketRoute>> => json(request, `/api/market-refreshes`, body),
  marketRefreshes: (market: Market): Promise<ResponseOf<MarketRefreshesRoute>> =>
    json(request, `/api/market-refreshes?market=${market}`),
  async report(id: string): Promise<Report> {
    return (await (await request(`/api/reports/${id}`)).json()) as Report
  },
  async markdown(id: string): Promise<string> {
    return await (await request(`/api/reports/${id}/export`)).text()
  },
  /** The columns of a market as known on a day, or how far they are. */
  async universe(market: Market, asOf: string): Promise<ResponseOf<ScreenUniverse>> {
    const response = await request(`/api/universe/${market}?as_of=${asOf}`)
    return (await response.json()) as ResponseOf<ScreenUniverse>
  },
  /** The bytes of a column, or of a snapshot's companies. */
  async column(hash: string): Promise<Uint8Array> {
    return new Uint8Array(await (await request(`/api/columns/${hash}`)).arrayBuffer())
  },
  /**
   * The events until the report has ended. They stop earlier when the connection is cut. `after` is
   * the number of the last event that is known.
   */
  async *events(id: string, after = 0): AsyncGenerator<ReportEvent> {
    const response = await request(`/api/reports/${id}/events`, {
      signal: AbortSignal.timeout(3_600_000),
      headers: { accept: 'text/event-stream', 'last-event-id': String(after) },
    })
    if (!response.body) return
    const messages = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
    for await (const message of messages) {
      const event = JSON.parse(message.data) as ReportEvent
      yield event
      if (event.type === 'report' && ['complete', 'failed', 'cancelled'].includes(event.status))
        return
    }
  },
})
export type ApiClient = ReturnType<typeof apiClient>
