/**
 * The only file that talks to the gateway. Every answer is data or a problem: nothing here throws
 * for an expected failure.
 */
import { signal } from '@preact/signals'
import { Book } from '#shared/book/book.ts'
import { FigureIndex } from '#shared/book/figure-index.ts'
import { readForm } from '#shared/book/forms.ts'
import type { BookReading } from '#shared/book/packed.ts'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { datasetAddress, PRICES_ADDRESS } from '#shared/addresses.ts'
import type { StoredDataset } from '#shared/datasets/registry.ts'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { accessContract, Principal, Scope } from '#shared/contracts/access.ts'
import type { AggregatorContract, Candidate } from '#shared/contracts/aggregator.ts'
import type { SystemConfig, Watchlist } from '#shared/contracts/config-documents.ts'
import type { DataSourcesView } from '#shared/contracts/data-sources.ts'
import type { Attempt, ReportInputs } from '#shared/contracts/facts.ts'
import type {
  AgainRequest,
  Report,
  ReportEstimate,
  ReportEvent,
  ReportRequest,
  ReportSummary,
} from '#shared/contracts/orchestrator.ts'
import type { LogsContract } from '#shared/contracts/logs.ts'
import type { RealtimeBatch, StreamMessage } from '#shared/contracts/quotes.ts'
import type { marketRefreshRoutes } from '#shared/contracts/market-refreshes.ts'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import type { Restatements } from '#shared/contracts/restatements.ts'
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { SavedScreen, screenRoutes } from '#shared/contracts/screens.ts'
import type { Language } from '#shared/names.ts'
import { type LogFilters, LOG_FILTERS } from './router.ts'
import { withOrigins } from '#shared/fact-origins.ts'
import { SeenConfigVersion } from '#shared/http/config-version.ts'
import { type ApiResult, NEWER_FIGURES, OFFLINE, problemOf, unreadable } from './page-problem.ts'

/** Who changes the configuration here sees the change at once. */
const seenVersion = new SeenConfigVersion()

/** Whether the service asks for a sign-in before it answers anything. */
export const isSignInNeeded = signal(false)

/** Reasons of 401: nobody is signed in, or no longer. */
const UNAUTHORIZED = 401

/** The answer itself; null when there was none. */
const ask = async (path: string, init: RequestInit): Promise<Response | null> => {
  try {
    const response = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', ...seenVersion.headers(), ...init.headers },
    })
    seenVersion.note(response.headers)
    if (response.status === UNAUTHORIZED) isSignInNeeded.value = true
    return response
  } catch {
    return null
  }
}

const call = async <T>(path: string, init: RequestInit = {}): Promise<ApiResult<T>> => {
  const response = await ask(path, init)
  if (!response) return { ok: false, problem: OFFLINE }
  const requestId = response.headers.get('x-request-id')
  let body: unknown
  try {
    body = await response.json()
  } catch {
    return { ok: false, problem: unreadable(response.status, requestId, 'a JSON body') }
  }
  return response.ok
    ? { ok: true, data: body as T }
    : { ok: false, problem: problemOf(body, response.status, requestId) }
}

const query = (values: Record<string, string | null | undefined>): string => {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value) params.set(key, value)
  const text = params.toString()
  return text ? `?${text}` : ''
}
const segment = encodeURIComponent

/** An address with its parts filled in; a part that it does not name goes into the query. */
const filled = (
  address: string,
  parts: Record<string, string>,
  values: Record<string, string | null | undefined>,
): string => {
  const unnamed = Object.entries(parts).filter(([name]) => !address.includes(`{${name}}`))
  const path = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(parts[name] ?? ''))
  return `${path}${query({ ...Object.fromEntries(unnamed), ...values })}`
}

export interface FoundInstruments {
  candidates: Candidate[]
  /** False when providers may know more and were not asked. */
  settled: boolean
  attempts: Attempt[]
}

/**
 * `skip` is answered at once from what is known; `ask` waits for providers where they are needed.
 */
export const searchInstruments = (
  text: string,
  providers: 'ask' | 'skip',
  signal: AbortSignal,
): Promise<ApiResult<FoundInstruments>> =>
  call(`/api/instruments${query({ query: text, limit: '8', providers })}`, { signal })

