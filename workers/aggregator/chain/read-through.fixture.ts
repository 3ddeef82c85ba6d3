/**
 * For tests: a company that is read through a chain of two providers, which say what a test sets.
 */
import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import type { Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import type { TestDatabase } from '../../e2e/fakes/database.ts'
import { APPLE_REVENUE } from '../facts/facts.fixture.ts'
import type { SingleFlightRunner } from '../limits/single-flight.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import type {
  Provider,
  ProviderFailure,
  ProviderResult,
  ShippedListing,
  StatementsAnswer,
} from '../model/provider.ts'
import { statementsStore } from './dataset-stores.ts'
import { dataSources, openDeps, providerNamed } from './deps.fixture.ts'
import { readThrough, type ReadThroughDeps, type ReadThroughResult } from './read-through.ts'

export const revenue = { ...APPLE_REVENUE, source: null }
export const answer = (
  symbol: string,
  recorded: StatementsAnswer['recorded'] = null,
  facts = [revenue],
): ProviderResult<StatementsAnswer> => ({
  ok: true,
  data: {
    instrument: {
      id: `US:${symbol}`,
      market: 'US',
      symbol,
      name: 'Apple Inc.',
      names: { en: 'Apple Inc.' },
      exchange: 'Nasdaq',
      industry: null,
      fiscal_year_end: '09-26',
      identifiers: { cik: '0000320193' },
    },
    facts,
    sources: [],
    recorded,
  },
})
export const unreachable: ProviderFailure = {
  ok: false,
  reason: 'unreachable',
  detail: 'sec: www.sec.gov could not be reached',
}
export const notFound: ProviderFailure = {
  ok: false,
  reason: 'not_found',
  detail: 'recorded: not among the recordings',
}
export const recording = { original_provider: 'sec', recorded_at: '2026-03-25', note: 'recorded' }

export const sources = dataSources({ US: { statements: ['sec', 'recorded'] } })

type Read = Result<ReadThroughResult<CompanyReading>>

export class ReadingStage {
  now = new Date('2026-11-22T12:00:00.000Z')
  /** The providers that were asked, in order. */
  calls: string[] = []
  says: Record<string, ProviderResult<StatementsAnswer>> = {
    sec: answer('AAPL'),
    recorded: answer('AAPL', recording),
  }
  known: ShippedListing = {
    recorded: ['AAPL'],
    tickers: { listed: true, as_of: '2024-05-30' },
  }
  flight: Promise<unknown> | null = null
  readonly database: TestDatabase

  constructor(database: TestDatabase) {
    this.database = database
  }

  /** A stage on an empty database. */
  static async on(database: TestDatabase): Promise<ReadingStage> {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    await database.db.execute(sql`truncate instruments, facts, fetches, sources cascade`)
    return new ReadingStage(database)
  }

  provider(id: 'sec' | 'recorded', before: () => Promise<void> = async () => {}): Provider {
    const fetch = async () => {
      this.calls.push(id)
      await before()
      return this.says[id] ?? notFound
    }
    const parts = { US: ['income', 'balance', 'cash_flow'] } as const
    return providerNamed(id, { statements: { markets: ['US'], calls: 1, parts, fetch } })
  }

  /**
   * As the single flight does it across requests: who comes while another is at work waits for it
   * and looks again.
   */
  readonly singleFlight: SingleFlightRunner = async (_, __, work) => {
    if (this.flight) {
      await this.flight
      return { led: false, value: null }
    }
    const led = work()
    this.flight = led
    try {
      return { led: true, value: await led }
    } finally {
      this.flight = null
    }
  }

  /** The store of the company's statements, which wants all of them of `wanted` providers. */
  store(db: Database = this.database.db, wanted = 1) {
    const about = {
      db,
      market: 'US' as const,
      symbol: 'AAPL',
      asOf: () => this.now,
      catalogued: () => null,
    }
    return statementsStore(about, 10, wanted)
  }

  /** The same store, which is content with any answer of so many providers. */
  anyStore(db?: Database, wanted = 1) {
    return {
      ...this.store(db, wanted),
      enough: (_: CompanyReading, served: number) => served >= wanted,
    }
  }

  deps(providers = [this.provider('sec'), this.provider('recorded')]): ReadThroughDeps {
    return {
      ...openDeps(() => this.now),
      providers,
      known: () => this.known,
      singleFlight: this.singleFlight,
    }
  }

  read(providers?: Provider[], db?: Database, wanted = 1): Promise<Read> {
    const about = { market: 'US' as const, symbol: 'AAPL', sources }
    return readThrough(about, this.anyStore(db, wanted), this.deps(providers))
  }

  outcomes(this: void, result: Read): string | string[] {
    return result.ok ? result.data.attempts.map((a) => `${a.provider} ${a.outcome}`) : result.reason
  }

  later(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1_000)
    this.calls = []
  }
}
