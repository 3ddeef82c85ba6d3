/** Bindings of the aggregator. */
import type { DatabaseEnv } from '#shared/db/client.ts'
import type { RunTimeKeysEnv } from '#shared/run-time-keys.ts'
import type { ProviderGate } from './limits/provider-gate.ts'
import type { SingleFlight } from './limits/single-flight.ts'
import type { QuoteCell } from './quotes/cell/quote-cell.ts'
import type { MarketRefresher } from './quotes/market/market-refresher.ts'

export interface Env extends DatabaseEnv, RunTimeKeysEnv {
  CONFIG: Fetcher
  ANALYSIS: Fetcher
  /** What the config service has published. */
  CONFIG_KV: KVNamespace
  /** The running version of the code: with another one, books are made anew. */
  CF_VERSION_METADATA?: WorkerVersionMetadata
  /** One object an instrument: each of its datasets is asked for by one reader at a time. */
  SINGLE_FLIGHT: DurableObjectNamespace<SingleFlight>
  /** One object a provider and key: budget, breaker, small memory. */
  PROVIDER_GATE: DurableObjectNamespace<ProviderGate>
  /** One object an instrument: the only place where the freshness of its price is decided. */
  QUOTE_CELL: DurableObjectNamespace<QuoteCell>
  /**
   * One object a market, more where very much is watched: the only one that asks for live prices.
   */
  MARKET_REFRESHER: DurableObjectNamespace<MarketRefresher>
  /** `Name mail@domain`, for the authorities that ask who calls (sec.gov). */
  SEC_USER_AGENT: string

  /**
   * Keys of providers, each a secret. One that is set here goes before one that was set at run
   * time; a provider without any is passed over.
   */
  TUSHARE_TOKEN?: string
  FINNHUB_API_KEY?: string
  FMP_API_KEY?: string
  TWELVEDATA_API_KEY?: string
  ALPHAVANTAGE_API_KEY?: string
  JQUANTS_API_KEY?: string
  EDINET_API_KEY?: string

  /**
   * Takes the place of every provider's host: `https://host/path` is asked for at
   * `{UPSTREAM_ORIGIN}/host/path`. Tests and development only.
   */
  UPSTREAM_ORIGIN?: string
  /**
   * A simulated exchange: where it is set, every live quote of every market comes from it, and none
   * from a real provider. `npm start -- --simulate-quotes` only.
   */
  SIMULATED_EXCHANGE_URL?: string
  /** Replace https://www.sec.gov and https://data.sec.gov alone. */
  SEC_WWW_BASE_URL?: string
  SEC_DATA_BASE_URL?: string
  /** Milliseconds one upstream call may take, in place of the configured time; tests only. */
  UPSTREAM_TIMEOUT_MS?: string
}