/** How financials are read. */
export interface FinancialsWish {
  /** Only what was known on this day is read; null for now. */
  asOf: string | null
  /** All money is converted to this currency at one rate; null leaves it as filed. */
  currency: string | null
  /** Whether a second provider is asked too, to compare its figures. */
  crossCheck: boolean
}

/** The figures of a book. The browser keeps its bytes, because they never change. */
const getBook = async (hash: string, reading: BookReading): Promise<ApiResult<FigureIndex>> => {
  const answer = await call<unknown>(`/api/books/${segment(hash)}`)
  if (!answer.ok) return answer
  const book = readForm(answer.data)
  if (book.is === 'read') return { ok: true, data: new FigureIndex(new Book(book.packed), reading) }
  return {
    ok: false,
    problem: book.is === 'newer' ? NEWER_FIGURES : unreadable(200, null, 'figures'),
  }
}

/** The statements and derived figures of the last ten fiscal years. */
export const getCompany = async (
  market: string,
  symbol: string,
  { asOf, currency, crossCheck }: FinancialsWish,
): Promise<ApiResult<FigureIndex>> => {
  const company = await call<CompanyAnswer>(
    `/api/companies/${segment(market)}/${segment(symbol)}${query({ as_of: asOf, currency, cross_check: crossCheck ? 'true' : null })}`,
  )
  return company.ok ? getBook(company.data.book, company.data) : company
}

/** Figures that were filed more than once with different values, of the newest `limit` periods. */
export const getRestatements = (
  market: string,
  symbol: string,
  asOf: string | null,
  limit: number,
): Promise<ApiResult<Restatements>> =>
  call(
    `/api/financials/${segment(market)}/${segment(symbol)}/restatements${query({ as_of: asOf, limit: String(limit) })}`,
  )

export const getDataSources = (): Promise<ApiResult<DataSourcesView>> => call('/api/data-sources')

/** `from`: first day wanted. `asOf`: only what was known on that day; null for now. */
export interface ItemsWish {
  asOf: string | null
  from?: string
  limit?: number
}

type MarketRefreshes = ResponseOf<(typeof marketRefreshRoutes)['getMarketRefreshes']>
export const getMarketRefreshes = (): Promise<ApiResult<MarketRefreshes>> =>
  call('/api/market-refreshes')

export const getItems = <D extends StoredDataset>(
  dataset: D,
  market: string,
  symbol: string,
  wish: ItemsWish,
): Promise<ApiResult<ItemsResponse<D>>> => {
  const bounds = { as_of: wish.asOf, from: wish.from, limit: wish.limit?.toString() }
  return call(filled(datasetAddress(dataset), { market, symbol }, bounds))
}

export const listReports = (): Promise<ApiResult<{ reports: ReportSummary[] }>> =>
  call('/api/reports?limit=12')

/** The newest reports of a company, such as `US:AAPL`. */
export const listReportsOf = (
  instrument: string,
): Promise<ApiResult<{ reports: ReportSummary[] }>> =>
  call(`/api/reports${query({ limit: '50', instrument })}`)

/** Writes a report again on the stored inputs of this one. */
export const runReportAgain = (
  id: string,
  wish: AgainRequest,
  idempotencyKey: string,
): Promise<ApiResult<ReportSummary>> =>
  call(`/api/reports/${segment(id)}/again`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(wish),
  })

/** What a report may cost, before it is started. */
export const estimateReport = (request: ReportRequest): Promise<ApiResult<ReportEstimate>> =>
  send('POST', '/api/reports/estimate', request)

/** What it may cost to write this report again. */
export const estimateAgain = (id: string, wish: AgainRequest): Promise<ApiResult<ReportEstimate>> =>
  send('POST', `/api/reports/${segment(id)}/again/estimate`, wish)

/** Starts a report. A second request with the same `idempotencyKey` starts no second report. */
export const createReport = (
  request: Omit<ReportRequest, 'model'> & { model: ReportRequest['model'] },
  idempotencyKey: string,
): Promise<ApiResult<ReportSummary>> =>
  call('/api/reports', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(request),
  })

export const getReport = (id: string): Promise<ApiResult<Report>> =>
  call(`/api/reports/${segment(id)}`)
