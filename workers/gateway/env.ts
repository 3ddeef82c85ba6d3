/** Bindings of the gateway (root wrangler.toml). */
import type { QuoteReader } from '#shared/quote-cells.ts'

export interface Env {
  /** The built page. */
  ASSETS: Fetcher
  CONFIG: Fetcher
  AGGREGATOR: Fetcher
  ANALYSIS: Fetcher
  ORCHESTRATOR: Fetcher
  /**
   * The aggregator's QuoteCells: a live price is read there without a hop between, and decided upon
   * there alone.
   */
  QUOTE_CELL: DurableObjectNamespace<QuoteReader>
  /** Every API request, by client. */
  RATE_LIMIT: RateLimit
  /** Starting reports and running modules, by client. */
  COSTLY_RATE_LIMIT: RateLimit
  /**
   * Names of this gateway beside the local ones, separated by commas: `api.example.com`. A request
   * to another name is refused.
   */
  PUBLIC_HOSTS?: string
  /**
   * `true` where Cloudflare's network stands before this Worker: only there is `cf-connecting-ip`
   * the client's address. Elsewhere a client can write that header itself.
   */
  BEHIND_CLOUDFLARE?: string
  /** Needed for writes to the configuration. Secret; without it no write is accepted. */
  ADMIN_TOKEN?: string
}
