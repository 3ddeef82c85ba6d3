/** Bindings of the aggregator. */
import type { DatabaseEnv } from '#shared/db/client.ts'

export interface Env extends DatabaseEnv {
  CONFIG: Fetcher
  /** `Name mail@domain`, as sec.gov asks. */
  SEC_USER_AGENT: string
  /** Replace https://www.sec.gov and https://data.sec.gov; tests and development only. */
  SEC_WWW_BASE_URL?: string
  SEC_DATA_BASE_URL?: string
}