/** The figures together with the exhibits that the report cites. */
const withExhibits = async (
  id: string,
  { book, reading }: FigureIndex,
): Promise<ApiResult<FigureIndex>> => {
  const cited = await call<{ exhibits: Exhibit[] }>(`/api/reports/${segment(id)}/exhibits`)
  if (!cited.ok) return cited
  const { ReportFigureIndex } = await import('#shared/exhibits/report-figures.ts')
  return { ok: true, data: new ReportFigureIndex(book, reading, cited.data.exhibits) }
}

/** The figures that a report is written from. A report of before books holds them whole. */
export const getReportFigures = async ({
  id,
  book,
  reading,
  exhibits,
}: Pick<Report, 'id' | 'book' | 'reading' | 'exhibits'>): Promise<ApiResult<FigureIndex>> => {
  if (book !== null && reading !== null) {
    const figures = await getBook(book, reading)
    const hasExhibits = exhibits?.some(({ hash }) => hash !== null) ?? false
    return figures.ok && hasExhibits ? withExhibits(id, figures.data) : figures
  }
  const inputs = await call<ReportInputs>(`/api/reports/${segment(id)}/inputs`)
  if (!inputs.ok) return inputs
  const { figuresOf } = await import('#shared/book/of-content.ts')
  return { ok: true, data: figuresOf(withOrigins(inputs.data)) }
}
export const cancelReport = (id: string): Promise<ApiResult<ReportSummary>> =>
  call(`/api/reports/${segment(id)}/cancel`, { method: 'POST' })
export const exportPath = (id: string): string => `/api/reports/${segment(id)}/export`

/** After so many lost connections in a row, with no event between them, polling takes over. */
const MAX_LOST_CONNECTIONS = 3

/**
 * Progress of a report, and the texts that are being written, as server-sent events. The browser
 * itself reconnects with Last-Event-ID; `onLost` is called once, when the stream is refused or
 * keeps breaking. Returns what closes it.
 */
export const openReportEvents = (
  id: string,
  onEvent: (event: ReportEvent) => void,
  onLost: () => void,
): (() => void) => {
  const source = new EventSource(`/api/reports/${segment(id)}/events`)
  let lost = 0
  const receive = (message: MessageEvent<string>) => {
    lost = 0
    onEvent(JSON.parse(message.data) as ReportEvent)
  }
  for (const type of ['report', 'inputs_ready', 'module', 'text'] satisfies ReportEvent['type'][])
    source.addEventListener(type, receive)
  source.addEventListener('error', () => {
    lost += 1
    if (source.readyState !== EventSource.CLOSED && lost < MAX_LOST_CONNECTIONS) return
    source.close()
    onLost()
  })
  return () => source.close()
}

export const getSystem = (): Promise<ApiResult<{ value: SystemConfig }>> =>
  call('/api/config/system')
export const getWatchlist = (): Promise<ApiResult<{ value: Watchlist }>> =>
  call('/api/config/watchlist')

/** A read of prices that takes longer is given up: the next one brings newer prices. */
const PRICES_TIMEOUT_MS = 10_000

/**
 * The prices of at most 100 instruments, such as `US:AAPL`. Each has a price that is not older than
 * `maxAgeSeconds`, or the reason why there is none.
 */
export const getRealtimeQuotes = (
  instruments: readonly string[],
  maxAgeSeconds: number,
): Promise<ApiResult<RealtimeBatch>> =>
  call(
    `${PRICES_ADDRESS}${query({ instruments: instruments.join(), max_age_seconds: String(maxAgeSeconds) })}`,
    {
      cache: 'no-store',
      signal: AbortSignal.timeout(PRICES_TIMEOUT_MS),
    },
  )

/** Asks the service to refresh these prices until the lease in the answer ends. */
export const watchQuotes = (
  instruments: readonly string[],
): Promise<ApiResult<ResponseOf<AggregatorContract['watchQuotes']>>> =>
  call('/api/market-data/watches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ instruments }),
  })

export type MinuteBars = Extract<
  ResponseOf<AggregatorContract['getQuoteHistory']>,
  { bars: unknown }
>

/**
 * One-minute bars of the stored quotes, oldest first. `limit` counts the bars of all sources
 * together.
 */
