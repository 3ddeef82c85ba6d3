/** Bindings of the gateway (root wrangler.toml). */
export interface Env {
  /** The built page. */
  ASSETS: Fetcher
  CONFIG: Fetcher
  AGGREGATOR: Fetcher
  ANALYSIS: Fetcher
  ORCHESTRATOR: Fetcher
  /** Every API request, by client. */
  RATE_LIMIT: RateLimit
  /** Starting reports and running modules, by client. */
  COSTLY_RATE_LIMIT: RateLimit
  /** Needed for writes to the configuration. Secret; without it no write is accepted. */
  ADMIN_TOKEN?: string
}
