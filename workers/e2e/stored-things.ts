/**
 * Has a running system store something of every kind that the database holds, and reads it again.
 * It asks the services themselves, past the gateway, whose rules of access belong to a version.
 */
import { setTimeout } from 'node:timers/promises'
import type { CompanyAnswer } from '#shared/contracts/books.ts'
import type { Report } from '#shared/contracts/orchestrator.ts'
import type { SavedScreen } from '#shared/contracts/screens.ts'
import type { System } from './harness.ts'

/** What one system stored. */
export interface StoredThings {
  symbol: string
  report: string
  screen: string
}

export interface ReadThings {
  company: Pick<CompanyAnswer, 'instrument' | 'book'>
  report: Report
  screen: SavedScreen
  quotes: unknown
}

/** How long a report of the rule analyst may take, in ms. */
const REPORT_MS = 90_000
const PAUSE_MS = 200

/** The answer of a service; throws where it is no success. */
const ask = async <T>(
  { harness, headers }: System,
  service: string,
  path: string,
  body?: unknown,
): Promise<T> => {
  const response = await harness.getWorker(service).fetch(`http://${service}.internal${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...headers(),
      'x-principal': 'somebody',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${service}${path} answered ${response.status}: ${text}`)
  return JSON.parse(text) as T
}

const aggregator = 'data-aggregator'
const orchestrator = 'report-orchestrator'

const companyOf = (system: System, symbol: string): Promise<CompanyAnswer> =>
  ask(system, aggregator, `/api/v1/companies/${symbol}?market=US`)
const reportOf = (system: System, id: string): Promise<Report> =>
  ask(system, orchestrator, `/api/v1/reports/${id}`)

/** A company from the recorded filings with its facts and book, a report, a screen, a quote. */
export const storeThings = async (system: System, symbol: string): Promise<StoredThings> => {
  await companyOf(system, symbol)
  const { id: screen } = await ask<SavedScreen>(system, aggregator, '/api/v1/screens', {
    name: `Of ${symbol}`,
    text: 'roe >= 15%',
    markets: ['US'],
    columns: ['roe'],
  })
  await ask(system, aggregator, '/api/v1/market-data/quotes', {
    market: 'US',
    symbol,
    source: 'test',
    price: '100.50',
    currency: 'USD',
    quoted_at: new Date().toISOString(),
  })
  const { id } = await ask<{ id: string }>(system, orchestrator, '/api/v1/reports', {
    market: 'US',
    symbol,
    model: 'builtin',
  })
  const deadline = Date.now() + REPORT_MS
  for (;;) {
    const { status } = await reportOf(system, id)
    if (status === 'complete') return { symbol, report: id, screen }
    if (status === 'failed' || Date.now() > deadline) throw new Error(`report ${id} is ${status}`)
    await setTimeout(PAUSE_MS)
  }
}

export const readThings = async (
  system: System,
  { symbol, report, screen }: StoredThings,
): Promise<ReadThings> => {
  const { instrument, book } = await companyOf(system, symbol)
  const { screens } = await ask<{ screens: SavedScreen[] }>(system, aggregator, '/api/v1/screens')
  const saved = screens.find(({ id }) => id === screen)
  if (!saved) throw new Error(`the screen ${screen} is not there`)
  return {
    company: { instrument, book },
    report: await reportOf(system, report),
    screen: saved,
    quotes: await ask(system, aggregator, `/api/v1/market-data/quotes/${symbol}/history?market=US`),
  }
}