export const getMinuteBars = (
  market: string,
  symbol: string,
  limit: number,
): Promise<ApiResult<MinuteBars>> =>
  call(
    `/api/market-data/quotes/${segment(symbol)}/history${query({ market, interval: '1m', limit: String(limit) })}`,
  )

export const listRefreshes = (): Promise<ApiResult<{ runs: RefreshRun[] }>> =>
  call('/api/market-data/refreshes?limit=20')

export interface QuoteStream {
  /** Asks for the service's clock. The answer is a `time` message with the same id. */
  askTime(id: number): void
  close(): void
}
export interface QuoteStreamHandlers {
  onOpen(): void
  onMessage(message: StreamMessage): void
  /** The socket could not be opened, or the other side closed it. */
  onClose(): void
}

/**
 * The price of one instrument over a WebSocket. Each new price is pushed, and the service refreshes
 * it while the socket is open.
 */
export const openQuoteStream = (
  market: string,
  symbol: string,
  maxAgeSeconds: number,
  handlers: QuoteStreamHandlers,
): QuoteStream => {
  const origin = location.origin.replace(/^http/, 'ws')
  const socket = new WebSocket(
    `${origin}/api/financials/${segment(market)}/${segment(symbol)}/stream?max_age_seconds=${maxAgeSeconds}`,
  )
  socket.addEventListener('open', handlers.onOpen)
  socket.addEventListener('message', (message: MessageEvent<string>) =>
    handlers.onMessage(JSON.parse(message.data) as StreamMessage),
  )
  socket.addEventListener('close', handlers.onClose)
  return {
    askTime: (id) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ time: id }))
    },
    close: () => socket.close(),
  }
}

type ScreenAnswer<Route extends keyof typeof screenRoutes> = ResponseOf<
  (typeof screenRoutes)[Route]
>

