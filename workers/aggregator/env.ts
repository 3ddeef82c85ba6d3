/** Bindings of the aggregator. */
import type { DatabaseEnv } from '#shared/db/client.ts'
import type { Turnstile } from './chain/turnstile.ts'

export interface Env extends DatabaseEnv {
  CONFIG: Fetcher
  /** One object an instrument: its providers are asked by one reader at a time. */
  TURNSTILE: DurableObjectNamespace<Turnstile>
  /** `Name mail@domain`, as sec.gov asks. */
  SEC_USER_AGENT: string
  /** Replace https://www.sec.gov and https://data.sec.gov; tests and development only. */
  SEC_WWW_BASE_URL?: string
  SEC_DATA_BASE_URL?: string
  /** Milliseconds one call may take, in place of ten seconds; tests only. */
  SEC_TIMEOUT_MS?: string
}