const send = <T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<ApiResult<T>> =>
  call(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Every figure that a screen may name. */
export const getFields = (): Promise<ApiResult<ScreenAnswer<'getFields'>>> =>
  call('/api/screens/fields')
export const getPresets = (): Promise<ApiResult<ScreenAnswer<'getPresets'>>> =>
  call('/api/screens/presets')

/** The columns of a market by hash as known on a day (null: the newest), or how far they are. */
export const getUniverse = (
  market: string,
  asOf: string | null,
): Promise<ApiResult<ScreenAnswer<'getUniverse'>>> =>
  call(`/api/universe/${segment(market)}${query({ as_of: asOf })}`)

/** The bytes of a column. The browser keeps them, because they never change. */
export const getColumn = async (hash: string): Promise<ApiResult<Uint8Array<ArrayBuffer>>> => {
  const response = await ask(`/api/columns/${segment(hash)}`, { headers: { accept: '*/*' } })
  if (!response) return { ok: false, problem: OFFLINE }
  const requestId = response.headers.get('x-request-id')
  try {
    return response.ok
      ? { ok: true, data: new Uint8Array(await response.arrayBuffer()) }
      : { ok: false, problem: problemOf(await response.json(), response.status, requestId) }
  } catch {
    return { ok: false, problem: unreadable(response.status, requestId, 'its bytes') }
  }
}

/** Formula, inputs and filings of one cell. `lag` counts fiscal years back. */
export const getCellOrigin = (
  market: string,
  symbol: string,
  wish: { field: string; lag: number; asOf: string | null },
): Promise<ApiResult<ScreenAnswer<'getCellOrigin'>>> =>
  call(
    `/api/screens/origin/${segment(market)}/${segment(symbol)}${query({ field: wish.field, lag: String(wish.lag), as_of: wish.asOf })}`,
  )

/** Exchange rates by which amounts are compared, each with its day and source. */
export const getScreenRates = (
  market: string,
  pairs: readonly { from: string; to: string }[],
  asOf: string | null,
): Promise<ApiResult<ScreenAnswer<'getScreenRates'>>> =>
  call(
    `/api/screens/rates${query({ market, pairs: pairs.map(({ from, to }) => `${from}-${to}`).join(), as_of: asOf })}`,
  )

export const listScreens = (): Promise<ApiResult<ScreenAnswer<'listScreens'>>> =>
  call('/api/screens')
/** What is saved of a screen. `id` is of the one whose new version it is; null for a new one. */
export const saveScreen = (
  id: string | null,
  screen: Pick<SavedScreen, 'name' | 'text' | 'markets' | 'columns'>,
): Promise<ApiResult<SavedScreen>> =>
  id === null
    ? send('POST', '/api/screens', screen)
    : send('PUT', `/api/screens/${segment(id)}`, screen)
/** Deletes a saved screen. Refused where it has a newer version than the reader has seen. */
export const deleteScreen = ({
  id,
  version,
}: Pick<SavedScreen, 'id' | 'version'>): Promise<ApiResult<ScreenAnswer<'deleteScreen'>>> =>
  send('POST', `/api/screens/${segment(id)}/delete`, { version })
export const getScreenVersions = (
  id: string,
): Promise<ApiResult<ScreenAnswer<'getScreenVersions'>>> =>
  call(`/api/screens/${segment(id)}/versions`)
/** Runs a saved screen, and says who entered and who left since its last run. */
export const runSavedScreen = (
  id: string,
  wish: { asOf: string | null; limit: number },
): Promise<ApiResult<ScreenAnswer<'runSavedScreen'>>> =>
  send('POST', `/api/screens/${segment(id)}/run`, {
    limit: wish.limit,
    ...(wish.asOf && { as_of: wish.asOf }),
  })
/** Makes the text of a screen from a sentence. Nothing is run. */
export const translateScreen = (
  sentence: string,
  language: Language,
): Promise<ApiResult<ScreenAnswer<'translateScreen'>>> =>
  send('POST', '/api/screens/translate', { sentence, language })

type AccessAnswer<Route extends keyof typeof accessContract> = ResponseOf<
  (typeof accessContract)[Route]
>
export type { Principal, Scope }
export type Me = AccessAnswer<'whoAmI'>
export type KnownPrincipals = AccessAnswer<'listPrincipals'>

/** Who this browser is to the service. */
export const getMe = async (): Promise<ApiResult<Me>> => {
  const me = await call<Me>('/api/access/me')
  if (me.ok) isSignInNeeded.value = me.data.principal === null
  return me
}
/** Uses the code of a sign-in link. */
export const signIn = (code: string): Promise<ApiResult<Principal>> =>
  send('POST', '/api/sign-in', { code })
export const signOut = (): Promise<ApiResult<AccessAnswer<'signOut'>>> =>
  send('POST', '/api/sign-out', {})
export const makeSignInLink = (): Promise<ApiResult<AccessAnswer<'makeSignInLink'>>> =>
  send('POST', '/api/access/sign-in-links', {})
export const getPrincipals = (): Promise<ApiResult<KnownPrincipals>> =>
  call('/api/access/principals')
export const makeToken = (wish: {
  name: string
  scopes: Scope[]
  expires_in_seconds: number | null
}): Promise<ApiResult<AccessAnswer<'makeToken'>>> => send('POST', '/api/access/tokens', wish)
export const revokePrincipal = (id: string): Promise<ApiResult<AccessAnswer<'revokePrincipal'>>> =>
  send('POST', `/api/access/principals/${segment(id)}/revocation`, {})

/** Whether another host answers at all. Its answer is not read. */
export const canReach = (address: string, timeoutMs: number): Promise<boolean> =>
  fetch(address, {
    mode: 'no-cors',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(timeoutMs),
  }).then(
    () => true,
    () => false,
  )

type LogAnswer<K extends keyof LogsContract> = Promise<ApiResult<ResponseOf<LogsContract[K]>>>

/** Log lines, the newest first. `cursor` is the `next` of the page before. */
export const listLogs = (filters: LogFilters, cursor: string | null): LogAnswer<'listLogs'> => {
  const wish = Object.fromEntries(LOG_FILTERS.map((name) => [name, filters[name]]))
  return call(`/api/logs${query({ ...wish, cursor })}`)
}
export const getTimeline = (
  of: 'requests' | 'reports',
  id: string,
): LogAnswer<'getRequestTimeline'> => call(`/api/logs/${of}/${segment(id)}`)
export const getMetrics = (hours: number): LogAnswer<'getMetrics'> =>
  call(`/api/metrics${query({ hours: String(hours) })}`)
